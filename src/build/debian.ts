/** Builds a Debian tree with mmdebstrap; which packages, and what is changed afterwards, is decided by the caller. */
import { execa } from "execa";
import { findArchitecture, isForeign } from "./architecture.ts";
import type { Log } from "./cache.ts";
import { withEmulator } from "./emulator.ts";

export interface DebianRecipe {
  readonly suite: "bookworm" | "trixie";
  /** "extract" only unpacks the packages and what they depend on, and runs nothing of theirs; "minbase" if absent. */
  readonly variant?: "minbase" | "extract";
  /** Debian's name of an architecture; this machine's if absent. What packages of another one run is emulated, which takes several times as long. */
  readonly architecture?: string;
  readonly packages: readonly string[];
  /** SOURCE_DATE_EPOCH of the packages' scripts, by which the same packages make the same tree. */
  readonly epoch?: number;
  /** Path patterns (dpkg's path-exclude) that are not unpacked, beside documentation and translations. */
  readonly excluded?: readonly string[];
  /** What is unpacked although one of those patterns means it. */
  readonly included?: readonly string[];
  /** False leaves out the initramfs that a kernel package would make. */
  readonly initramfs?: boolean;
}

const unread = ["doc", "man", "info", "locale", "lintian", "bug"].map((part) => `/usr/share/${part}/*`);

function debianArguments(recipe: DebianRecipe, target: string): readonly string[] {
  return [
    "--mode=root",
    `--variant=${recipe.variant ?? "minbase"}`,
    "--format=directory",
    // It would look for a program of its own (arch-test), and put the emulator into the tree.
    ...(recipe.architecture === undefined ? [] : [`--architectures=${recipe.architecture}`, "--skip=check/qemu"]),
    `--include=${recipe.packages.join(",")}`,
    '--aptopt=Acquire::Languages "none"',
    '--aptopt=Acquire::Retries "3"',
    ...[...unread, ...(recipe.excluded ?? [])].map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
    ...(recipe.included ?? []).map((pattern) => `--dpkgopt=path-include=${pattern}`),
    recipe.suite,
    target,
  ];
}

/** mmdebstrap, where need be with an emulator for what the packages run. */
function debianCommand(recipe: DebianRecipe, target: string): { program: string; args: readonly string[] } {
  const [program, args] = ["mmdebstrap", debianArguments(recipe, target)];
  const architecture = findArchitecture(recipe.architecture);
  return recipe.variant === "extract" || !isForeign(architecture)
    ? { program, args }
    : withEmulator(architecture, program, args);
}

/** Unpacks and configures the packages under `target`, which must not exist. Throws with mmdebstrap's last lines when it fails. */
export async function buildDebian(recipe: DebianRecipe, target: string, log: Log): Promise<void> {
  const last: string[] = [];
  const { program, args } = debianCommand(recipe, target);
  const child = execa(program, args, {
    env: {
      ...{ LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" },
      ...(recipe.initramfs === false ? { INITRD: "No" } : {}),
      ...(recipe.epoch === undefined ? {} : { SOURCE_DATE_EPOCH: String(recipe.epoch) }),
    },
    all: true,
    buffer: false,
    reject: false,
  });
  for await (const line of child.iterable({ from: "all" })) {
    last.push(line);
    if (last.length > 20) last.shift();
    if (/^(?:I|W|E): /u.test(line)) log(line.slice(3));
  }
  const { exitCode } = await child;
  if (exitCode !== 0)
    throw new Error(`mmdebstrap ${recipe.suite} ended with ${exitCode ?? "no exit code"}:\n${last.join("\n")}`);
}
