/** mount(8), umount(8) and sync(1) of util-linux, coreutils and Busybox, by the options that all of them know: argv, and the one message that is read. */
import type { Command, Output } from "../base/command.ts";

export interface MountRequest {
  /** A device, or what the type takes instead: a directory for a bind mount, the type's name for tmpfs or proc. */
  readonly source: string;
  /** The mount point. */
  readonly target: string;
  /** The filesystem; without it mount(8) asks blkid. */
  readonly type?: string;
  /** Mount options such as `ro` or `bind`. */
  readonly options?: readonly string[];
}

export function mount({ source, target, type, options = [] }: MountRequest): Command {
  const typeArgs = type === undefined ? [] : ["-t", type];
  const optionArgs = options.length === 0 ? [] : ["-o", options.join(",")];
  return { program: "mount", args: [...typeArgs, ...optionArgs, "--", source, target] };
}

/** mount's exit codes where the kernel refuses, of util-linux and of Busybox; the reason is in its text. */
export const mountFailed: readonly number[] = [32, 255];

/** umount's exit codes for a failed umount, of util-linux for all targets and for some, and of Busybox; the reason is in its text. */
const umountFailed = [32, 64, 1];

/** Tries every target. Accepts failure, so that the caller can say who is in the way: see `isBusy`. */
export function unmount(...targets: readonly string[]): Command {
  return { program: "umount", args: ["--", ...targets], okCodes: [0, ...umountFailed] };
}

export function isBusy({ exitCode, stderr }: Output): boolean {
  return exitCode !== 0 && /\bbusy\b/u.test(stderr);
}

/** The mount and all that is mounted in it. */
export function unmountTree(target: string): Command {
  return { program: "umount", args: ["--recursive", "--", target], okCodes: [0, ...umountFailed] };
}

/** syncfs(2) of the filesystem that holds the path: unlike umount it fails when something could not be written back. Busybox knows the short option only. */
export function syncFilesystem(path: string): Command {
  return { program: "sync", args: ["-f", "--", path] };
}

/** Of all filesystems. */
export function syncAll(): Command {
  return { program: "sync", args: [] };
}
