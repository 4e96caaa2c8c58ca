/** The steps of a deploy in their order: the disks lose their old life first, the boot loader comes last. */
import { multibootName } from "../base/places.ts";
import type { Command } from "../base/command.ts";
import { MiB } from "../base/sizes.ts";
import { espType } from "../config/deploy-config.ts";
import { at } from "../config/json-pointer.ts";
import type { Disk } from "../schema/inventory.ts";
import type { Plan, PlannedDisk, PlannedEsp, PlannedImage, PlannedUtility, PlannedVolume } from "../schema/plan.ts";
import { forgetPartitions, updatePartitions } from "../programs/partx.ts";
import { wipeSignatures } from "../programs/wipefs.ts";
import { writeZeros } from "../programs/blkdiscard.ts";
import { makeMultibootFilesystem } from "../storage/filesystem/ext.ts";
import { filesystems } from "../storage/filesystem/filesystems.ts";
import { makeEspFilesystem } from "../storage/filesystem/vfat.ts";
import { writeTable } from "../programs/sfdisk.ts";
import { espLabel } from "../storage/esp/firmware.ts";
import { stackSteps } from "../storage/layer-steps.ts";
import { type Step, commands, makesFilesystem } from "../storage/step.ts";
import type { StoragePlan } from "../storage/storage.ts";
import { endUses, tearDown } from "../storage/teardown.ts";
import { markConcurrency } from "./concurrency.ts";
import { treesOf } from "./utilities.ts";

/**
 * After this the disk boots nothing: it has no signature, boot code or table, and the kernel knows no partition of it. A partition
 * without content is left out: it may have no device node, because the kernel refused it.
 */
function wipeDisk(disk: Disk): Step {
  return commands(`wipe-disk ${disk.path}`, `Erase what is on ${disk.path}`, [
    ...disk.partitions
      .filter((partition) => partition.content !== null)
      .map((partition) => wipeSignatures(partition.path)),
    ...(disk.partitions.length > 0 ? [forgetPartitions(disk.path)] : []),
    writeZeros(disk.path, 0, MiB),
    writeZeros(disk.path, disk.size - MiB, MiB),
    wipeSignatures(disk.path),
  ]);
}

/** Old boot code and old filesystems may lie where the new partitions begin. */
function clearPartitions(disk: PlannedDisk): Command[] {
  return disk.partitions.map((partition) =>
    partition.purpose === "bios-boot"
      ? writeZeros(partition.device, 0, partition.size)
      : wipeSignatures(partition.device),
  );
}

function partitionDisk(disk: PlannedDisk): Step[] {
  return [
    commands(`partition ${disk.path}`, `Write the partition table of ${disk.path}`, [writeTable(disk)]),
    invalidateBootSector(disk, "invalidate-new-boot-sector"),
    ...findPartitions(disk),
    commands(`clear ${disk.path}`, `Clear the new partitions of ${disk.path}`, clearPartitions(disk)),
  ];
}

/** From here on a BIOS starts nothing from the disk except a message, until GRUB is installed. A new table needs it again, under another id. */
function invalidateBootSector({ path }: PlannedDisk, id = "invalidate-boot-sector"): Step {
  return {
    kind: "invalidate-boot-sector",
    id: `${id} ${path}`,
    title: `Mark ${path} as not deployed yet`,
    phase: "storage",
    disk: path,
  };
}

/** Before something is taken down: an old boot loader would find half a system. */
function invalidateFormerBootSector(disk: PlannedDisk): Step {
  return { ...invalidateBootSector(disk), title: `Make ${disk.path} boot nothing any more` };
}

/** The same for UEFI: no firmware reads a partition without its signature. */
function invalidateFormerEsps({ path, partitions }: Disk): Step[] {
  const esps = partitions.filter(({ type, content }) => type.toUpperCase() === espType && content !== null);
  return esps.length === 0
    ? []
    : [
        commands(
          `invalidate-esps ${path}`,
          `Take the boot loaders for UEFI off ${path}`,
          esps.map((esp) => wipeSignatures(esp.path)),
        ),
      ];
}

/** The kernel may not know every partition of a table that it read before. */
function findPartitions(disk: PlannedDisk): Step[] {
  return [
    commands(`show ${disk.path}`, `Show the kernel the partitions of ${disk.path}`, [updatePartitions(disk.path)]),
    {
      kind: "check-table",
      id: `check-table ${disk.path}`,
      title: `Read the partition table of ${disk.path} back`,
      phase: "storage",
      disk: disk.path,
    },
  ];
}

/** New partitions were wiped by clearPartitions. On kept disks, arrays and logical volumes an old signature may remain. */
function clearFormer({ disks }: StoragePlan, device: string): Command[] {
  return disks.some((disk) => disk.keep !== true && disk.partitions.some((partition) => partition.device === device))
    ? []
    : [wipeSignatures(device)];
}

function makeVolume(storage: StoragePlan, volume: PlannedVolume): Step {
  const isEsp = storage.esps.some(({ device }) => device === volume.device);
  const what = volume.mount === null ? volume.type : `${volume.type} for ${volume.mount}`;
  return makesFilesystem(volume.device, `Make ${what} on ${volume.device}`, [
    ...clearFormer(storage, volume.device),
    isEsp ? makeEspFilesystem(volume) : filesystems[volume.type].make(volume),
  ]);
}

/** Those that are not among the volumes. */
function implicitEsps({ esps, volumes }: StoragePlan): readonly PlannedEsp[] {
  return esps.filter(({ device }) => volumes.every((volume) => volume.device !== device));
}

function makeEsp({ device, uuid }: PlannedEsp): Step {
  return makesFilesystem(device, `Make the EFI system partition on ${device}`, [
    makeEspFilesystem({ device, uuid, label: espLabel }),
  ]);
}

/** On a disk that is kept: from here on UEFI does not start the former deployment. An EFI system partition that is made anew loses all that is on it now. */
function invalidateEsps(storage: StoragePlan): Step[] {
  const kept = storage.esps.filter(({ disk }) =>
    storage.disks.some(({ path, keep }) => path === disk && keep === true),
  );
  return kept.map(({ device, keep }): Step => {
    const [id, title] = [`invalidate-esp ${device}`, `Take the boot loader off ${device}`];
    return keep === true
      ? { kind: "invalidate-esp", id, title, phase: "storage", device }
      : commands(id, title, [wipeSignatures(device)]);
  });
}

function makeMultiboot(storage: StoragePlan): Step[] {
  const { multiboot } = storage;
  if (multiboot === null) return [];
  const make = makeMultibootFilesystem({ ...multiboot, label: multibootName });
  return [
    makesFilesystem(multiboot.device, `Make the multiboot filesystem on ${multiboot.device}`, [
      ...clearFormer(storage, multiboot.device),
      make,
    ]),
  ];
}

function deployImage({ name }: PlannedImage): Step {
  return { kind: "deploy-image", id: `image ${name}`, title: `Deploy image ${name}`, phase: "transfer", image: name };
}

/** One step for each tree. No other step has the same id, whatever the names are. */
function deployUtility(utility: PlannedUtility): Step[] {
  const { name, target } = utility;
  return treesOf(utility).map((into): Step => {
    const where = into === null ? `to ${target} on its own volume` : `to ${target} in ${into}`;
    return {
      kind: "deploy-utility",
      id: at("utility", name, ...(into === null ? [] : [into])),
      title: `Deploy image ${name} ${where}`,
      phase: "transfer",
      image: name,
      into,
    };
  });
}

type Machine = Pick<Plan["machine"], "disks" | "arrays" | "groups" | "others">;

/** Around what is taken down: as long as udev may look at the disks, it puts together again what was taken down. */
function lockDisks({ disks }: StoragePlan): { readonly lock: Step; readonly unlock: Step } {
  const paths = disks.map(({ path }) => path);
  const names = paths.join(", ");
  return {
    lock: { kind: "lock-disks", id: "lock-disks", title: `Keep udev off ${names}`, phase: "storage", disks: paths },
    unlock: { kind: "unlock-disks", id: "unlock-disks", title: `Let udev look at ${names} again`, phase: "storage" },
  };
}

/** `machine` is what was found on the named disks. Utility images come after every system, whose files they may lie on top of. */
export function planSteps(
  machine: Machine,
  storage: StoragePlan,
  contents: Pick<Plan, "images" | "utilities">,
): Step[] {
  const { images, utilities } = contents;
  const kept = storage.disks.filter(({ keep }) => keep === true);
  const takenDown = tearDown(machine, kept.length === 0);
  const isTakenDown = takenDown.length > 0;
  const wiped = machine.disks.filter(({ path }) => kept.every((disk) => disk.path !== path));
  const { lock, unlock } = lockDisks(storage);
  const steps: Step[] = [
    ...endUses(machine),
    ...(isTakenDown ? [lock] : []),
    ...kept.map((disk) => invalidateBootSector(disk)),
    ...invalidateEsps(storage),
    ...(isTakenDown ? storage.disks.filter(({ keep }) => keep !== true).map(invalidateFormerBootSector) : []),
    ...(isTakenDown ? wiped.flatMap(invalidateFormerEsps) : []),
    ...takenDown,
    ...(isTakenDown ? [unlock] : []),
    ...wiped.map(wipeDisk),
    ...storage.disks.flatMap((disk) => (disk.keep === true ? findPartitions(disk) : partitionDisk(disk))),
    ...stackSteps(storage),
    ...implicitEsps(storage).map(makeEsp),
    ...makeMultiboot(storage),
    ...storage.volumes.filter(({ keep }) => keep !== true).map((volume) => makeVolume(storage, volume)),
    { kind: "check-filesystems", id: "check-filesystems", title: "Read the filesystems back", phase: "storage" },
    ...images.map(deployImage),
    ...utilities.flatMap(deployUtility),
    { kind: "install-boot", id: "boot", title: "Install GRUB and write the boot menu", phase: "bootloader" },
  ];
  return steps.map((step) => markConcurrency(step, contents));
}
