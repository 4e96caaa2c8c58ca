/** The drawing of a plan's disks and layers, whatever it is drawn on: bars that are filled from end to end, and tables, each part with its fate and its owner. */
import type { Plan } from "../../schema/plan.ts";
import type { Block, Box, Element, Fate, Marked, Side, Span } from "../../storage/drawing.ts";
import { drawingFrame, fateWords } from "../../storage/drawing-words.ts";
import type { Layer } from "../../storage/layer.ts";
import { type Owner, ownerOf } from "./owners.ts";

/** A part of a bar: a thing on the disk, or free space between them. */
export interface Part {
  readonly bytes: number;
  /** Bytes of the bar that it takes: fewer than its own if it overlaps the one before it, or ends beyond the bar. */
  readonly room: number;
  readonly number: string;
  readonly label: string;
  readonly notes: readonly string[];
  readonly fate: Fate | "free";
  readonly owner: Owner;
}

export interface DrawnRow {
  /** In ever fewer words. */
  readonly words: readonly (readonly string[])[];
  readonly fate: Fate;
  readonly owner: Owner;
}

export interface DrawnTable {
  readonly kind: "table";
  readonly heads: readonly string[];
  readonly rows: readonly DrawnRow[];
}

export type Drawn =
  | ({ readonly kind: "line" } & Span)
  | { readonly kind: "bar"; readonly parts: readonly Part[] }
  | DrawnTable;

export interface DrawnSide {
  readonly heading?: Span;
  readonly drawn: readonly Drawn[];
}

export interface DrawnBlock {
  readonly title: readonly Span[];
  readonly before: DrawnSide;
  readonly after?: DrawnSide;
}

/** A gap is drawn if it is more than alignment. */
const smallestGap = 8 * 1024 * 1024;

/** True for what holds another one of the boxes, such as an extended partition: it is not drawn. */
function isHolder({ start, size }: Box, boxes: readonly Box[]): boolean {
  return boxes.some((other) => other.size < size && other.start >= start && other.start + other.size <= start + size);
}

/** The boxes in their places, and the gaps between them; together they take no more than the bar has. */
function fill(boxes: readonly Box[], size: number, owner: (marked: Marked) => Owner): Part[] {
  const parts: Part[] = [];
  let end = 0;
  const addGap = (until: number): void => {
    const room = Math.min(until, size) - end;
    const gap = { bytes: room, room, number: "", label: "free", notes: [], fate: "free", owner: "none" } as const;
    if (room >= smallestGap) parts.push(gap);
  };
  for (const box of boxes.filter((one) => !isHolder(one, boxes)).toSorted((one, other) => one.start - other.start)) {
    addGap(box.start);
    const { start, size: bytes, number, label, notes, fate } = box;
    const stop = Math.min(start + bytes, size);
    const room = Math.max(stop - Math.max(start, end), 0);
    parts.push({ bytes, room, number, label, notes, fate, owner: owner(box) });
    end = Math.max(end, stop);
  }
  addGap(size);
  return parts;
}

function drawElement(element: Element, owner: (marked: Marked) => Owner): Drawn {
  switch (element.kind) {
    case "line":
      return element;
    case "bar":
      return { kind: "bar", parts: fill(element.boxes, element.size, owner) };
    case "table":
      return {
        ...{ kind: "table", heads: element.heads },
        rows: element.rows.map((row) => ({ words: row.words, fate: row.fate, owner: owner(row) })),
      };
  }
}

function drawSide({ heading, elements }: Side, owner: (marked: Marked) => Owner): DrawnSide {
  const drawn = elements.map((element) => drawElement(element, owner));
  return heading === undefined ? { drawn } : { heading, drawn };
}

/** A block for each disk and for what the layers have on them. */
export function drawPlan(plan: Plan, layers: readonly Layer[]): DrawnBlock[] {
  const frame = drawingFrame(plan, layers);
  const owner = ({ device }: Marked): Owner => ownerOf(frame, device);
  const drawBlock = ({ title, before, after }: Block): DrawnBlock => ({
    ...{ title, before: drawSide(before, owner) },
    ...(after === undefined ? {} : { after: drawSide(after, owner) }),
  });
  return layers.flatMap(({ draw }) => draw?.(frame) ?? []).map(drawBlock);
}

/** Rows in ever fewer words, as tables in ever fewer words. */
export function formsOf(rows: readonly DrawnRow[]): string[][][] {
  const forms = Math.max(1, ...rows.map(({ words }) => words.length));
  return Array.from({ length: forms }, (_, index) =>
    rows.map(({ words }) => [...(words[Math.min(index, words.length - 1)] ?? [])]),
  );
}

/** The name of a block as one text. */
export function titleOf({ title }: Pick<DrawnBlock, "title">): string {
  return title.map(({ text }) => text).join("");
}

/** The fate in words; nothing for free space, and for what comes as a part of something whole. */
export function fateOfPart({ fate }: Pick<Part, "fate">): string {
  return fate === "free" ? "" : fateWords[fate];
}

export interface Loss {
  /** What it is on or in. */
  readonly place: string;
  /** Each thing that is lost, in all words. */
  readonly things: readonly string[];
}

/** Everything that is there now and is lost. */
export function lossesOf(blocks: readonly DrawnBlock[]): Loss[] {
  return blocks.flatMap((block) => {
    const rows = block.before.drawn.flatMap((drawn) => (drawn.kind === "table" ? drawn.rows : []));
    const things = rows
      .filter(({ fate }) => fate === "lost")
      .map(({ words: [full = []] }) => full.filter((word) => word !== "" && word !== fateWords.lost).join(", "));
    return things.length === 0 ? [] : [{ place: titleOf(block), things }];
  });
}
