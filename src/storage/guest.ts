/** What a system needs to find its volumes by itself, whatever layers they lie on. Writing it is src/deploy/guest-layers.ts. */
import { nodesUnder } from "../machine/device-graph.ts";
import type { Plan, PlannedImage } from "../schema/plan.ts";
import type { GuestFile, Layer, PlannedNode } from "./layer.ts";
import { storageLayers } from "./layers.ts";
import { plannedNodes } from "./planned-nodes.ts";

/** The nodes that the image's volumes lie on, from the lowest layer to the highest. */
function nodesOf(plan: Plan, image: PlannedImage, layers: readonly Layer[]): PlannedNode[] {
  const nodes = plannedNodes(layers, plan);
  const own = plan.volumes.filter(({ images }) => images.includes(image.name));
  const used = new Set(own.flatMap(({ device }) => nodesUnder(nodes, device)));
  return nodes.filter((node) => used.has(node));
}

/** What an image needs for its volumes: programs, and files with all their lines. */
export function planGuest(
  plan: Plan,
  image: PlannedImage,
  layers: readonly Layer[] = storageLayers,
): { readonly programs: readonly string[]; readonly files: readonly GuestFile[] } {
  const needs = nodesOf(plan, image, layers).map(({ guest }) => guest);
  const files = new Map<string, GuestFile>();
  for (const { file } of needs) {
    if (file === undefined) continue;
    const key = file.paths.join(" ");
    files.set(key, { paths: file.paths, lines: [...(files.get(key)?.lines ?? []), ...file.lines] });
  }
  return { programs: [...new Set(needs.flatMap(({ programs }) => programs))], files: [...files.values()] };
}
