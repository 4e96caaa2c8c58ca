/** The steps by which the layers come to be: made, or opened if they are kept, read back, and formatted. */
import type { Disk } from "../schema/inventory.ts";
import type { Layer, StoragePlan } from "./layer.ts";
import { plannedNodes } from "./planned-nodes.ts";
import type { Step } from "./step.ts";

/** From here on nothing starts the former deployment from a disk that is kept. */
export function invalidateKept(storage: StoragePlan, layers: readonly Layer[]): Step[] {
  return layers.flatMap(({ invalidate }) => invalidate?.(storage) ?? []);
}

/** The same for disks that are erased, as they were found. */
export function invalidateFormer(disks: readonly Disk[], layers: readonly Layer[]): Step[] {
  return disks.flatMap((disk) => layers.flatMap(({ invalidateFound }) => invalidateFound?.(disk) ?? []));
}

/** What is opened here is closed at the end of a deploy, however that ends. */
export function makeLayers(storage: StoragePlan, layers: readonly Layer[]): Step[] {
  const nodes = plannedNodes(layers, storage);
  const check: Step = {
    kind: "check-stacks",
    id: "check-stacks",
    title: "Read arrays and volume groups back",
    phase: "storage",
  };
  return [
    ...nodes.flatMap(({ steps }) => steps),
    ...(nodes.some(({ close }) => close !== undefined) ? [check] : []),
    ...layers.flatMap(({ format }) => format?.(storage, layers) ?? []),
  ];
}
