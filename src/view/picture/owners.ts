/** Whose the planned devices are: of one image, of several, or of none. */
import type { Plan } from "../../schema/plan.ts";
import { imagesOn } from "../../storage/drawing-words.ts";
import type { Frame } from "../../storage/layer.ts";

/** Of one image, its place among all that the node will have; of several; or of none, such as what the node is started by. */
export type Owner = number | "several" | "none";

/** The images that a device is for; what goes into a system has no use of its own for the system's root. */
export function usersOf({ plan, nodes }: Pick<Frame, "plan" | "nodes">, device: string): string[] {
  const guests = new Set(plan.utilities.filter(({ into }) => into.length > 0).map(({ name }) => name));
  return imagesOn(device, { plan, nodes }).filter((name) => !guests.has(name));
}

/** All that the node will have: the systems that are there, those that come, and what is not booted. */
export function namesOf({ boot, images, utilities }: Pick<Plan, "boot" | "images" | "utilities">): string[] {
  const coming = [...images, ...utilities].map(({ name }) => name);
  return [...new Set([...(boot.there ?? []), ...coming])];
}

export function ownerOf(frame: Pick<Frame, "plan" | "nodes">, device: string | undefined): Owner {
  const [first, second] = device === undefined ? [] : usersOf(frame, device);
  if (second !== undefined) return "several";
  const place = first === undefined ? -1 : namesOf(frame.plan).indexOf(first);
  return place < 0 ? "none" : place;
}
