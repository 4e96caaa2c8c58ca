/** The sectors that a device shows: the largest of the disks below it. */
import { nodesUnder } from "../machine/device-graph.ts";
import type { Layer, Layout } from "./layer.ts";
import { storageLayers } from "./layers.ts";
import { plannedNodes } from "./planned-nodes.ts";

export function sectorSizeOf(storage: Layout, device: string, layers: readonly Layer[] = storageLayers): number {
  const below = new Set(nodesUnder(plannedNodes(layers, storage), device).flatMap((node) => node.below));
  return Math.max(512, ...storage.disks.filter(({ path }) => below.has(path)).map(({ sectorSize }) => sectorSize));
}
