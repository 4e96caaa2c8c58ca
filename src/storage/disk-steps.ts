/** The steps that erase a disk, whatever is on it, and make it boot nothing. */
import type { Command } from "../base/command.ts";
import { removePartitionMaps } from "../programs/kpartx.ts";
import { forgetPartitions } from "../programs/partx.ts";
import { settle } from "../programs/udevadm.ts";
import { wipeSignatures } from "../programs/wipefs.ts";
import type { Disk } from "../schema/inventory.ts";
import { clearDevice } from "./erase.ts";
import { type Step, commandStep } from "./step.ts";

/** Seconds that udev may take. */
const limit = 120;

/**
 * After this the disk boots nothing: it has no signature, boot code or table, and the kernel knows no partition of it. A partition
 * without content is left out: it may have no device node, because the kernel refused it.
 */
export function wipeDisk(disk: Disk): Step {
  return commandStep(`wipe-disk ${disk.path}`, `Erase what is on ${disk.path}`, [
    ...disk.partitions
      .filter((partition) => partition.content !== null)
      .map((partition) => wipeSignatures(partition.path)),
    ...forgetTable(disk),
    ...clearDevice(disk.path, disk.size),
  ]);
}

/**
 * udev makes the partitions of a map after each write to it, as long as it finds a table at either end: so the table goes by one write, as
 * soon as nothing holds the map.
 */
function forgetTable({ path, partitions, multipath }: Disk): Command[] {
  if (multipath === undefined) return partitions.length > 0 ? [forgetPartitions(path)] : [];
  return [settle(limit), removePartitionMaps(path), wipeSignatures(path), settle(limit)];
}

/** From here on a BIOS starts nothing from the disk except a message, until GRUB is installed. A new table needs it again, under another id. */
export function invalidateBootSector({ path }: Pick<Disk, "path">, id = "invalidate-boot-sector"): Step {
  return {
    kind: "invalidate-boot-sector",
    id: `${id} ${path}`,
    title: `Mark ${path} as not deployed yet`,
    phase: "storage",
    disk: path,
  };
}

/** Before something is taken down: an old boot loader would find half a system. */
export function invalidateFormerBootSector(disk: Pick<Disk, "path">): Step {
  return { ...invalidateBootSector(disk), title: `Make ${disk.path} boot nothing any more` };
}
