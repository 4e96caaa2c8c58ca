/** The steps that erase a disk, make it boot nothing, and give it its partitions. */
import type { Command } from "../../base/command.ts";
import { MiB } from "../../base/sizes.ts";
import { forgetPartitions, updatePartitions, wipeSignatures, writeZeros } from "../../programs/block-device.ts";
import { writeTable } from "../../programs/sfdisk.ts";
import type { Disk } from "../../schema/inventory.ts";
import type { PlannedDisk } from "../../schema/plan.ts";
import { type Step, commandStep } from "../step.ts";

/**
 * After this the disk boots nothing: no signature, no boot code, no table; the kernel knows no partition of it. A partition
 * without content may have no device node, if the kernel refused it.
 */
export function wipeDisk(disk: Disk): Step {
  return commandStep(`release ${disk.path}`, `Erase what is on ${disk.path}`, [
    ...disk.partitions
      .filter((partition) => partition.content !== null)
      .map((partition) => wipeSignatures(partition.path)),
    ...(disk.partitions.length > 0 ? [forgetPartitions(disk.path)] : []),
    writeZeros(disk.path, 0, MiB),
    writeZeros(disk.path, disk.size - MiB, MiB),
    wipeSignatures(disk.path),
  ]);
}

/** Before anything of the disk is touched: from here on it does not boot, until GRUB is back. */
export function invalidateBootSector({ path }: Pick<PlannedDisk, "path">): Step {
  return {
    kind: "mark-unbootable",
    id: `mark ${path}`,
    title: `Mark ${path} as not deployed yet`,
    phase: "storage",
    disk: path,
  };
}

/** Before something is taken down an old boot loader goes: it would find half a system. */
export function invalidateFormerBootSector({ path }: Pick<PlannedDisk, "path">): Step {
  return {
    kind: "mark-unbootable",
    id: `unmake ${path}`,
    title: `Make ${path} boot nothing any more`,
    phase: "storage",
    disk: path,
  };
}

/** Old boot code and old filesystems may lie where the new partitions begin. */
function clearPartitions(disk: PlannedDisk): Command[] {
  return disk.partitions.map((partition) =>
    partition.purpose === "bios-boot"
      ? writeZeros(partition.device, 0, partition.size)
      : wipeSignatures(partition.device),
  );
}

export function partitionDisk(disk: PlannedDisk): Step[] {
  return [
    commandStep(`partition ${disk.path}`, `Write the partition table of ${disk.path}`, [writeTable(disk)]),
    invalidateBootSector(disk),
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
