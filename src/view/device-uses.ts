/** Which images each planned device is for, and the colours that say so in a drawing. */
import type { Plan } from "../schema/plan.ts";
import type { Style } from "./style.ts";

/** The images that a device is for; what goes into a system has no use of its own for the system's root. */
export function usersOf({ volumes, utilities }: Pick<Plan, "volumes" | "utilities">, device: string): string[] {
  const guests = new Set(utilities.filter(({ into }) => into.length > 0).map(({ name }) => name));
  return volumes.find((volume) => volume.device === device)?.images.filter((name) => !guests.has(name)) ?? [];
}

/** Each image has its own hue; what several share, and what belongs to none, has none. */
export function paintOf(plan: Plan, device: string, { hues }: Style): (text: string) => string {
  const owners = usersOf(plan, device);
  const index = [...plan.images, ...plan.utilities].findIndex(({ name }) => name === owners[0]);
  const hue = hues[index % hues.length];
  return owners.length === 1 && index >= 0 && hue !== undefined ? hue : (text) => text;
}
