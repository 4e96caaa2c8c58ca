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
