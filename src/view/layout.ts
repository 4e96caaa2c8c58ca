/** The drawing of a plan's disks and layers as text: what is there beside what will be, to scale if that says something. */
import type { Plan } from "../schema/plan.ts";
import type { Block, Box, Element, Row } from "../storage/drawing.ts";
import { drawingFrame } from "../storage/drawing-words.ts";
import type { Layer } from "../storage/layer.ts";
import { type Line, fitLine, fitTable, sideBySide } from "./columns.ts";
import { paintOf } from "./device-uses.ts";
import { type Segment, renderBar } from "./disk-bar.ts";
import { paint, renderSpans } from "./spans.ts";
import { type Style, printable } from "./style.ts";

interface Frame {
  readonly plan: Plan;
  readonly style: Style;
  /** Columns that there are for what is drawn. */
  readonly width: number;
}

/** A gap is drawn if it is more than alignment. */
const smallestGap = 8 * 1024 * 1024;

function paintBox({ device, tone }: Box, { plan, style }: Frame): (text: string) => string {
  return device === undefined ? paint(tone, style) : paintOf(plan, device, style);
}

/** The boxes in their places; one that holds another, such as an extended partition, is not drawn. */
function drawBar(boxes: readonly Box[], size: number, frame: Frame): Line[] {
  const { width, style } = frame;
  const segments: Segment[] = [];
  let end = 0;
  const addGap = (until: number): void => {
    if (until - end >= smallestGap)
      segments.push({ bytes: until - end, number: "", label: "free", paint: style.faint });
  };
  for (const box of boxes.filter(
    (one) => !boxes.some((other) => other !== one && other.start >= one.start && other.start < one.start + one.size),
  )) {
    addGap(box.start);
    const label = printable(box.label);
    segments.push({ bytes: box.size, number: box.number, label, paint: paintBox(box, frame) });
    end = box.start + box.size;
  }
  addGap(size);
  if (segments.length === 0 || segments.length * 2 + 1 > width) return [];
  return renderBar(segments, width, style).map((text) => ({ text, width, isCut: false }));
}

/** Rows in ever fewer words, as tables in ever fewer words. */
function byWords(rows: readonly Row[]): string[][][] {
  const words = Math.max(1, ...rows.map((row) => row.length));
  return Array.from({ length: words }, (_, index) =>
    rows.map((row) => (row[Math.min(index, row.length - 1)] ?? []).map(printable)),
  );
}

function renderElement(element: Element, frame: Frame): Line[] {
  switch (element.kind) {
    case "line":
      return [fitLine(printable(element.text), frame.width, paint(element.tone, frame.style))];
    case "bar":
      return drawBar(element.boxes, element.size, frame);
    case "table":
      return fitTable(byWords(element.rows), frame.width);
  }
}

function renderBlock({ title, before, after }: Block, frame: Frame): string {
  const side =
    (elements: readonly Element[]) =>
    (width: number): Line[] =>
      elements.flatMap((element) => renderElement(element, { ...frame, width }));
  const lines =
    after === undefined
      ? side(before)(frame.width).map(({ text }) => text)
      : sideBySide(side(before), side(after), frame.width, frame.style);
  return [renderSpans(title, frame.style), ...lines.map((text) => `  ${text}`.trimEnd())].join("\n");
}

/** A block of lines for each disk and for what the layers have on them; `columns` is the width of the terminal. */
export function renderLayout(plan: Plan, columns: number, style: Style, layers: readonly Layer[]): string[] {
  const drawing = drawingFrame(plan, layers);
  return layers
    .flatMap(({ draw }) => draw?.(drawing) ?? [])
    .map((block) => renderBlock(block, { plan, style, width: columns - 2 }));
}
