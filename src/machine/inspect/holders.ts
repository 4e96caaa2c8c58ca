/** What holds a device: what lsblk shows of it, and holders that nothing shows. */
import type { Host } from "../../host/host.ts";
import { isBlockDevice } from "../../host/path-in-root.ts";
import type { Inventory, Partition } from "../../schema/inventory.ts";
import type { BlockDevice } from "../../programs/lsblk.ts";
import { type FoundLayer, type Layers, foundNodes, hiddenHolder } from "../found-layers.ts";

/** Mount points of a device, and what is stacked on it. */
export function holdersOf(device: BlockDevice): string[] {
  return [...device.mounts, ...device.children.flatMap((child) => [child.path, ...holdersOf(child)])];
}

type Machine = Pick<Inventory, "disks" | "unreadable"> & Layers;

async function withHidden<T extends { readonly path: string; readonly uses: readonly string[] }>(
  host: Host,
  device: T,
): Promise<T> {
  return device.uses.length === 0 && (await host.isHeld(device.path)) ? { ...device, uses: [hiddenHolder] } : device;
}

async function inTurn<T>(items: readonly T[], action: (item: T) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (const item of items) done.push(await action(item));
  return done;
}

/** The value with the hidden holder in the items that describe these devices. */
function withHolders<T>(value: T, held: ReadonlySet<string>): T {
  return JSON.parse(JSON.stringify(value), (_key, item: unknown) => {
    const isHeld = typeof item === "object" && item !== null && "path" in item && "uses" in item;
    return isHeld && held.has(String(item.path)) ? { ...item, uses: [hiddenHolder] } : item;
  }) as T;
}

/** The lists of the layers with hidden holders of the devices that are there. */
async function addToLayers(host: Host, machine: Layers, layers: readonly FoundLayer[]): Promise<Layers> {
  const held = new Set<string>();
  for (const { path, active, uses } of foundNodes(layers, machine).flatMap(({ devices }) => devices)) {
    if (active && uses.length === 0 && (await host.isHeld(path))) held.add(path);
  }
  const { arrays, groups, layers: more, others } = machine;
  return withHolders({ arrays, groups, ...(more === undefined ? {} : { layers: more }), others }, held);
}

async function hasDevices(host: Host, partitions: readonly Partition[]): Promise<boolean> {
  for (const { path } of partitions) if (await isBlockDevice(host, path)) return true;
  return false;
}

/** One after the other, since a disk and its partition, or two parents of one device, would be in each other's way. */
export async function addHidden(host: Host, machine: Machine, layers: readonly FoundLayer[]): Promise<Machine> {
  const holdable = async (partition: Partition): Promise<Partition> =>
    (await isBlockDevice(host, partition.path)) ? await withHidden(host, partition) : partition;
  const disks = await inTurn(machine.disks, async (disk) => {
    if (!(await host.isHeld(disk.path))) return disk;
    const partitions = await inTurn(disk.partitions, holdable);
    // The device mapper has a map for each of its partitions, whether that is used or not.
    const isDivided = disk.multipath !== undefined && (await hasDevices(host, partitions));
    const isExplained = isDivided || disk.uses.length > 0 || partitions.some(({ uses }) => uses.length > 0);
    return { ...disk, partitions, uses: isExplained ? disk.uses : [hiddenHolder] };
  });
  return { disks, ...(await addToLayers(host, machine, layers)), unreadable: machine.unreadable };
}
