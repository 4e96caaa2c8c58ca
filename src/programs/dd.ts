/** dd(1), for what node:fs cannot do: reading and writing past the page cache (O_DIRECT needs aligned memory, which Node cannot allocate). */
import type { Command } from "../base/command.ts";
import { MiB } from "../base/sizes.ts";

/** Prints a file as it is on the disk, past the page cache. */
export function readUncached(path: string): Command {
  return { program: "dd", args: [`if=${path}`, "iflag=direct", "bs=1M", "status=none"] };
}

/** Writes standard input to a device from a whole MiB on, past the page cache, and flushes it to the disk. */
export function writeUncached(device: string, offset: number): Command {
  if (offset % MiB !== 0) throw new Error(`${offset} is no whole number of MiB`);
  return {
    program: "dd",
    args: [
      `of=${device}`,
      "bs=1M",
      `seek=${offset / MiB}`,
      "iflag=fullblock",
      "oflag=direct",
      "conv=notrunc,fsync",
      "status=none",
    ],
  };
}

/** Writes standard input to a pipe in the file system. */
export function writeFifo(path: string): Command {
  return { program: "dd", args: [`of=${path}`, "bs=64K", "conv=notrunc,nocreat", "status=none"] };
}

/** Writes standard input to a new file. */
export function writeNewFile(path: string): Command {
  return { program: "dd", args: [`of=${path}`, "bs=1M", "iflag=fullblock", "status=none"] };
}

/** Writes the text behind the end of a file, and flushes it to the disk. */
export function appendTo(path: string, text: string): Command {
  return { program: "dd", args: [`of=${path}`, "oflag=append", "conv=notrunc,fsync", "status=none"], input: text };
}

/** Prints the first MiB of a device. */
export function readFirstMiB(device: string): Command {
  return { program: "dd", args: [`if=${device}`, "bs=1M", "count=1", "status=none"] };
}

/** Copies a device's part, in MiB, from a place in bytes; what is zero takes no room in the copy. */
export function copyPart(device: string, offset: number, length: number, target: string): Command {
  return {
    program: "dd",
    args: [
      `if=${device}`,
      `of=${target}`,
      "iflag=skip_bytes",
      `skip=${offset}`,
      "bs=1M",
      `count=${length}`,
      "conv=sparse",
      "status=none",
    ],
  };
}
