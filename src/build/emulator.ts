/**
 * Programs of another architecture on this machine, by QEMU's emulation of a user's programs: one that is named, or with the kernel's help
 * (binfmt_misc) all that a command starts.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Architecture, isForeign } from "./architecture.ts";

/** A program with its arguments, as child_process takes it. */
export interface Call {
  readonly file: string;
  readonly args: readonly string[];
  readonly argv0: string;
}

/** Makes the call of a program; `name` is what it is called by, its path if absent. */
export type Caller = (program: string, args: readonly string[], name?: string) => Call;

/** This machine runs it by itself. */
export const callDirectly: Caller = (program, args, name = program) => ({ file: program, args, argv0: name });

/** Linked statically, so that it is all that a chroot needs. */
const emulatorOf = ({ rpm }: Architecture): string => `/usr/bin/qemu-${rpm}-static`;
/** Where Debian's packages for cross-compilers have the libraries of an architecture. */
const librariesOf = ({ rpm }: Architecture): string => `/usr/${rpm}-linux-gnu`;

/** What works on the programs of an architecture here. */
export interface Tools {
  readonly call: Caller;
  /** The name of its strip(1). */
  readonly strip: string;
}

/** Debian's packages that are missing here to build the executable for the architecture. */
function missingPackages(architecture: Architecture, strip: string): string[] {
  const { deb, rpm } = architecture;
  const hasFile = (name: string): boolean => existsSync(join(librariesOf(architecture), "lib", name));
  const needed: readonly (readonly [name: string, isPresent: boolean])[] = [
    ["qemu-user-static", existsSync(emulatorOf(architecture))],
    [`binutils-${rpm.replace("_", "-")}-linux-gnu`, spawnSync(strip, ["--version"]).error === undefined],
    [`libc6-${deb}-cross`, hasFile("libc.so.6")],
    [`libgcc-s1-${deb}-cross`, hasFile("libgcc_s.so.1")],
    [`libstdc++6-${deb}-cross`, hasFile("libstdc++.so.6")],
  ];
  return needed.flatMap(([name, isPresent]) => (isPresent ? [] : [name]));
}

function lackOf({ deb }: Architecture, packages: readonly string[]): Error {
  return new Error(
    `Packages are missing by which this machine builds for ${deb}: apt-get install --no-install-recommends ${packages.join(" ")}`,
  );
}

/** What builds the executable for the architecture, this machine's if absent. Throws if parts of it are missing, and says what to install. */
export function toolsFor(architecture: Architecture | undefined): Tools {
  if (architecture === undefined || !isForeign(architecture)) return { call: callDirectly, strip: "strip" };
  const [emulator, strip] = [emulatorOf(architecture), `${architecture.rpm}-linux-gnu-strip`];
  const missing = missingPackages(architecture, strip);
  if (missing.length > 0) throw lackOf(architecture, missing);
  const before = ["-L", librariesOf(architecture)];
  const call: Caller = (program, args, name = program) => ({
    file: emulator,
    args: [...before, "-0", name, program, ...args],
    argv0: emulator,
  });
  return { call, strip };
}

/**
 * As binfmt_misc takes it (Linux, Documentation/admin-guide/binfmt-misc.rst): the header of an executable or a library in ELF, of 64 bits and in
 * little endian, for the machine. F: the kernel opens the emulator now, so that it is there in a chroot as well.
 */
export function renderRegistration(architecture: Architecture): string {
  const byte = (value: number): string => `\\x${value.toString(16).padStart(2, "0")}`;
  const [magic, mask] = [Buffer.alloc(20), Buffer.alloc(20, 0xff)];
  magic.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  magic.writeUInt16LE(2, 16);
  magic.writeUInt16LE(architecture.machine, 18);
  // Whichever system it is for; type 2 is an executable, and 3 one that can be loaded anywhere.
  mask.fill(0, 7, 8);
  mask.writeUInt16LE(0xfffe, 16);
  const [head, bits] = [magic, mask].map((bytes) => Array.from(bytes, byte).join(""));
  return `:${registrationName(architecture)}:M::${head}:${bits}:${emulatorOf(architecture)}:F`;
}

const registrationName = ({ deb }: Architecture): string => `bareon-${deb}-${process.pid}`;

/** The words: what is registered, under which name, and the command. If nobody had it mounted, the mount ends with the namespace. */
const script = `
place=/proc/sys/fs/binfmt_misc
[ -e "$place/register" ] || mount -t binfmt_misc binfmt_misc "$place" || exit
printf '%s' "$1" > "$place/register" || exit
trap 'echo -1 > "$place/$2"' EXIT
trap 'exit 130' INT TERM
shift 2
"$@"
`;

/**
 * The command in surroundings in which the kernel starts programs of the architecture by the emulator, as long as it runs; needs root. Throws
 * if the emulator is not installed.
 */
export function withEmulator(
  architecture: Architecture,
  program: string,
  args: readonly string[],
): { readonly program: string; readonly args: readonly string[] } {
  if (!existsSync(emulatorOf(architecture))) throw lackOf(architecture, ["qemu-user-static"]);
  const words = [renderRegistration(architecture), registrationName(architecture), program, ...args];
  return { program: "unshare", args: ["--mount", "--", "sh", "-c", script, "sh", ...words] };
}
