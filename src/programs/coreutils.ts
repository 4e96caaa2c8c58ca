/** Small programs of coreutils: cat, chmod, chroot, mkfifo, stat and uname. dd(1) is in dd.ts, sync(1) in mount.ts. */
import type { Command } from "../base/command.ts";

/** Prints a file. */
export function printFile(path: string): Command {
  return { program: "cat", args: ["--", path] };
}

/** Prints its input and saves it in a file; that it cannot be saved, which makes that shorter, does not end it. */
export function saveAndPrint(path: string): Command {
  return { program: "tee", args: ["--output-error=warn", "--", path], okCodes: [0, 1] };
}

/** Takes away what group and others may write. */
export function protect(paths: readonly string[]): Command {
  return { program: "chmod", args: ["go-w", "--", ...paths] };
}

/** The command with `root` as `/`. The program is looked for in there, on the fixed PATH. */
export function inRoot(root: string, command: Command): Command {
  return { label: command.program, ...command, program: "chroot", args: [root, command.program, ...command.args] };
}

/** Makes a pipe in the file system that only root can open. */
export function makeFifo(path: string): Command {
  return { program: "mkfifo", args: ["-m", "600", "--", path] };
}

/** Prints what a path is after all symlinks, and its size in bytes, as parseFileType reads them. */
export function showFileType(path: string): Command {
  return { program: "stat", args: ["--dereference", "--format=%F:%s", "--", path] };
}

/** The kind in the words of stat(1), such as "regular file", and the size in bytes. */
export function parseFileType(output: string): { readonly kind: string; readonly size: number } {
  const { kind = "", size = "" } = /^(?<kind>.*):(?<size>\d+)$/u.exec(output.trim())?.groups ?? {};
  return { kind, size: Number(size) };
}

/** Prints the free blocks of the filesystem that holds the path, those that only root gets included, and their size. */
export function showFreeSpace(path: string): Command {
  return { program: "stat", args: ["--file-system", "--format=%f %S", "--", path] };
}

/** Bytes. */
export function parseFreeSpace(output: string): number {
  const [blocks = 0, size = 0] = output.trim().split(" ").map(Number);
  return blocks * size;
}

/** Prints the machine's architecture as the kernel names it: x86_64, aarch64. */
export function showArchitecture(): Command {
  return { program: "uname", args: ["--machine"] };
}

/** Prints what the kernel says of itself and of the machine, in a line. */
export function showKernel(): Command {
  return { program: "uname", args: ["--all"] };
}
