/** The steps that give a disk its partitions. */
import type { Command } from "../../base/command.ts";
import { writeZeros } from "../../programs/blkdiscard.ts";
import { updatePartitions } from "../../programs/partx.ts";
import { writeTable } from "../../programs/sfdisk.ts";
import type { PlannedDisk } from "../../schema/plan.ts";
import { invalidateBootSector } from "../disk-steps.ts";
import { clearDevice } from "../erase.ts";
import { type Step, commandStep } from "../step.ts";

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

/** The kernel may not know every partition of a table that it read before. */
export function showPartitions(disk: PlannedDisk): Step[] {
  return [
    commandStep(`show ${disk.path}`, `Show the kernel the partitions of ${disk.path}`, [updatePartitions(disk.path)]),
    {
      kind: "check-table",
      id: `check-table ${disk.path}`,
      title: `Read the partition table of ${disk.path} back`,
      phase: "storage",
      disk: disk.path,
    },
  ];
}
