/** skopeo, umoci and Debian's registry in a root of their own, each started by chroot with one folder of this machine. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { execa } from "execa";
import { imageTools, toolRoot } from "./tool-root.ts";

/** The folder as the programs see it. */
export const insideFolder = "/mnt";

/** Argument 1 is the root of tools, 2 the folder. */
const enter = `set -e
root=$1 folder=$2; shift 2
mount --bind -- "$folder" "$root${insideFolder}"
mount -t tmpfs tmpfs "$root/tmp"
mount -t proc proc "$root/proc"
exec chroot "$root" "$@"
`;

export interface StartedTool extends AsyncDisposable {
  /** Throws with what it printed if it has ended. */
  readonly check: () => void;
}

export interface RegistryTools {
  /** Runs a program to its end, and returns what it prints. */
  readonly run: (...argv: readonly string[]) => Promise<string>;
  /** Starts a program, which ends with this process as well. */
  readonly start: (...argv: readonly string[]) => StartedTool;
}

/** Needs root; about a minute the first time. */
export async function openRegistryTools(folder: string): Promise<RegistryTools> {
  const root = await toolRoot("images", imageTools, console.error);
  await mkdir(join(root, insideFolder), { recursive: true });
  const words = (argv: readonly string[]): string[] => [
    ...["--mount", "--pid", "--fork", "--kill-child", "--", "sh", "-c", enter, "sh", root, folder, ...argv],
  ];
  return {
    run: async (...argv) => (await execa("unshare", words(argv), { env: { LC_ALL: "C" } })).stdout,
    start: (...argv) => startTool(["unshare", ...words(argv)]),
  };
}

function startTool(argv: readonly string[]): StartedTool {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", ...argv], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => void (printed += String(data)));
  const gone = new Promise((done) => child.once("exit", done));
  return {
    check: () => {
      if (child.exitCode !== null) throw new Error(`${argv.join(" ")} ended: ${printed}`);
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
