/** What the partitions of a disk are called, and what shows them to the kernel: itself, or for a multipath map kpartx. */
import { BareonError } from "../base/errors.ts";
import type { Command } from "../base/command.ts";
import { updatePartitionMaps } from "../programs/kpartx.ts";
import { forgetPartition, showPartition, updatePartitions } from "../programs/partx.ts";
import { partitionPath } from "../programs/sfdisk.ts";
import type { Disk } from "../schema/inventory.ts";
import type { PlannedDisk } from "../schema/plan.ts";

/** The one of udev's rules in Debian, which the ramdisk has. */
const usualSeparator = "-part";

/** What stands before the number in the names of a map's partitions, as the rules of this machine have it; undefined for another disk. */
function findSeparator({ path, multipath, partitions }: Disk): string | undefined {
  if (multipath === undefined) return undefined;
  const named = partitions.find((one) => one.path.startsWith(path) && one.path.endsWith(String(one.number)));
  return named?.path.slice(path.length, -String(named.number).length) ?? usualSeparator;
}

/** What a plan has to know of a map; nothing of another disk. */
export function planMultipath(disk: Disk): Pick<PlannedDisk, "multipath"> {
  const separator = findSeparator(disk);
  if (separator === undefined || disk.multipath === undefined) return {};
  return { multipath: { wwid: disk.multipath.wwid, separator } };
}

/** The device node of a partition, also of one that is not there yet. */
export function partitionDevice(disk: Disk, number: number): string {
  const separator = findSeparator(disk);
  return separator === undefined ? partitionPath(disk.path, number) : `${disk.path}${separator}${number}`;
}

/**
 * `others` are devices that are not on these disks. Throws BareonError "mismatch" if a partition of a map would be called as one of them:
 * what is meant for the partition would be written there.
 */
export function checkMapNames(disks: readonly PlannedDisk[], others: readonly { readonly path: string }[]): void {
  const taken = new Set(others.map(({ path }) => path));
  for (const { path, multipath, partitions } of disks) {
    const device = partitions.map((one) => one.device).find((one) => taken.has(one));
    if (multipath === undefined || device === undefined) continue;
    throw new BareonError(
      "mismatch",
      `A partition of the multipath map ${path} would be ${device}, which is something else`,
      {
        hint: "Nothing was changed. Give one of the two another name: that of a map is its alias in /etc/multipath.conf.",
      },
    );
  }
}

/** Makes the kernel's partitions those of the table. */
export function showTable({ path, multipath, partitions }: PlannedDisk): Command {
  const numbers = partitions.map(({ number }) => number);
  return multipath === undefined ? updatePartitions(path, numbers) : updatePartitionMaps(path, multipath.separator);
}

/** Shows some of them, on a disk of which others may be in use. */
export function showSome({ path, multipath }: PlannedDisk, numbers: readonly number[]): Command[] {
  return multipath === undefined
    ? numbers.map((number) => showPartition(path, number))
    : [updatePartitionMaps(path, multipath.separator)];
}

/** Takes one partition from the kernel that is no longer in the table, on a disk of which others may be in use. udev may have taken that of a map already. */
export function forget(disk: Disk, number: number): Command {
  const separator = findSeparator(disk);
  return separator === undefined ? forgetPartition(disk.path, number) : updatePartitionMaps(disk.path, separator);
}
