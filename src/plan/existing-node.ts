/** A node that another program installed, as the deploy config by which it is adopted: the running system with its volumes; pure. */
import { BareonError } from "../base/errors.ts";
import { MiB, floorMiB } from "../base/sizes.ts";
import {
  type DeployConfig,
  type DiskSpec,
  type FileSystem,
  type VolumeSpec,
  espType,
} from "../config/deploy-config.ts";
import { filesystems } from "../storage/filesystem/filesystems.ts";
import type { Disk, Inventory, Partition } from "../schema/inventory.ts";
import { partitionId } from "../storage/identity.ts";

/** What was found, and what the running system says of itself: as inspectInstalled of src/machine/inspect/installed.ts returns it. */
export interface NodeFacts {
  readonly inventory: Inventory;
  readonly fstab: readonly string[];
  readonly rootFolder: string;
  readonly id: string | undefined;
  readonly systemName: string | undefined;
}

interface OwnVolume {
  readonly disk: Disk;
  readonly partition: Partition;
  /** "swap" for swap. */
  readonly mount: string;
}

function refuse(problem: string, hint: string): never {
  throw new BareonError("unsupported", problem, { hint: `Nothing was changed. ${hint}` });
}

function isFileSystem(type: string | undefined): type is FileSystem {
  return type !== undefined && Object.hasOwn(filesystems, type);
}

/** What the kernel says of swap in use. */
const swapUse = /swap/iu;

function placeOf(partition: Partition, fstab: readonly string[]): string | undefined {
  const { uses, content } = partition;
  if (content?.type === "swap" && uses.some((use) => swapUse.test(use))) return "swap";
  return uses.includes("/") ? "/" : uses.find((use) => fstab.includes(use));
}

function ownVolumes({ inventory, fstab }: NodeFacts): OwnVolume[] {
  return inventory.disks.flatMap((disk) =>
    disk.partitions.flatMap((partition) => {
      const mount = placeOf(partition, fstab);
      return mount === undefined ? [] : [{ disk, partition, mount }];
    }),
  );
}

/** Folders without which the kernels of a system are not found. */
const neededFolders = ["/boot", "/usr"];

function checkRoot({ inventory, fstab, rootFolder }: NodeFacts, own: readonly OwnVolume[]): OwnVolume {
  const { root } = inventory.running;
  const found = own.find(({ mount }) => mount === "/");
  if (root === null)
    refuse("the running system is in memory, as a ramdisk is", "Run it on the system that is to be kept.");
  if (found === undefined)
    refuse(
      `the running system is on ${root}, which is no partition of a disk`,
      'A system on LVM, MD, LUKS or multipath is not adopted: deploy the node with policy "clean".',
    );
  const map = own.find(({ disk }) => disk.multipath !== undefined);
  if (map !== undefined)
    refuse(
      `${map.mount} of the running system is on ${map.disk.path}, a multipath map`,
      'A system on LVM, MD, LUKS or multipath is not adopted: deploy the node with policy "clean".',
    );
  const type = found.partition.content?.type;
  if (!isFileSystem(type))
    refuse(`the running system is on ${type ?? "no filesystem"}, which no deploy config knows`, "It is not adopted.");
  if (rootFolder !== "/")
    refuse(
      `the running system is in the folder ${rootFolder} of its filesystem, and others may be beside it`,
      "Such a system is not adopted.",
    );
  const lost = fstab.find((place) => neededFolders.includes(place) && !own.some(({ mount }) => mount === place));
  if (lost !== undefined)
    refuse(
      `${lost} is not on a partition of a disk, or not mounted`,
      "Mount it; on LVM, MD or LUKS the system is not adopted.",
    );
  return found;
}

/** The disk that the firmware starts: that with the EFI system partition, or with the kernels. */
function bootDisk({ inventory }: NodeFacts, own: readonly OwnVolume[], root: OwnVolume): Disk {
  const boot = own.find(({ mount }) => mount === "/boot") ?? root;
  if (inventory.firmware !== "uefi") return boot.disk;
  const esps = own.filter(({ partition }) => partition.type.toUpperCase() === espType);
  const [esp] = esps;
  if (esp === undefined)
    refuse(
      "no EFI system partition is mounted that is in fstab",
      "Mount it, as at /boot/efi, and give it its line in /etc/fstab.",
    );
  return esp.disk;
}

function checkTables(own: readonly OwnVolume[]): void {
  const wrong = own.find(({ disk }) => disk.table?.type !== "gpt");
  if (wrong === undefined) return;
  refuse(
    `${wrong.disk.path} has a partition table of type ${wrong.disk.table?.type ?? "none"}, and only disks with a GPT are adopted`,
    "Convert it first, such as with sgdisk --mbrtogpt, with 1 MiB of room at its beginning for its own GRUB.",
  );
}

function idOf(disk: Disk, disks: readonly Disk[]): DiskSpec["id"] {
  const isAlone = (fact: (one: Disk) => string | null): boolean =>
    fact(disk) !== null && disks.filter((one) => fact(one) === fact(disk)).length === 1;
  if (disk.serial !== null && isAlone(({ serial }) => serial)) return { type: "serial", value: disk.serial };
  if (disk.wwn !== null && isAlone(({ wwn }) => wwn)) return { type: "wwn", value: disk.wwn };
  const path = disk.links.find((link) => link.includes("/by-path/"));
  return path === undefined ? { type: "name", value: disk.path } : { type: "path", value: path };
}

function toVolume({ partition, mount }: OwnVolume, name: string): VolumeSpec[] {
  const { content, partuuid, size, type } = partition;
  const fileSystem = content?.type;
  if (!isFileSystem(fileSystem) || partuuid === null) return [];
  return [
    {
      pointer: "",
      kind: type.toUpperCase() === espType ? "esp" : "partition",
      name: undefined,
      size: { kind: "bytes", bytes: size },
      existing: partitionId(partuuid),
      mount: mount === "swap" ? undefined : mount,
      fileSystem,
      label: undefined,
      typeGuid: undefined,
      keepData: true,
      images: [name],
      fstab: { enabled: true, options: "defaults" },
    },
  ];
}

/** Small letters, digits and dashes. */
function nameOf(id: string | undefined): string {
  const name = (id ?? "").toLowerCase().replaceAll(/[^a-z0-9.-]+/gu, "-");
  return name === "" ? "existing" : name;
}

/** Bytes for GRUB's core image, which has some hundred KiB. */
const coreSize = MiB;

/** Policy extend, the running system as its one image, and the disks that it is on, the one that the firmware starts first. Throws BareonError "unsupported". */
export function describeNode(facts: NodeFacts): DeployConfig {
  const { inventory } = facts;
  const own = ownVolumes(facts);
  const root = checkRoot(facts, own);
  checkTables(own);
  const name = nameOf(facts.id);
  const first = bootDisk(facts, own, root);
  const disks = [first, ...inventory.disks.filter((disk) => disk !== first && own.some((one) => one.disk === disk))];
  return {
    policy: "extend",
    images: [
      {
        ...{
          pointer: "",
          name,
          imageName: facts.systemName ?? name,
          imageUuid: "",
          source: "existing",
          driver: "existing",
        },
        ...{ file: {}, target: "/", bootFirst: false, bootTool: true, carry: undefined },
      },
    ],
    disks: disks.map((disk) => ({
      ...{ pointer: "", id: idOf(disk, inventory.disks), size: floorMiB(disk.size), biosBootSize: coreSize },
      parts: own
        .filter((one) => one.disk === disk)
        .toSorted((one, other) => one.partition.start - other.partition.start)
        .flatMap((one) => toVolume(one, name)),
    })),
    ...{
      arrays: [],
      groups: [],
      rsyncFlags: [],
      rsyncDryRun: false,
      parallel: undefined,
      kernelParams: "",
      menuTimeout: 5,
    },
    ...{ firmware: inventory.firmware, bootOrder: "first", espSize: undefined, rescue: undefined },
  };
}
