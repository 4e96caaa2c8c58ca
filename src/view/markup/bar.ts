/** A bar as SVG: for a page, where it is as wide as there is room, and for a drawing of its own. */
import type { Part } from "../picture/drawing.ts";
import type { Owner } from "../picture/owners.ts";
import { type Label, barUnits, describePart, indent, placeParts } from "../picture/placement.ts";
import { type Markup, element, lines } from "./markup.ts";
import { light } from "./palette.ts";

export const barHeight = 56;

/** Where the lines of a part stand. */
const baselines = [18, 33, 47] as const;

/** Lengths of a bar on a page at which texts come and go; the longest is that on a wide screen. */
const lengths = Array.from({ length: 30 }, (_, index) => 240 + 30 * index);
const longest = lengths.at(-1) ?? 0;

/** The name and the place of a bar. */
export interface BarFrame {
  /** Unique in the document. */
  readonly id: string;
  readonly title: string;
  /** Its left upper corner in a drawing; undefined on a page. */
  readonly at?: { readonly x: number; readonly y: number };
}

/** The class of a surface: what is lost looks lost, whatever it was. */
export function surfaceOf({ fate, owner }: { readonly fate: Part["fate"]; readonly owner: Owner }): string {
  if (fate === "lost" || fate === "free") return fate;
  return typeof owner === "number" ? `own${owner % light.owners.length}` : owner;
}

/** Rules for texts and lines, whatever the colours are. */
export const barStyle = [
  `.part text { font: 11px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre; }\n`,
  `.part text.first { font-size: 12px; font-weight: 600; }\n`,
  `.part rect { stroke-width: 2; }\n.part rect.free { stroke-dasharray: 4 3; }\n.part rect.marked { stroke-width: 5; }\n`,
  `.stripe { stroke-width: 4; fill: none; }\n`,
].join("");

/** Rules by which a text of a bar on a page is shown only at the lengths that have room for it. */
export const fluidStyle = [
  ".bars { container-type: inline-size; }\n",
  ...lengths.map(
    (length) =>
      `@container (max-width: ${length - 0.02}px) { .f${length} { display: none; } }\n@container (min-width: ${length}px) { .u${length} { display: none; } }\n`,
  ),
].join("");

/** The pattern of what is lost, for a document that has it once. */
export function stripes(): Markup {
  const frame = { id: "stripes", width: 10, height: 10, patternUnits: "userSpaceOnUse" };
  return element(
    "defs",
    {},
    element(
      "pattern",
      { ...frame, patternTransform: "rotate(45)" },
      element("rect", { class: "lost-fill", width: 10, height: 10 }),
      element("path", { class: "stripe", d: "M 5 0 V 10" }),
    ),
  );
}

/** The next length at which something changes. */
function stepOf(length: number): number {
  return lengths.find((one) => one >= length) ?? longest + 1;
}

/** The classes of a text on a page; undefined if it never has room. */
function fluidClasses({ from, until }: Label): string[] | undefined {
  const [start, end] = [stepOf(from), until === undefined ? undefined : stepOf(until)];
  if (start > longest || start === end) return undefined;
  return [
    ...(from <= (lengths[0] ?? 0) ? [] : [`f${start}`]),
    ...(end === undefined || end > longest ? [] : [`u${end}`]),
  ];
}

function drawLabel(label: Label, surface: string, isFluid: boolean): Markup[] {
  const { text, line, from, until = Infinity } = label;
  const classes = isFluid ? fluidClasses(label) : from <= barUnits && until > barUnits ? [] : undefined;
  if (classes === undefined) return [];
  const all = [`on-${surface}`, ...(line === 0 ? ["first"] : []), ...classes].join(" ");
  return [element("text", { class: all, x: indent, y: baselines[line] }, text)];
}

function percent(units: number): string {
  return `${Number(((units / barUnits) * 100).toFixed(4))}%`;
}

/** Each part is a picture of its own, which cuts off what does not fit into it. */
export function drawBar(parts: readonly Part[], { id, title, at }: BarFrame): Markup {
  const placed = placeParts(parts).map(({ part, x, width, labels }) => {
    const surface = surfaceOf(part);
    const isMarked = part.fate === "new" || part.fate === "made-anew" || part.fate === "grown";
    const place = { x: percent(x), y: 0, width: percent(width), height: barHeight, overflow: "hidden" };
    return element(
      "svg",
      { class: "part", ...place },
      element("title", {}, describePart(part)),
      element("rect", { class: isMarked ? `${surface} marked` : surface, width: "100%", height: "100%" }),
      ...labels.flatMap((label) => drawLabel(label, surface, at === undefined)),
    );
  });
  const size = at === undefined ? { width: "100%" } : { ...at, width: barUnits };
  return element(
    "svg",
    { class: "bar", ...size, height: barHeight, role: "img", "aria-labelledby": `${id}-title ${id}-desc` },
    element("title", { id: `${id}-title` }, title),
    element("desc", { id: `${id}-desc` }, parts.map(describePart).join("; ")),
    lines(placed),
  );
}

/** A small sample of a surface, for legends and tables. */
export function drawKey(surface: string, at?: { readonly x: number; readonly y: number }): Markup {
  const frame = { class: "key", width: 14, height: 14, "aria-hidden": "true" };
  return element(
    "svg",
    { ...frame, ...at },
    element("rect", { class: surface, width: 14, height: 14, "stroke-width": 2 }),
  );
}
