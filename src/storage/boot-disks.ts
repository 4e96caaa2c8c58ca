/** What GRUB needs to load kernels from what they lie on: the disks that hold a whole copy, its modules, and sectors that a BIOS reads. */
import { nodeOf, nodesUnder } from "../machine/device-graph.ts";
import type { PlannedImage } from "../schema/plan.ts";
import type { Layer, Layout, PlannedNode, StoragePlan } from "./layer.ts";
import { storageLayers } from "./layers.ts";
import { mountHolding } from "./mounts.ts";
import { plannedNodes } from "./planned-nodes.ts";

/** The device that holds an image's kernels. */
function bootDevice({ mounts }: PlannedImage): string {
  return mountHolding(mounts, "/boot")?.device ?? "";
}

function inAll(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...more] = lists;
  return first.filter((item) => more.every((list) => list.includes(item)));
}

/** The disks of which each holds all that is on the device; empty if several are needed together. */
function disksWithAll(nodes: readonly PlannedNode[], device: string): string[] {
  const node = nodeOf(nodes, device);
  if (node === undefined) return [device];
  const lists = node.below.map((part) => disksWithAll(nodes, part));
  return node.isMirror ? lists.flat() : inAll(lists);
}

/**
 * The disks beside the first that GRUB is installed to: those that hold a copy of the /boot of the node's one system, or every one if
 * the config wants that. Several systems are booted from the multiboot partition, and so from the disks that have a copy of it.
 */
export function bootMirrors(
  storage: Layout & Pick<StoragePlan, "multiboot">,
  [image]: readonly PlannedImage[],
  layers: readonly Layer[] = storageLayers,
  isForAny = false,
): string[] {
  if (storage.multiboot !== null) return (storage.multiboot.copies ?? []).map(({ disk }) => disk);
  if (image === undefined) return [];
  const paths = storage.disks.map(({ path }) => path);
  const disks = isForAny ? paths : disksWithAll(plannedNodes(layers, storage), bootDevice(image));
  return disks.length < 2 ? [] : disks.filter((path) => path !== paths[0]);
}

/**
 * GRUB's modules for what the images' kernels lie on, also in degraded arrays; part_gpt and the filesystems' are not among them.
 * Only what is needed: the module lvm makes GRUB scan every physical volume at each boot.
 */
export function grubModules(
  storage: Layout,
  images: readonly PlannedImage[],
  layers: readonly Layer[] = storageLayers,
): string[] {
  const devices = images.map(bootDevice);
  const all = plannedNodes(layers, storage);
  const modules = layers.flatMap(({ planned }) =>
    devices.flatMap((device) => {
      const own = new Set((planned?.(storage) ?? []).flatMap((node) => node.devices.map(({ path }) => path)));
      return nodesUnder(all, device)
        .filter((node) => node.devices.some(({ path }) => own.has(path)))
        .flatMap((node) => node.grubModules);
    }),
  );
  return [...new Set(modules)];
}

/** A BIOS reads and starts disks with sectors of this size alone; SeaBIOS 1.16.2 ("block size 4096 is unsupported") shows no others to GRUB. */
const biosSector = 512;

/** One text for each thing that GRUB loads from a disk that a BIOS does not read. */
export function findUnreadable(
  storage: Layout,
  images: readonly PlannedImage[],
  layers: readonly Layer[] = storageLayers,
): string[] {
  const large = new Set(storage.disks.filter(({ sectorSize }) => sectorSize !== biosSector).map(({ path }) => path));
  const nodes = plannedNodes(layers, storage);
  const [first] = storage.disks;
  const loads = images.flatMap((image) => {
    const below = new Set(nodesUnder(nodes, bootDevice(image)).flatMap((node) => node.below));
    const disks = [...below].filter((path) => large.has(path));
    return disks.length === 0 ? [] : [`/boot of image ${image.name} is on ${disks.join(", ")}`];
  });
  return [...(first !== undefined && large.has(first.path) ? [`the boot loader is on ${first.path}`] : []), ...loads];
}
