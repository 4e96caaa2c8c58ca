/** What GRUB needs to load kernels from arrays and groups: the disks that hold a whole copy, its modules, and sectors that a BIOS reads. */
import type { PlannedArray, PlannedGroup, PlannedImage } from "../schema/plan.ts";
import type { StoragePlan } from "./storage.ts";
import { mountHolding } from "../plan/utilities.ts";

type Storage = Pick<StoragePlan, "disks" | "arrays" | "groups">;

/** The device that holds an image's kernels. */
function bootDevice({ mounts }: PlannedImage): string {
  return mountHolding(mounts, "/boot")?.device ?? "";
}

function inAll(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...more] = lists;
  return first.filter((item) => more.every((list) => list.includes(item)));
}

function groupOf({ groups }: Storage, device: string): PlannedGroup | undefined {
  return groups.find(({ volumes }) => volumes.some((volume) => volume.device === device));
}

function disksWith({ disks }: Storage, partition: string): string[] {
  return disks
    .filter(({ partitions }) => partitions.some(({ device }) => device === partition))
    .map(({ path }) => path);
}

/** The disks that can give what is on the device without the others: each holds all of it. Empty where it needs several. */
function disksWithAll(storage: Storage, device: string): string[] {
  const array = storage.arrays.find((one) => one.device === device);
  if (array !== undefined)
    return array.level === 1 ? array.members.flatMap((member) => disksWithAll(storage, member)) : [];
  const group = groupOf(storage, device);
  return group === undefined
    ? disksWith(storage, device)
    : inAll(group.physicalVolumes.map((part) => disksWithAll(storage, part.device)));
}

/**
 * The disks beside the first that GRUB is installed to: those that hold a copy of the /boot of the node's one system. Several
 * systems are booted from the multiboot partition, which the first disk has alone.
 */
export function bootMirrors(
  storage: Storage & Pick<StoragePlan, "multiboot">,
  [image]: readonly PlannedImage[],
): string[] {
  if (storage.multiboot !== null || image === undefined) return [];
  const disks = disksWithAll(storage, bootDevice(image));
  return disks.length < 2 ? [] : disks.filter((path) => path !== storage.disks[0]?.path);
}

/** Everything below a device. */
interface Layers {
  readonly disks: readonly string[];
  readonly arrays: readonly PlannedArray[];
  readonly groups: readonly PlannedGroup[];
}

function layersUnder(storage: Storage, device: string): Layers {
  const array = storage.arrays.find((one) => one.device === device);
  const group = groupOf(storage, device);
  const below = (array?.members ?? group?.physicalVolumes.map((part) => part.device) ?? []).map((part) =>
    layersUnder(storage, part),
  );
  return {
    disks: [...new Set([...disksWith(storage, device), ...below.flatMap(({ disks }) => disks)])],
    arrays: [...(array === undefined ? [] : [array]), ...below.flatMap(({ arrays }) => arrays)],
    groups: [...(group === undefined ? [] : [group]), ...below.flatMap(({ groups }) => groups)],
  };
}

/**
 * GRUB's modules for what the images' kernels lie on, also in degraded arrays; part_gpt and the filesystems' are not among them.
 * None without need: with "lvm" GRUB reads the metadata of every physical volume of the node at each boot.
 */
export function grubModules(storage: Storage, images: readonly PlannedImage[]): string[] {
  const layers = images.map((image) => layersUnder(storage, bootDevice(image)));
  const raid = layers
    .flatMap(({ arrays }) => arrays)
    .flatMap(({ level, metadata }) => [
      metadata === "0.90" ? "mdraid09" : "mdraid1x",
      ...(level === 5 ? ["raid5rec"] : []),
      ...(level === 6 ? ["raid6rec"] : []),
    ]);
  return [...new Set([...raid, ...(layers.some(({ groups }) => groups.length > 0) ? ["lvm"] : [])])];
}

/** A BIOS reads and starts disks with sectors of this size alone; SeaBIOS 1.16.2 ("block size 4096 is unsupported") shows no others to GRUB. */
const biosSector = 512;

/** One text for each thing that GRUB loads from a disk that a BIOS does not read. */
export function findUnreadable(storage: Storage, images: readonly PlannedImage[]): string[] {
  const large = new Set(storage.disks.filter(({ sectorSize }) => sectorSize !== biosSector).map(({ path }) => path));
  const [first] = storage.disks;
  const loads = images.flatMap((image) => {
    const disks = layersUnder(storage, bootDevice(image)).disks.filter((path) => large.has(path));
    return disks.length === 0 ? [] : [`/boot of image ${image.name} is on ${disks.join(", ")}`];
  });
  return [...(first !== undefined && large.has(first.path) ? [`the boot loader is on ${first.path}`] : []), ...loads];
}
