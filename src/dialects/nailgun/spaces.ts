/** The disks and volumes of a nailgun document: which of them exist, which disks are partitioned, and which of these has /boot. Sizes are MiB. */
import type { Violation } from "../../base/errors.ts";
import { withoutEnd } from "../../base/paths.ts";
import { at } from "../../config/json-pointer.ts";
import type { KsDisk, KsGroup, KsLv, KsPartition, KsPv, KsRaid, NailgunDocument } from "../../schema/nailgun.ts";

/** What takes room on a disk; type boot and type lvm_meta_pool are what the sender has counted. */
export type DiskVolume = KsPartition | KsRaid | KsPv;

export interface Placed<T> {
  readonly item: T;
  readonly pointer: string;
}

export const spacesPointer = "/ks_meta/pm_data/ks_spaces";

function spacesOf({ ks_meta: meta }: NailgunDocument): Placed<KsDisk | KsGroup>[] {
  return meta.pm_data.ks_spaces.map((item, index) => ({ item, pointer: at(spacesPointer, index) }));
}

export function disksOf(document: NailgunDocument): Placed<KsDisk>[] {
  return spacesOf(document).flatMap(({ item, pointer }) => (item.type === "disk" ? [{ item, pointer }] : []));
}

export function groupsOf(document: NailgunDocument): Placed<KsGroup>[] {
  return spacesOf(document).flatMap(({ item, pointer }) => (item.type === "vg" ? [{ item, pointer }] : []));
}

/** The volumes of a disk that exist: those of a size. */
export function volumesOf({ item, pointer }: Placed<KsDisk>): Placed<DiskVolume>[] {
  return item.volumes.flatMap((volume, index) =>
    (volume.type === "partition" || volume.type === "raid" || volume.type === "pv") && volume.size > 0
      ? [{ item: volume, pointer: at(pointer, "volumes", index) }]
      : [],
  );
}

/** The logical volumes that exist. */
export function logicalVolumesOf({ item, pointer }: Placed<KsGroup>): Placed<KsLv>[] {
  return item.volumes.flatMap((volume, index) =>
    volume.size > 0 ? [{ item: volume, pointer: at(pointer, "volumes", index) }] : [],
  );
}

/** Where it is mounted, or swap; undefined for neither. */
export function mountOf(volume: DiskVolume | KsLv): string | undefined {
  if (volume.type === "pv" || volume.mount === undefined || volume.mount.toLowerCase() === "none") return undefined;
  return volume.mount === "/" ? volume.mount : withoutEnd(volume.mount, "/");
}

export function isBoot({ item }: Placed<DiskVolume>): boolean {
  return mountOf(item) === "/boot";
}

function isPartitioned(disk: Placed<KsDisk>): boolean {
  return disk.item.size > 0 && volumesOf(disk).some((volume) => !isBoot(volume));
}

/** The disks that get a partition table. */
export function partitionedDisks(document: NailgunDocument): Placed<KsDisk>[] {
  return disksOf(document).filter(isPartitioned);
}

/** The disks that are not touched. */
export function untouchedDisks(document: NailgunDocument): Placed<KsDisk>[] {
  return disksOf(document).filter((disk) => !isPartitioned(disk));
}

/** The group that the system's own physical volumes belong to, by the sender's convention. */
const systemGroup = "os";

function holdsSystemGroup(disk: Placed<KsDisk>): boolean {
  return volumesOf(disk).some(({ item }) => item.type === "pv" && item.vg === systemGroup);
}

/** Of these, the disk that the config drive goes to: the first with the root, or a part of the group that has it. */
export function driveDisk(disks: readonly Placed<KsDisk>[]): number {
  const found = disks.findIndex(
    (disk) => holdsSystemGroup(disk) || volumesOf(disk).some(({ item }) => mountOf(item) === "/"),
  );
  return Math.max(found, 0);
}

/** NVMe disks are the last choice, since many a BIOS does not start them. A firmware RAID that has the system goes before others, and so does the one disk that is marked. */
function bootCandidates(disks: readonly Placed<KsDisk>[]): readonly Placed<KsDisk>[] {
  const suited = disks.filter((disk) => volumesOf(disk).some(isBoot));
  const plain = suited.filter(({ item }) => !item.name.includes("nvme"));
  const usual = plain.length > 0 ? plain : suited;
  const arrays = usual.filter((disk) => disk.item.name.startsWith("md") && holdsSystemGroup(disk));
  const chosen = arrays.length > 0 ? arrays : usual;
  const [marked] = disks.filter(({ item }) => item.bootable === true);
  return marked === undefined ? chosen : chosen.filter((disk) => disk === marked);
}

/** The volume that becomes the node's /boot, on the first of the disks that may have it; all other ones of that mount take no room. */
export function bootVolume(disks: readonly Placed<KsDisk>[]): Placed<DiskVolume> | undefined {
  return bootCandidates(disks).flatMap(volumesOf).find(isBoot);
}

/** Whether it is clear where /boot goes. */
export function checkBoot(document: NailgunDocument): Violation[] {
  const disks = partitionedDisks(document);
  const all = disksOf(document).filter(({ item }) => item.size > 0);
  const marked = all.filter(({ item }) => item.bootable === true);
  const [wanted] = all.flatMap(volumesOf).filter(isBoot);
  const isNowhere = bootVolume(disks) === undefined || marked.some((disk) => !isPartitioned(disk));
  return [
    ...marked.slice(1).map(({ pointer }) => ({
      pointer: at(pointer, "bootable"),
      problem: `${marked[0]?.pointer ?? ""} is marked to have /boot, too`,
      expected: "one such disk at most",
    })),
    ...(wanted !== undefined && marked.length < 2 && isNowhere
      ? [
          {
            pointer: wanted.pointer,
            problem: "/boot is on none of the disks that it can be on",
            expected:
              "a volume for /boot on a disk that gets other volumes, too, and on the one with bootable if there is one",
          },
        ]
      : []),
  ];
}
