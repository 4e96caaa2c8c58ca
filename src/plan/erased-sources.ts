/** Images that are read from a disk that is erased before: what is mounted from it is unmounted first. */
import { broughtOf } from "./utilities.ts";
import { isWithin, withoutEnd } from "../base/paths.ts";
import type { SourceSpecs } from "../config/source-spec.ts";
import type { FoundLayer } from "../machine/found-layers.ts";
import { findHolders } from "../machine/holders.ts";
import type { Plan } from "../schema/plan.ts";
import { sourceSpecs } from "../sources/spec/specs.ts";
import { storageLayers } from "../storage/layers.ts";

type Target = Pick<Plan, "policy" | "machine" | "images" | "utilities">;

export interface LocalSource {
  readonly image: string;
  readonly path: string;
}

/** What the images are read from on this machine while they are deployed. */
export function localSources({ images, utilities }: Target, sources: SourceSpecs = sourceSpecs): LocalSource[] {
  return broughtOf({ images, utilities }).flatMap((image) =>
    (sources[image.driver].localPaths?.(image) ?? []).map((path) => ({ image: image.name, path })),
  );
}

/** One text for each of these that lies on a device that the deploy unmounts. */
export function findErased(
  { policy, machine }: Target,
  found: readonly LocalSource[],
  layers: readonly FoundLayer[] = storageLayers,
): string[] {
  // Nothing of a node that gets more beside what it has is unmounted.
  if (policy === "extend") return [];
  const holders = findHolders(machine.disks, machine, layers).filter((holder) => holder.kind === "mount");
  return found.flatMap(({ image, path }) => {
    const holder = holders.find(({ target }) => isWithin(target, withoutEnd(path, "/") || "/"));
    return holder === undefined
      ? []
      : [`image ${image} is read from ${path}, which is on ${holder.path}, and that is erased before`];
  });
}
