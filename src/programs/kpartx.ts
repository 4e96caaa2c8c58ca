/** kpartx: partitions of a device of the device mapper, of which the kernel reads no table. */
import type { Command } from "../base/command.ts";

/**
 * Makes the partitions those of the table on the disk, and returns when they are there; one that is as it should be is not touched. One
 * with another name gets this one, so the separator has to be that of the rule of udev that made those that are there.
 */
export function updatePartitionMaps(disk: string, separator: string): Command {
  return { program: "kpartx", args: ["-u", "-s", "-p", separator, disk] };
}

/** Removes the partitions of a disk. One that is in use stays, and the disk then cannot be opened exclusively. */
export function removePartitionMaps(disk: string): Command {
  return { program: "kpartx", args: ["-d", "-s", disk], okCodes: [0, 1] };
}
