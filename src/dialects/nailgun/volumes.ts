/** From the volumes of a nailgun document to those of a deploy config, in bytes. Which of them exist is spaces.ts. */
import { MiB, type SizeSpec } from "../../base/sizes.ts";
import type {
  FileSystem,
  GroupSpec,
  MemberSpec,
  PartSpec,
  PhysicalVolumeSpec,
  VolumeSpec,
} from "../../config/deploy-config.ts";
import type { KsDisk, KsLv, KsPartition, KsPv, KsRaid, NailgunDocument } from "../../schema/nailgun.ts";
import { cutJournals } from "./journals.ts";
import {
  bootVolume,
  type DiskVolume,
  groupsOf,
  isBoot,
  logicalVolumesOf,
  mountOf,
  type Placed,
  volumesOf,
} from "./spaces.ts";

/** What all volumes of a document are read with. */
interface Surroundings {
  /** The disks that are partitioned. */
  readonly disks: readonly Placed<KsDisk>[];
  /** The name of the system that all volumes belong to. */
  readonly system: string;
  /** The image of a filesystem for a mount point. */
  readonly imageAt: (mount: string) => { readonly name: string; readonly fileSystem: FileSystem } | undefined;
}

/** Characters of a label that the sender's own programs keep. */
const longestLabel = 12;
const usualMetaSize = 64;
/** MiB of the smallest copy of LVM's metadata, and what is beside each copy so that it ends at a whole extent. */
const leastCopy = 10;
const besideCopy = 2;

type Mountable = KsPartition | KsRaid | KsLv;

function toSize(mebibytes: number): SizeSpec {
  return { kind: "bytes", bytes: mebibytes * MiB };
}

/** What the document says of a volume's filesystem, which an image replaces. */
function fileSystemOf(volume: Mountable, mount: string | undefined): FileSystem | undefined {
  const written = volume.file_system?.toLowerCase();
  if (written !== undefined) return written === "none" ? undefined : (written as FileSystem);
  if (mount === undefined || mount === "swap") return mount;
  return volume.type === "raid" && mount === "/boot" ? "ext2" : "xfs";
}

/** A root whose filesystem is damaged stops the node, if its filesystem can be told that. */
function fstabOptions(mount: string | undefined, fileSystem: FileSystem | undefined): string {
  return mount === "/" && fileSystem?.startsWith("ext") === true ? "defaults,errors=panic" : "defaults";
}

function toVolume(
  { item, pointer }: Placed<Mountable>,
  kind: VolumeSpec["kind"],
  { system, imageAt }: Surroundings,
): VolumeSpec {
  const mount = mountOf(item);
  const image = mount === undefined ? undefined : imageAt(mount);
  const fileSystem = image?.fileSystem ?? fileSystemOf(item, mount);
  const label = Array.from(item.disk_label ?? "")
    .slice(0, longestLabel)
    .join("")
    .trim();
  const guid = item.type === "lv" ? undefined : item.partition_guid;
  return {
    pointer,
    kind,
    name: item.name === "" || kind === "array" ? undefined : item.name,
    size: toSize(item.size),
    mount: mount === "swap" ? undefined : mount,
    fileSystem,
    label: label === "" || fileSystem === undefined ? undefined : label,
    typeGuid: guid?.toUpperCase(),
    keepData: item.keep_data ?? false,
    images: image === undefined || image.name === system ? [system] : [system, image.name],
    fstab: { enabled: true, options: fstabOptions(mount, fileSystem) },
  };
}

/** MiB of each of the two copies of LVM's metadata. */
function copySize({ lvm_meta_size: size = usualMetaSize }: KsPv): number {
  return Math.floor((size - 8) / 2);
}

export function hasRoomForMetadata(volume: KsPv): boolean {
  return copySize(volume) >= leastCopy;
}

function toPhysicalVolume({ item, pointer }: Placed<KsPv>): PhysicalVolumeSpec {
  const metaSize = 2 * (copySize(item) + besideCopy) * MiB;
  return { kind: "pv", pointer, name: undefined, size: toSize(item.size), group: item.vg, metaSize, metaCopies: 2 };
}

/** The members of the mirror for that mount point; one alone is no mirror. */
function membersAt(disks: readonly Placed<KsDisk>[], mount: string): KsRaid[] {
  return disks
    .flatMap(volumesOf)
    .map(({ item }) => item)
    .filter((item) => item.type === "raid")
    .filter((item) => mountOf(item) === mount);
}

function toRaid({ item, pointer }: Placed<KsRaid>, around: Surroundings): PartSpec {
  const mount = mountOf(item);
  const members = mount === undefined || mount === "/boot" ? [] : membersAt(around.disks, mount);
  if (members.length < 2) return toVolume({ item, pointer }, "partition", around);
  // What any member says counts for the mirror.
  const keepData = members.some((member) => member.keep_data === true);
  const content = { ...toVolume({ item, pointer }, "array", around), keepData };
  const { size, typeGuid } = content;
  return { kind: "member", pointer, name: undefined, size, level: 1, typeGuid, content } satisfies MemberSpec;
}

function toParts(
  placed: Placed<DiskVolume>,
  around: Surroundings,
  boot: Placed<DiskVolume> | undefined,
  journals: ReadonlyMap<string, readonly number[]>,
): PartSpec[] {
  const { item, pointer } = placed;
  if (isBoot(placed) && pointer !== boot?.pointer) return [];
  if (item.type === "pv") return [toPhysicalVolume({ item, pointer })];
  if (item.type === "raid") return [toRaid({ item, pointer }, around)];
  const sizes = journals.get(pointer) ?? [item.size];
  return sizes.map((size) => toVolume({ item: { ...item, size }, pointer }, "partition", around));
}

/** The parts of each of the disks, in their order. */
export function readParts(around: Surroundings): readonly (readonly PartSpec[])[] {
  const journals = cutJournals(around.disks);
  const boot = bootVolume(around.disks);
  return around.disks.map((disk) => volumesOf(disk).flatMap((volume) => toParts(volume, around, boot, journals)));
}

function physicalVolumes(disks: readonly Placed<KsDisk>[]): Placed<KsPv>[] {
  return disks.flatMap(volumesOf).flatMap(({ item, pointer }) => (item.type === "pv" ? [{ item, pointer }] : []));
}

/** The groups that have a physical volume, also those that the document does not describe. A physical volume that keeps its data keeps those of all volumes of its group. */
export function readGroups(document: NailgunDocument, around: Surroundings): GroupSpec[] {
  const parts = physicalVolumes(around.disks);
  const names = [...new Set(parts.map(({ item }) => item.vg))];
  const described = groupsOf(document).filter(({ item }) => names.includes(item.id));
  const others = names.filter((name) => described.every(({ item }) => item.id !== name));
  return [
    ...described.map((group): GroupSpec => {
      const isKept = parts.some(({ item }) => item.vg === group.item.id && item.keep_data === true);
      const volumes = logicalVolumesOf(group).map((volume) => toVolume(volume, "lv", around));
      return {
        pointer: group.pointer,
        name: group.item.id,
        keepData: isKept,
        volumes: volumes.map((volume) => ({ ...volume, keepData: volume.keepData || isKept })),
      };
    }),
    ...others.map((name): GroupSpec => {
      const own = parts.filter(({ item }) => item.vg === name);
      const keepData = own.some(({ item }) => item.keep_data === true);
      return { pointer: own[0]?.pointer ?? "", name, keepData, volumes: [] };
    }),
  ];
}
