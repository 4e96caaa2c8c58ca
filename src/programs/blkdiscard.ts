/** blkdiscard: writing zeros to a device. */
import type { Command } from "../base/command.ts";

/** Writes zeros, also to a disk that cannot discard; opens the device exclusively, and so fails if it is in use. Bytes. */
export function writeZeros(device: string, offset: number, length: number): Command {
  return {
    program: "blkdiscard",
    args: ["--zeroout", "--offset", String(offset), "--length", String(length), "--", device],
  };
}

/** The same from an offset to the device's end, wherever that is. */
export function writeZerosFrom(device: string, offset: number): Command {
  return { program: "blkdiscard", args: ["--zeroout", "--offset", String(offset), "--", device] };
}

/** As writeZeros, on a disk of which other partitions may be in use. */
export function writeZerosBeside(disk: string, offset: number, length: number): Command {
  const { program, args } = writeZeros(disk, offset, length);
  return { program, args: ["--force", ...args] };
}
