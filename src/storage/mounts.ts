/** Which of a system's mounts a path lies on. */
import { isWithin } from "../base/paths.ts";
import type { PlannedMount } from "../schema/plan.ts";

/** Returns the one of these mounts, which are in depth order, that a path lies on; undefined if it lies on none. */
export function mountHolding(mounts: readonly PlannedMount[], path: string): PlannedMount | undefined {
  return mounts.findLast(({ mount }) => isWithin(mount, path));
}
