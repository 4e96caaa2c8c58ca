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
import { makeEspFileSystem, makeFileSystem, makeMultibootFileSystem } from "../programs/mkfs.ts";
import { writeTable } from "../programs/sfdisk.ts";
import { espLabel } from "../storage/esp/firmware.ts";
import { stackSteps } from "../storage/layer-steps.ts";
import { type Step, commands, makesFilesystem } from "../storage/step.ts";
import type { StoragePlan } from "../storage/storage.ts";
import { endUses, tearDown } from "../storage/teardown.ts";
import { treesOf } from "./utilities.ts";

/**
 * After this the disk boots nothing: no signature, no boot code, no table; the kernel knows no partition of it. A partition
 * without content may have no device node, where the kernel refused it.
 */
function releaseDisk(disk: Disk): Step {
  return commands(`release ${disk.path}`, `Erase what is on ${disk.path}`, [
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
    markDisk(disk),
    ...findPartitions(disk),
    commands(`clear ${disk.path}`, `Clear the new partitions of ${disk.path}`, clearPartitions(disk)),
  ];
}

/** Before anything of the disk is touched: from here on it does not boot, until GRUB is back. */
function markDisk({ path }: PlannedDisk): Step {
  return {
    kind: "mark-unbootable",
    id: `mark ${path}`,
    title: `Mark ${path} as not deployed yet`,
    phase: "storage",
    disk: path,
  };
}

/** Where something is taken down, an old boot loader goes before it: it would find half a system. */
function unmakeBootable({ path }: PlannedDisk): Step {
  return {
    kind: "mark-unbootable",
    id: `unmake ${path}`,
    title: `Make ${path} boot nothing any more`,
    phase: "storage",
    disk: path,
  };
}

/** The same for UEFI: no firmware reads a partition without its signature. */
function disarmFormer({ path, partitions }: Disk): Step[] {
  const esps = partitions.filter(({ type, content }) => type.toUpperCase() === espType && content !== null);
  return esps.length === 0
    ? []
    : [
        commands(
          `disarm ${path}`,
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

/** On new partitions clearPartitions has been. Elsewhere an older filesystem may be in the way: one that is replaced, or one that lay where an array or a logical volume is now. */
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
    isEsp ? makeEspFileSystem(volume) : makeFileSystem(volume.type, volume),
  ]);
}

/** Those that are not among the volumes. */
function implicitEsps({ esps, volumes }: StoragePlan): readonly PlannedEsp[] {
  return esps.filter(({ device }) => volumes.every((volume) => volume.device !== device));
}

function makeEsp({ device, uuid }: PlannedEsp): Step {
  return makesFilesystem(device, `Make the EFI system partition on ${device}`, [
    makeEspFileSystem({ device, uuid, label: espLabel }),
  ]);
}

/** On a disk that is kept: from here on UEFI does not start the former deployment. One that is made anew loses all that is on it now. */
function disarmEsps(storage: StoragePlan): Step[] {
  const kept = storage.esps.filter(({ disk }) =>
    storage.disks.some(({ path, keep }) => path === disk && keep === true),
  );
  return kept.map(({ device, keep }): Step => {
    const [id, title] = [`disarm ${device}`, `Take the boot loader off ${device}`];
    return keep === true
      ? { kind: "clear-esp", id, title, phase: "storage", device }
      : commands(id, title, [wipeSignatures(device)]);
  });
}

function makeMultiboot(storage: StoragePlan): Step[] {
  const { multiboot } = storage;
  if (multiboot === null) return [];
  const make = makeMultibootFileSystem({ ...multiboot, label: multibootName });
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

/** Once for each tree. The id is that of no other step, whatever the names are. */
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

/** `machine` is what was found on the named disks. Utility images come after every system, whose files they may lie on top of. */
export function planSteps(
  machine: Machine,
  storage: StoragePlan,
  { images, utilities }: Pick<Plan, "images" | "utilities">,
): Step[] {
  const kept = storage.disks.filter(({ keep }) => keep === true);
  const takenDown = tearDown(machine, kept.length === 0);
  const released = machine.disks.filter(({ path }) => kept.every((disk) => disk.path !== path));
  return [
    ...endUses(machine),
    ...kept.map(markDisk),
    ...disarmEsps(storage),
    ...(takenDown.length === 0 ? [] : storage.disks.filter(({ keep }) => keep !== true).map(unmakeBootable)),
    ...(takenDown.length === 0 ? [] : released.flatMap(disarmFormer)),
    ...takenDown,
    ...released.map(releaseDisk),
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
}
