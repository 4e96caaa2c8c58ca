/** What lies on what, down to the disks, whatever kinds of layers there are; what each kind is made of stands in src/storage. */
import type { Disk } from "../schema/inventory.ts";

/** One thing that lies on devices and offers others: an array, a volume group, an encrypted device. */
export interface DeviceNode {
  readonly below: readonly string[];
  readonly devices: readonly { readonly path: string }[];
}

/** The disks below each device of a machine, by device node. What several devices offer together lies on every disk of theirs. */
export function disksBelow(
  disks: readonly Disk[],
  nodes: readonly DeviceNode[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>(
    disks.flatMap((disk) =>
      [disk, ...disk.partitions].map(({ path }): [string, Set<string>] => [path, new Set([disk.path])]),
    ),
  );
  // Nodes come in any order and may lie on each other, so this repeats until nothing new is found.
  for (let grows = true; grows;) {
    grows = false;
    for (const { below, devices } of nodes) {
      const under = below.flatMap((path) => [...(found.get(path) ?? [])]);
      for (const { path } of devices) {
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

/** The disks that a node lies on. */
export function disksOf({ below }: DeviceNode, found: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return [...new Set(below.flatMap((path) => [...(found.get(path) ?? [])]))].toSorted();
}

/** The node that offers a device; undefined for a disk. */
export function nodeOf<T extends DeviceNode>(nodes: readonly T[], device: string): T | undefined {
  return nodes.find(({ devices }) => devices.some(({ path }) => path === device));
}

/** Every node that a device lies on, its own first. */
export function nodesUnder<T extends DeviceNode>(nodes: readonly T[], device: string): T[] {
  const node = nodeOf(nodes, device);
  return node === undefined ? [] : [node, ...node.below.flatMap((path) => nodesUnder(nodes, path))];
}

/** Each node after all that lie on it; otherwise in the order in which they come. */
export function topDown<T extends DeviceNode>(nodes: readonly T[]): T[] {
  const ordered: T[] = [];
  let left = [...nodes];
  while (left.length > 0) {
    const free = left.filter(
      ({ devices }) => !left.some(({ below }) => below.some((part) => devices.some(({ path }) => path === part))),
    );
    // Nodes that lie on each other in a circle cannot be; then any order is as good.
    const next = free.length === 0 ? left : free;
    ordered.push(...next);
    left = left.filter((node) => !next.includes(node));
  }
  return ordered;
}
