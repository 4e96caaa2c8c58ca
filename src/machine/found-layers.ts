/** What was found above the disks and their partitions, in the one shape in which every storage layer describes it. */
import type { Content, Disk, Inventory } from "../schema/inventory.ts";
import { type DeviceNode, disksBelow, disksOf } from "./device-graph.ts";

/** Stands among the holders of a device for one that nothing else explains. */
export const hiddenHolder = "[BUSY]";

/** The lists of an inventory that storage layers fill. */
export type Layers = Pick<Inventory, "arrays" | "groups" | "layers" | "others">;

/** A device that a layer offers, as it was found. */
export interface FoundDevice {
  readonly path: string;
  readonly content: Content | null;
  readonly uses: readonly string[];
  /** False for a device that would be there if its layer were assembled or switched on. */
  readonly active: boolean;
  /** What it is called instead of its node; only for a device that is not there. */
  readonly label?: string;
}

export interface FoundNode extends DeviceNode {
  /** The item of the inventory that this describes. */
  readonly item: object;
  /** What drawings call it. */
  readonly name: string;
  /** What a message calls it that compares two inventories. */
  readonly key: string;
  /** What a refusal calls it; null for what may be on any disks. */
  readonly title: string | null;
  readonly devices: readonly FoundDevice[];
  /** Why its disks may not be written to, whatever else is on them. */
  readonly refusals: readonly string[];
}

/** What the room machine must know of a storage layer; src/storage/layer.ts has all of it. */
export interface FoundLayer {
  /** What blkid calls the devices that it is made of. */
  readonly signature?: string;
  /** What blkid calls its contents that may lie on several devices, which then have one UUID. */
  readonly spanningTypes?: readonly string[];
  /** Describes what an inventory holds of this layer. */
  readonly found?: (machine: Layers) => readonly FoundNode[];
}

export function foundNodes(layers: readonly FoundLayer[], machine: Layers): FoundNode[] {
  return layers.flatMap(({ found }) => found?.(machine) ?? []);
}

/** What can hold a filesystem, but for whole disks: partitions, and what lies on others, whether it is switched on or not. */
export function foundDevices(layers: readonly FoundLayer[], { disks, ...machine }: Inventory): FoundDevice[] {
  return [
    ...disks.flatMap(({ partitions }) =>
      partitions.map(({ path, content, uses }) => ({ path, content, uses, active: true })),
    ),
    ...foundNodes(layers, machine).flatMap(({ devices }) => devices),
  ];
}

function filterLayers(machine: Layers, isIn: (item: object) => boolean): Layers {
  return {
    arrays: machine.arrays.filter(isIn),
    groups: machine.groups.filter(isIn),
    ...(machine.layers === undefined ? {} : { layers: machine.layers.filter(isIn) }),
    others: machine.others.filter(isIn),
  };
}

/** What of a machine's layers has a part on one of these disks, and what has none. */
export function splitLayers(
  disks: readonly Disk[],
  inventory: Inventory,
  layers: readonly FoundLayer[],
): { readonly on: Layers; readonly elsewhere: Layers } {
  const nodes = foundNodes(layers, inventory);
  const found = disksBelow(inventory.disks, nodes);
  const named = new Set(disks.map(({ path }) => path));
  const touching = new Set(
    nodes.filter((node) => disksOf(node, found).some((disk) => named.has(disk))).map(({ item }) => item),
  );
  return {
    on: filterLayers(inventory, (item) => touching.has(item)),
    elsewhere: filterLayers(inventory, (item) => !touching.has(item)),
  };
}
