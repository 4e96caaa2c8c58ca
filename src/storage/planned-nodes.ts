/** The graph of what a plan has: every planned thing of every layer. */
import type { Layer, Layout, PlannedNode } from "./layer.ts";

/** From the lowest layer to the highest. */
export function plannedNodes(layers: readonly Layer[], storage: Layout): PlannedNode[] {
  return layers.flatMap(({ planned }) => planned?.(storage) ?? []);
}
