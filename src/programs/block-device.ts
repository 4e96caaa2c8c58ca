/** The small util-linux programs that prepare a block device: wipefs, blkdiscard, partx, and udev's settle. */
import type { Command } from "../base/command.ts";

/**
 * Erases every signature that libblkid knows, so that nothing of a previous life is found again. Opens the device
 * exclusively, and so fails where it is in use; without --force it leaves a partition table alone.
 */
export function wipeSignatures(device: string): Command {
  return { program: "wipefs", args: ["--all", "--quiet", "--lock=yes", "--", device] };
}

/** As wipeSignatures, while this program has the lock on the disk that keeps udev away. */
export function wipeLocked(device: string): Command {
  return { program: "wipefs", args: ["--all", "--quiet", "--", device] };
}

/** Writes zeros; opens the device exclusively, and so fails where it is in use. Bytes. */
export function writeZeros(device: string, offset: number, length: number): Command {
  return {
    program: "blkdiscard",
    args: ["--zeroout", "--offset", String(offset), "--length", String(length), "--", device],
  };
}

/**
 * Makes the kernel forget the partitions of a disk. partx gives 1 where one is in use, and also where there is none, such
 * as for a table that the kernel refused; whoever then opens the disk exclusively learns which it was.
 */
export function forgetPartitions(disk: string): Command {
  return { program: "partx", args: ["--delete", "--", disk], okCodes: [0, 1] };
}

/** Makes the kernel's partitions those of the table on the disk. Works where the kernel itself reads no GPT. */
export function updatePartitions(disk: string): Command {
  return { program: "partx", args: ["--update", "--", disk] };
}

/** Waits until udev has handled every event so far. */
export function settle(seconds: number): Command {
  return { program: "udevadm", args: ["settle", `--timeout=${seconds}`] };
}
