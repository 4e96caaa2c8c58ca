/** A disk drawn to scale as one bar of boxes in text; what the boxes mean is the caller's. */
import { scaleTo } from "./picture/scale.ts";
import { type Style, fitText, textWidth } from "./style.ts";

/** One part of a disk. */
export interface Segment {
  /** Bytes of the bar that it takes. */
  readonly room: number;
  /** Drawn inside: the number first, then the label as far as that makes sense. */
  readonly number: string;
  readonly label: string;
  readonly paint: (text: string) => string;
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
  const widths = scaleTo(
    segments.map(({ room }) => room),
    inner,
    3,
  );
  const rule = (left: string, middle: string, right: string): string =>
    style.faint(left + widths.map((width) => "─".repeat(width)).join(middle) + right);
  const edge = style.faint("│");
  const cells = segments.map((segment, index) => segment.paint(renderCell(segment, widths[index] ?? 0)));
  return [rule("┌", "┬", "┐"), edge + cells.join(edge) + edge, rule("└", "┴", "┘")];
}
