/** mount(8), umount(8) and sync(1): argv, and the one message that is read. */
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
  const typeArgs = type === undefined ? [] : ["--types", type];
  const optionArgs = options.length === 0 ? [] : ["--options", options.join(",")];
  return { program: "mount", args: [...typeArgs, ...optionArgs, "--source", source, "--target", target] };
}

/** umount's exit codes for a failed umount, of all targets and of some; the reason is in its text. */
const umountFailed = 32;
const umountFailedForSome = 64;

/** Tries every target. Accepts failure, so that the caller can say who is in the way: see `isBusy`. */
export function unmount(...targets: readonly string[]): Command {
  return { program: "umount", args: ["--", ...targets], okCodes: [0, umountFailed, umountFailedForSome] };
}

export function isBusy(output: Output): boolean {
  return output.exitCode === umountFailed && /\bbusy\b/u.test(output.stderr);
}

/** The mount and all that is mounted in it. */
export function unmountTree(target: string): Command {
  return { program: "umount", args: ["--recursive", "--", target], okCodes: [0, umountFailed, umountFailedForSome] };
}

/** syncfs(2) of the filesystem that holds the path: unlike umount it fails when something could not be written back. Busybox knows the short option only. */
export function syncFilesystem(path: string): Command {
  return { program: "sync", args: ["-f", "--", path] };
}

/** Of all filesystems. */
export function syncAll(): Command {
  return { program: "sync", args: [] };
}
