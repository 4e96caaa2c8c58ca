/** What GRUB needs for arrays and groups: the disks that hold a whole copy of what it loads, and its modules. */
import type { PlannedImage } from "../schema/plan.ts";
import type { StoragePlan } from "./storage.ts";
import { mountHolding } from "./utilities.ts";

type Storage = Pick<StoragePlan, "disks" | "arrays" | "groups">;

function inAll(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...more] = lists;
  return first.filter((item) => more.every((list) => list.includes(item)));
}

/** The paths of the disks; empty where the device needs several. */
function disksWithAll(storage: Storage, device: string): string[] {
  const array = storage.arrays.find((one) => one.device === device);
  if (array !== undefined) return array.level === 1 ? array.members.flatMap((member) => disksWithAll(storage, member)) : [];
  const group = storage.groups.find(({ volumes }) => volumes.some((volume) => volume.device === device));
  if (group !== undefined) return inAll(group.physicalVolumes.map((part) => disksWithAll(storage, part.device)));
  return storage.disks.filter(({ partitions }) => partitions.some((partition) => partition.device === device)).map(({ path }) => path);
}

/**
 * The disks beside the first that GRUB is installed to: those that hold a copy of the /boot of the node's one system. Several
 * systems are booted from the multiboot partition, which the first disk has alone.
 */
export function bootMirrors(storage: Storage & Pick<StoragePlan, "multiboot">, [image]: readonly PlannedImage[]): string[] {
  if (storage.multiboot !== null || image === undefined) return [];
  const disks = disksWithAll(storage, mountHolding(image.mounts, "/boot")?.device ?? "");
  return disks.length < 2 ? [] : disks.filter((path) => path !== storage.disks[0]?.path);
}

/** GRUB's modules to read arrays, also degraded ones, and groups; part_gpt and the filesystems' are not among them. */
export function grubModules({ arrays, groups }: Pick<StoragePlan, "arrays" | "groups">): string[] {
  const modules = arrays.flatMap(({ level, metadata }) => [metadata === "0.90" ? "mdraid09" : "mdraid1x", ...(level === 5 ? ["raid5rec"] : []), ...(level === 6 ? ["raid6rec"] : [])]);
  return [...new Set([...modules, ...(groups.length > 0 ? ["lvm"] : [])])];
}

function disksUnder(storage: Storage, device: string): string[] {
  const array = storage.arrays.find((one) => one.device === device);
  const group = storage.groups.find(({ volumes }) => volumes.some((volume) => volume.device === device));
  const below = array?.members ?? group?.physicalVolumes.map((part) => part.device);
  if (below !== undefined) return [...new Set(below.flatMap((part) => disksUnder(storage, part)))];
  return storage.disks.filter(({ partitions }) => partitions.some((partition) => partition.device === device)).map(({ path }) => path);
}

/** A BIOS reads and starts disks with sectors of this size alone; SeaBIOS (1.16) shows no others to GRUB. */
const biosSector = 512;

/** One text for each thing that GRUB loads from a disk that a BIOS does not read. */
export function findUnreadable(storage: Storage, images: readonly PlannedImage[]): string[] {
  const large = new Set(storage.disks.filter(({ sectorSize }) => sectorSize !== biosSector).map(({ path }) => path));
  const [first] = storage.disks;
  const loads = images.flatMap(({ name, mounts }) => {
    const disks = disksUnder(storage, mountHolding(mounts, "/boot")?.device ?? "").filter((path) => large.has(path));
    return disks.length === 0 ? [] : [`/boot of image ${name} is on ${disks.join(", ")}`];
  });
  return [...(first !== undefined && large.has(first.path) ? [`the boot loader is on ${first.path}`] : []), ...loads];
}
