/** What each planned device is for, in the words and the colours of a plan's drawing. */
import { espFilesystemType, multibootType } from "../base/places.ts";
import type { Plan, PlannedPartition, PlannedVolume } from "../schema/plan.ts";
import { type Style, printable } from "./style.ts";

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

/** What one device is for, in the words of the drawing and of its legend. */
export interface Use {
  readonly label: string;
  readonly type: string;
  readonly place: string;
  readonly images: string;
}

function describeVolume(volume: PlannedVolume): Use {
  const place = volume.mount ?? (volume.type === "swap" ? "swap" : "not mounted");
  const label = volume.label === null ? "" : ` "${printable(volume.label)}"`;
  return {
    label: printable(volume.mount ?? volume.type),
    type: `${volume.type}${label}`,
    place: printable(place),
    images: volume.images.map(printable).join(", "),
  };
}

export function describeDevice({ volumes, arrays, groups }: Plan, device: string): Use {
  const volume = volumes.find((one) => one.device === device);
  if (volume !== undefined) return describeVolume(volume);
  const array = arrays.find(({ members }) => members.includes(device));
  if (array !== undefined)
    return { label: printable(array.name), type: "RAID", place: `array ${printable(array.name)}`, images: "" };
  const group = groups.find(({ physicalVolumes }) => physicalVolumes.some((one) => one.device === device));
  if (group !== undefined)
    return { label: printable(group.name), type: "LVM", place: `group ${printable(group.name)}`, images: "" };
  return { label: "", type: "-", place: "", images: "" };
}

export function describePartition(plan: Plan, { purpose, device }: PlannedPartition): Use {
  if (purpose === "bios-boot") return { label: "", type: "-", place: "BIOS boot", images: "" };
  if (purpose === "esp") return { label: "esp", type: espFilesystemType, place: "UEFI boot", images: "" };
  return purpose === "multiboot"
    ? { label: "boot", type: multibootType, place: "boot menu", images: "" }
    : describeDevice(plan, device);
}
