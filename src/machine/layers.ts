/** What is stacked on what: arrays, volume groups and other devices, down to the disks that they lie on. */
import type { Disk, Inventory, MdArray, StackedDevice, VolumeGroup } from "../schema/inventory.ts";

/** Stands among the uses of a device for a holder that nothing else explains. */
export const hiddenHolder = "[BUSY]";

export type Stack = Pick<Inventory, "arrays" | "groups" | "others">;

/** One kind of layer: what it is made of, and the devices that it gives. */
export interface Layer {
  readonly below: readonly string[];
  readonly above: readonly string[];
}

export function arrayLayer({ members, path }: MdArray): Layer {
  return { below: members, above: [path] };
}

export function groupLayer({ physicalVolumes, volumes }: VolumeGroup): Layer {
  return { below: physicalVolumes.flatMap(({ path }) => path ?? []), above: volumes.map(({ path }) => path) };
}

export function otherLayer({ parents, path }: StackedDevice): Layer {
  return { below: parents, above: [path] };
}

/** The disks below each device of a machine, by device node. A volume lies on every disk of its group. */
export function disksBelow(
  disks: readonly Disk[],
  { arrays, groups, others }: Stack,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>(
    disks.flatMap((disk) =>
      [disk, ...disk.partitions].map(({ path }): [string, Set<string>] => [path, new Set([disk.path])]),
    ),
  );
  const layers = [...arrays.map(arrayLayer), ...groups.map(groupLayer), ...others.map(otherLayer)];
  // Layers come in any order and may lie on each other: until nothing is found any more.
  for (let grows = true; grows;) {
    grows = false;
    for (const { below, above } of layers) {
      const under = below.flatMap((path) => [...(found.get(path) ?? [])]);
      for (const path of above) {
        const known = found.get(path) ?? new Set();
        const size = known.size;
        for (const disk of under) known.add(disk);
        found.set(path, known);
        grows ||= known.size > size;
      }
    }
  }
  return found;
}

/** The disks that a layer lies on. */
export function disksOf({ below }: Layer, found: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return [...new Set(below.flatMap((path) => [...(found.get(path) ?? [])]))].toSorted();
}

/** The part of a machine's stack that has a part on one of these disks. */
export function stackOn(disks: readonly Disk[], inventory: Inventory): Stack {
  const found = disksBelow(inventory.disks, inventory);
  const named = new Set(disks.map(({ path }) => path));
  const touches = (layer: Layer): boolean => disksOf(layer, found).some((disk) => named.has(disk));
  return {
    arrays: inventory.arrays.filter((array) => touches(arrayLayer(array))),
    groups: inventory.groups.filter((group) => touches(groupLayer(group))),
    others: inventory.others.filter((device) => touches(otherLayer(device))),
  };
}
