/** The parts of a plan that its steps name. */
import { BareonError } from "../base/errors.ts";
import type { Plan } from "../schema/plan.ts";

export function partitionAt({ disks }: Plan, device: string): Plan["disks"][number]["partitions"][number] {
  const partitions = disks.flatMap((disk) => disk.partitions);
  return named(partitions, (partition) => partition.device === device, device);
}

export function diskAt({ disks }: Plan, wanted: string): Plan["disks"][number] {
  return named(disks, ({ path }) => path === wanted, wanted);
}

export function plannedImage<T extends { readonly name: string }>(images: readonly T[], name: string): T {
  return named(images, (image) => image.name === name, name);
}

/** Returns the part of the plan that a step names. Throws BareonError "invalid" if there is none. */
function named<T>(items: readonly T[], isIt: (item: T) => boolean, name: string): T {
  const item = items.find(isIt);
  if (item === undefined) throw new BareonError("invalid", `the plan has a step for "${name}", which it does not hold`);
  return item;
}
