/** The steps that give a disk its partitions. */
import type { Command } from "../../base/command.ts";
import { writeZeros, writeZerosBeside } from "../../programs/blkdiscard.ts";
import { writeTable } from "../../programs/sfdisk.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import { invalidateBootSector } from "../disk-steps.ts";
import { clearDevice, endsOf } from "../erase.ts";
import { type Step, commandStep, serviceStep, toJson } from "../step.ts";
import { showSome, showTable } from "../partition-device.ts";

/** Old boot code and old filesystems may lie where the new partitions begin. */
function clearPartitions(disk: PlannedDisk): Command[] {
  return disk.partitions.flatMap(({ purpose, device, size }) =>
    purpose === "bios-boot" ? [writeZeros(device, 0, size)] : clearDevice(device, size),
  );
}

export function partitionDisk(disk: PlannedDisk): Step[] {
  return [
    commandStep(`partition ${disk.path}`, `Write the partition table of ${disk.path}`, [writeTable(disk)]),
    invalidateBootSector(disk, "invalidate-new-boot-sector"),
    ...showPartitions(disk),
    commandStep(`clear ${disk.path}`, `Clear the new partitions of ${disk.path}`, clearPartitions(disk)),
  ];
}

/** In their places on the disk, before they are partitions. */
function clearPlaces({ path, partitions }: PlannedDisk): Command[] {
  return partitions.flatMap(({ start, size }) =>
    endsOf(size).map(({ offset, length }) => writeZerosBeside(path, start + offset, length)),
  );
}

/**
 * Adds partitions to a table that may be in use, and shows the kernel those that a deploy added that was cut off. What a filesystem is
 * made on is cleared before that; what becomes a part of something larger is cleared here.
 */
export function appendPartitions(disk: PlannedDisk): Step[] {
  const { path } = disk;
  const shown = disk.partitions.filter(isShown);
  const isService = ({ purpose }: PlannedPartition): boolean => purpose === "bios-boot" || purpose === "multiboot";
  const others = shown.filter((partition) => !isService(partition));
  const parts = others.filter(({ purpose, added }) => purpose !== "volume" && added === true);
  return [
    // On their own, so that what is made after them can be noted on one of them first.
    ...appendSome(disk, serviceStep + path, shown.filter(isService)),
    ...appendSome(disk, `append ${path}`, others),
    checkTable(path),
    ...(parts.length === 0
      ? []
      : [
          commandStep(
            `clear ${path}`,
            `Clear the new partitions of ${path}`,
            parts.flatMap(({ device, size }) => clearDevice(device, size)),
          ),
        ]),
  ];
}

function appendSome(disk: PlannedDisk, id: string, shown: readonly PlannedPartition[]): Step[] {
  const { path } = disk;
  if (shown.length === 0) return [];
  const added = shown.filter((partition) => partition.added === true);
  const names = (partitions: readonly PlannedPartition[]): string => partitions.map(({ device }) => device).join(", ");
  return [
    {
      kind: "append-partitions",
      id,
      title:
        added.length === 0
          ? `Show the kernel ${names(shown)}`
          : `Add ${names(added)} to the partition table of ${path}`,
      phase: "storage",
      disk: path,
      add: added.map(({ number }) => number),
      clear: clearPlaces({ ...disk, partitions: added }).map(toJson),
      show: showSome(
        disk,
        shown.map(({ number }) => number),
      ).map(toJson),
    },
  ];
}

/** One that the kernel may not know yet. */
export function isShown({ added, spare }: PlannedPartition): boolean {
  return added === true || spare === true;
}

function checkTable(disk: string): Step {
  return {
    kind: "check-table",
    id: `check-table ${disk}`,
    title: `Read the partition table of ${disk} back`,
    phase: "storage",
    disk,
  };
}

/** The kernel may not know every partition of a table that it read before. */
export function showPartitions(disk: PlannedDisk): Step[] {
  return [
    commandStep(`show ${disk.path}`, `Show the kernel the partitions of ${disk.path}`, [showTable(disk)]),
    checkTable(disk.path),
  ];
}
