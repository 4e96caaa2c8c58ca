/** partx: what the kernel knows of the partitions of a disk. */
import type { Command } from "../base/command.ts";

/**
 * Makes the kernel forget the partitions of a disk. partx exits with 1 if one is in use, and also if there is none, such
 * as for a table that the kernel refused; opening the disk exclusively afterwards tells which it was.
 */
export function forgetPartitions(disk: string): Command {
  return { program: "partx", args: ["--delete", "--", disk], okCodes: [0, 1] };
}

/** Entries of a table: no partition has a higher number. */
const mostNumber = 128;

/**
 * Makes the kernel's partitions those of the table on the disk, which have these numbers. Works also if the kernel itself reads no GPT.
 * By itself partx (2.38) looks at as many numbers as there are partitions, and passes over those behind a gap.
 */
export function updatePartitions(disk: string, numbers: readonly number[]): Command {
  const hasGap = Math.max(0, ...numbers) > numbers.length;
  return {
    program: "partx",
    args: ["--update", ...(hasGap ? ["--nr", `1:${mostNumber}`] : []), "--", disk],
  };
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
