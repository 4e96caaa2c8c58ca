/** The steps that erase a disk, whatever is on it, and make it boot nothing. */
import { MiB } from "../base/sizes.ts";
import { forgetPartitions, wipeSignatures, writeZeros } from "../programs/block-device.ts";
import type { Disk } from "../schema/inventory.ts";
import { type Step, commandStep } from "./step.ts";

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
export function invalidateBootSector({ path }: Pick<Disk, "path">): Step {
  return {
    kind: "mark-unbootable",
    id: `mark ${path}`,
    title: `Mark ${path} as not deployed yet`,
    phase: "storage",
    disk: path,
  };
}

/** Before something is taken down an old boot loader goes: it would find half a system. */
export function invalidateFormerBootSector({ path }: Pick<Disk, "path">): Step {
  return {
    kind: "mark-unbootable",
    id: `unmake ${path}`,
    title: `Make ${path} boot nothing any more`,
    phase: "storage",
    disk: path,
  };
}
