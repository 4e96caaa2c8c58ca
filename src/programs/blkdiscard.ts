/** blkdiscard: writing zeros to a device. */
import type { Command } from "../base/command.ts";

/** Writes zeros; opens the device exclusively, and so fails if it is in use. Bytes. */
export function writeZeros(device: string, offset: number, length: number): Command {
  return {
    program: "blkdiscard",
    args: ["--zeroout", "--offset", String(offset), "--length", String(length), "--", device],
  };
}
