/** A disk drawn to scale as one bar of boxes; what the boxes mean is the caller's. */
import { type Style, fitText, textWidth } from "./style.ts";

/** One part of a disk. */
export interface Segment {
  readonly bytes: number;
  /** Drawn inside: the number first, then the label as far as that makes sense. */
  readonly number: string;
  readonly label: string;
  readonly paint: (text: string) => string;
}

/**
 * Columns for parts of these sizes that together fill `columns`, each at least `minimum` wide as long as they all fit so.
 * What the small ones get beyond their share is taken from the large ones.
 */
export function scaleColumns(sizes: readonly number[], columns: number, minimum: number): number[] {
  const least = Math.max(1, Math.min(minimum, Math.floor(columns / Math.max(sizes.length, 1))));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let spare = columns;
  let rest = total;
  const fixed = new Set<number>();
  // Parts that would be too narrow are set first; the others share what is left.
  for (let again = true; again;) {
    again = false;
    for (const [index, size] of sizes.entries()) {
      if (fixed.has(index) || (rest > 0 && (size / rest) * spare >= least)) continue;
      fixed.add(index);
      spare -= least;
      rest -= size;
      again = true;
    }
  }
  const widths = sizes.map((size, index) => (fixed.has(index) ? least : Math.floor((size / rest) * spare)));
  const order = sizes
    .map((_, index) => index)
    .filter((index) => !fixed.has(index))
    .sort((one, other) => (sizes[other] ?? 0) - (sizes[one] ?? 0));
  let left = columns - widths.reduce((sum, width) => sum + width, 0);
  for (const index of order) {
    if (left <= 0) break;
    widths[index] = (widths[index] ?? 0) + 1;
    left -= 1;
  }
  return widths;
}

/** Columns below which a cut label says nothing. */
const leastLabel = 8;

function renderCell({ number, label }: Segment, width: number): string {
  const full = `${number} ${label}`.trim();
  if (textWidth(full) <= width) return fitText(full, width);
  return fitText(width < leastLabel ? number : `${fitText(full, width - 1).trimEnd()}…`, width);
}

/** Three lines of box drawing, `columns` wide (wider only if there are more parts than columns). */
export function renderBar(segments: readonly Segment[], columns: number, style: Style): string[] {
  const inner = Math.max(columns - segments.length - 1, segments.length);
  const widths = scaleColumns(
    segments.map(({ bytes }) => bytes),
    inner,
    3,
  );
  const rule = (left: string, middle: string, right: string): string =>
    style.faint(left + widths.map((width) => "─".repeat(width)).join(middle) + right);
  const edge = style.faint("│");
  const cells = segments.map((segment, index) => segment.paint(renderCell(segment, widths[index] ?? 0)));
  return [rule("┌", "┬", "┐"), edge + cells.join(edge) + edge, rule("└", "┴", "┘")];
}
