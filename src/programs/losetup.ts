/** losetup(8): a stretch of a file as a block device. */
import type { Command } from "../base/command.ts";

export interface LoopRequest {
  readonly path: string;
  /** Bytes. */
  readonly offset: number;
  readonly size: number;
  readonly readOnly: boolean;
}

/** Prints the device that it became. */
export function attachLoop({ path, offset, size, readOnly }: LoopRequest): Command {
  const access = readOnly ? ["--read-only"] : [];
  return {
    program: "losetup",
    args: ["--find", "--show", ...access, "--offset", `${offset}`, "--sizelimit", `${size}`, "--", path],
  };
}

export function detachLoop(device: string): Command {
  return { program: "losetup", args: ["--detach", device] };
}
