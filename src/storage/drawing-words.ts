/** The words that drawings of all layers share: how a device is called, what it holds, what it is for. */
import { renderBytes } from "./compare.ts";
import type { Content } from "../schema/inventory.ts";
import type { Plan, PlannedPartition, PlannedVolume } from "../schema/plan.ts";
import { type FoundLayer, foundNodes, type Layers } from "../machine/found-layers.ts";
import type { Element, Fate, Side, Span, Tone, Use } from "./drawing.ts";
import type { Frame, InventoryFrame, Layer } from "./layer.ts";
import { plannedNodes } from "./planned-nodes.ts";

export function drawingFrame(plan: Plan, layers: readonly Layer[]): Frame {
  return { plan, machine: plan.machine, layers, nodes: plannedNodes(layers, plan) };
}

export function line(text: string, tone: Tone = "plain"): Element {
  return { kind: "line", text, tone };
}

/** What a fate is called; nothing for what comes as a part of something whole. */
export const fateWords: Readonly<Record<Fate, string>> = {
  lost: "LOST",
  kept: "kept",
  grown: "GROWN",
  rewritten: "rewritten",
  new: "NEW",
  "made-anew": "MADE ANEW",
  made: "",
};

/** The fate of what will be there, with the bytes that it has now if it is made larger. */
export function describeFate(fate: Fate, grownFrom: number | undefined): string {
  return fate === "grown" && grownFrom !== undefined
    ? `${fateWords[fate]} from ${renderBytes(grownFrom)}`
    : fateWords[fate];
}

/** The bytes that the filesystem of a planned device takes now, if it is made larger. */
export function grownOn(device: string, { plan }: Frame): number | undefined {
  return plan.volumes.find((volume) => volume.device === device)?.grownFrom;
}

/** The heading of what is there now: its fate, so that it cannot be overlooked. `fates` are those of its parts. */
export function nowHeading(kept: boolean, fates: readonly Fate[]): Span {
  if (!kept) return { text: "NOW, and WILL BE DESTROYED", tone: "bad" };
  return fates.includes("lost")
    ? { text: "NOW, and kept except what is LOST", tone: "warn" }
    : { text: "NOW, and it is kept", tone: "good" };
}

export const thenHeading: Span = { text: "THEN", tone: "plain" };

/** A side on which there is nothing to be drawn, in words. */
export function emptySide(text: string): Side {
  return { heading: { text, tone: "faint" }, elements: [] };
}

/** What becomes of what a planned device holds now. */
export function fateOfContent(device: string, frame: Frame): Fate {
  return isKept(device, frame) ? "kept" : "lost";
}

/** What becomes of the place of a planned device, if what it is a part of is kept. */
export function fateOfPlace(device: string, frame: Frame): Fate {
  if (grownOn(device, frame) !== undefined) return "grown";
  return isKept(device, frame) ? "kept" : "made-anew";
}

/** A device without its folder; one that is not there goes by the name that its layer has for it. */
export function nodeName(path: string, { machine, layers }: InventoryFrame): string {
  const device = foundNodes(layers, machine)
    .flatMap(({ devices }) => devices)
    .find((one) => one.path === path);
  return device?.label ?? path.replace(/^\/dev\/(?:mapper\/)?/u, "");
}

/** What a device holds; of a member, what it is a member of. */
export function describeContent(path: string, content: Content | null, { machine, layers }: InventoryFrame): string {
  if (content === null) return "nothing known";
  const layer = layers.find(({ signature }) => signature === content.type);
  const node = layer?.found?.(machine).find(({ below }) => below.includes(path));
  if (node !== undefined) return node.name;
  if (layer?.strayMember !== undefined) return layer.strayMember;
  return content.label === null ? content.type : `${content.type} "${content.label}"`;
}

/** What holds a device, except what has a place of its own in the drawing. */
export function describeHolders(
  uses: readonly string[],
  { machine, layers }: { readonly machine: Layers; readonly layers: readonly FoundLayer[] },
): string {
  const known = layers.filter(({ signature }) => signature !== undefined);
  const told = new Set(
    foundNodes(known, machine).flatMap(({ devices }) => devices.flatMap(({ path, uses: own }) => [path, ...own])),
  );
  const shown = uses.filter((use) => !told.has(use));
  return shown.length === 0 ? "" : `in use: ${shown.join(", ")}`;
}

/** Everything that holds a device, also what the drawing shows elsewhere. */
export function describeAllHolders(uses: readonly string[]): string {
  return uses.length === 0 ? "" : `in use: ${uses.join(", ")}`;
}

/** The planned name of what offers a device, for a device that is known by it rather than by its node. */
export function placeName(path: string, frame: Frame): string {
  const own = frame.nodes.find(({ name, devices }) => name !== "" && devices.length === 1 && devices[0]?.path === path);
  return own === undefined ? nodeName(path, frame) : own.name;
}

function describeVolume(volume: PlannedVolume): Use {
  const label = volume.label === null ? "" : ` "${volume.label}"`;
  return {
    label: volume.mount ?? volume.type,
    type: `${volume.type}${label}`,
    place: volume.mount ?? (volume.type === "swap" ? "swap" : "not mounted"),
    images: volume.images.join(", "),
  };
}

/** The images that a planned device is for: those of its volume, or of all volumes that lie on it. */
export function imagesOn(device: string, { plan, nodes }: Pick<Frame, "plan" | "nodes">): readonly string[] {
  const volume = plan.volumes.find((one) => one.device === device);
  if (volume !== undefined) return volume.images;
  const above = nodes.filter(({ below }) => below.includes(device)).flatMap(({ devices }) => devices);
  return [...new Set(above.flatMap(({ path }) => imagesOn(path, { plan, nodes })))];
}

/** What a planned device is for: a volume, or a part of a node that lies on it. */
export function describeDevice(device: string, frame: Frame): Use {
  const { plan, nodes } = frame;
  const volume = plan.volumes.find((one) => one.device === device);
  if (volume !== undefined) return describeVolume(volume);
  const use = nodes.find((node) => node.use !== undefined && node.below.includes(device))?.use;
  if (use === undefined) return { label: "", type: "-", place: "", images: "" };
  return { ...use, images: imagesOn(device, frame).join(", ") };
}

export function describePartition(partition: PlannedPartition, frame: Frame): Use {
  const service = frame.layers
    .map(({ describeService }) => describeService?.(partition))
    .find((use) => use !== undefined);
  return service ?? describeDevice(partition.device, frame);
}

/** Whether what lies on a planned device is kept. */
function isKept(device: string, { plan, nodes }: Frame): boolean {
  const holder =
    plan.volumes.find((volume) => volume.device === device) ??
    nodes.find((node) => node.use !== undefined && node.below.includes(device));
  if (holder !== undefined) return holder.keep === true;
  return !plan.steps.some((step) => step.kind === "make-filesystem" && step.device === device);
}
