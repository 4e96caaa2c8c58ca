/** dd(1), for what node:fs cannot do. */
import type { Command } from "../base/command.ts";

/** Prints a file as it is on the disk, past the page cache (O_DIRECT needs aligned memory, which Node does not give). */
export function readUncached(path: string): Command {
  return { program: "dd", args: [`if=${path}`, "iflag=direct", "bs=1M", "status=none"] };
}

/** Copies a device's part, in MiB, from a place in bytes; what is zero takes no room in the copy. */
export function copyPart(device: string, offset: number, length: number, target: string): Command {
  return { program: "dd", args: [`if=${device}`, `of=${target}`, "iflag=skip_bytes", `skip=${offset}`, "bs=1M", `count=${length}`, "conv=sparse", "status=none"] };
}
