/** Which volumes of a plan lie on maps of dm-multipath. */
import { nodesUnder } from "../machine/device-graph.ts";
import type { PlannedDisk } from "../schema/plan.ts";
import type { Layer, Layout } from "./layer.ts";
import { storageLayers } from "./layers.ts";
import { plannedNodes } from "./planned-nodes.ts";

/** The maps that a device of the plan lies on, whatever layers are between them. */
export function mapsUnder(storage: Layout, device: string, layers: readonly Layer[] = storageLayers): PlannedDisk[] {
  const below = new Set(nodesUnder(plannedNodes(layers, storage), device).flatMap((node) => node.below));
  return storage.disks.filter(({ path, multipath }) => multipath !== undefined && (below.has(path) || path === device));
}
