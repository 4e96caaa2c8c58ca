/** The steps that give a disk its partitions. */
import type { Command } from "../../base/command.ts";
import { writeZeros } from "../../programs/blkdiscard.ts";
import { showPartition, updatePartitions } from "../../programs/partx.ts";
import { appendTable, writeTable } from "../../programs/sfdisk.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import { invalidateBootSector } from "../disk-steps.ts";
import { clearDevice } from "../erase.ts";
import { type Step, commandStep, toJson } from "../step.ts";

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

/**
 * Adds partitions to a table that may be in use. What a filesystem is made on is cleared before that; what becomes a part of
 * something larger is cleared here.
 */
export function appendPartitions(disk: PlannedDisk): Step[] {
  const { path } = disk;
  const added = disk.partitions.filter((partition) => partition.added === true);
  const isService = ({ purpose }: PlannedPartition): boolean => purpose === "bios-boot" || purpose === "multiboot";
  const others = added.filter((partition) => !isService(partition));
  const parts = others.filter(({ purpose }) => purpose !== "volume");
  return [
    // On their own, so that what is made after them can be noted on one of them first.
    ...appendSome(disk, `append-service ${path}`, added.filter(isService)),
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

function appendSome(disk: PlannedDisk, id: string, partitions: PlannedPartition[]): Step[] {
  const { path } = disk;
  if (partitions.length === 0) return [];
  return [
    {
      kind: "append-partitions",
      id,
      title: `Add ${partitions.map(({ device }) => device).join(", ")} to the partition table of ${path}`,
      phase: "storage",
      disk: path,
      append: toJson(appendTable({ ...disk, partitions })),
      show: partitions.map(({ device, number }) => ({ device, command: toJson(showPartition(path, number)) })),
    },
  ];
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
    commandStep(`show ${disk.path}`, `Show the kernel the partitions of ${disk.path}`, [updatePartitions(disk.path)]),
    checkTable(disk.path),
  ];
}
