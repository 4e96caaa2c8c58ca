/** Where the parts of a bar are drawn, and what is written into each: in units of the bar, whatever its width on paper or a screen is. */
import { renderSize } from "../../base/sizes.ts";
import { textWidth } from "../style.ts";
import { type Part, fateOfPart } from "./drawing.ts";
import { scaleTo } from "./scale.ts";

/** The length of a bar. A drawing of its own has a pixel for each; on a page a bar is as long as there is room. */
export const barUnits = 912;
/** What a part has at the least: two digits of a bar that is drawn in pixels. */
const leastUnits = 20;

/** Pixels that a character takes in the first line of a part, and in the others; for a monospaced font. */
const firstAdvance = 7.3;
const otherAdvance = 6.7;
/** Pixels in front of a text, and all that a part has beside its text. */
export const indent = 3;
const margin = 5;

/** A text in a part, and at which lengths of the whole bar, in pixels, it has room. */
export interface Label {
  readonly text: string;
  /** From 0, the highest. */
  readonly line: number;
  readonly from: number;
  /** From which length on a longer text has its place. */
  readonly until?: number;
}

export interface Placed {
  readonly part: Part;
  /** Units. */
  readonly x: number;
  readonly width: number;
  readonly labels: readonly Label[];
}

/** The length of the whole bar from which on a part of so many units has room for the text. */
function lengthFor(text: string, line: number, width: number): number {
  const pixels = textWidth(text) * (line === 0 ? firstAdvance : otherAdvance) + margin;
  return Math.ceil((pixels * barUnits) / width);
}

/** The longest of these texts, which are given from the shortest, that has room; each replaces the one before it. */
function labelsFor(texts: readonly string[], line: number, width: number): Label[] {
  const told = texts.filter((text, index) => text !== "" && text !== texts[index - 1]);
  const from = told.map((text) => lengthFor(text, line, width));
  return told.flatMap((text, index): Label[] => {
    const [own = 0, next] = [from[index], from[index + 1]];
    // A longer one that needs no more room is there from the beginning.
    if (next !== undefined && next <= own) return [];
    return [{ text, line, from: own, ...(next === undefined ? {} : { until: next }) }];
  });
}

/** What is told of a part, a line for each, from the shortest text to the longest. */
function textsOf(part: Part): readonly (readonly string[])[] {
  const { number, label, bytes, notes } = part;
  const more = [fateOfPart(part), ...notes].filter((note) => note !== "");
  return [[number, `${number} ${label}`.trim()], [renderSize(bytes)], [more[0] ?? "", more.join(" · ")]];
}

/** The parts one beside the other; together they fill the bar, and are to scale as far as each can be seen. */
export function placeParts(parts: readonly Part[]): Placed[] {
  const widths = scaleTo(
    parts.map(({ room }) => room),
    barUnits,
    leastUnits,
  );
  let x = 0;
  return parts.map((part, index) => {
    const width = widths[index] ?? 0;
    const labels = textsOf(part).flatMap((texts, line) => labelsFor(texts, line, width));
    const placed = { part, x, width, labels };
    x += width;
    return placed;
  });
}

/** A part in one line of words, for those who do not see the drawing. */
export function describePart(part: Part): string {
  const { number, label, bytes, notes } = part;
  const words = [`${number} ${label}`.trim(), renderSize(bytes), ...notes, fateOfPart(part)];
  return words.filter((word) => word !== "").join(", ");
}
