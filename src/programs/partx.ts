/** partx: what the kernel knows of the partitions of a disk. */
import type { Command } from "../base/command.ts";

/**
 * Makes the kernel forget the partitions of a disk. partx exits with 1 if one is in use, and also if there is none, such
 * as for a table that the kernel refused; opening the disk exclusively afterwards tells which it was.
 */
export function forgetPartitions(disk: string): Command {
  return { program: "partx", args: ["--delete", "--", disk], okCodes: [0, 1] };
}

/** Makes the kernel's partitions those of the table on the disk. Works also if the kernel itself reads no GPT. */
export function updatePartitions(disk: string): Command {
  return { program: "partx", args: ["--update", "--", disk] };
}

/**
 * Tells the kernel of one partition of the table, and touches no other. One that it has elsewhere is put right; one in use stays as
 * it is.
 */
export function showPartition(disk: string, number: number): Command {
  return { program: "partx", args: ["--update", "--nr", `${number}:${number}`, "--", disk] };
}

/** Makes the kernel forget one partition, and touches no other; it stays if it is in use, also by udev for a moment. */
export function forgetPartition(disk: string, number: number): Command {
  return { program: "partx", args: ["--delete", "--nr", `${number}:${number}`, "--", disk], okCodes: [0, 1] };
}
