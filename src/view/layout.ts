/** The drawing of a plan's disks and layers as text: what is there beside what will be, to scale if that says something. */
import { type Line, fitLine, fitTable, sideBySide } from "./columns.ts";
import { renderBar } from "./disk-bar.ts";
import { type Drawn, type DrawnBlock, type DrawnSide, type Part, formsOf } from "./picture/drawing.ts";
import { paint, renderSpans } from "./spans.ts";
import { type Style, printable } from "./style.ts";

/** Each image has its own hue; what several share, and what belongs to none, has none. */
function paintPart({ fate, owner }: Part, style: Style): (text: string) => string {
  if (fate === "free") return style.faint;
  if (fate === "lost") return style.bad;
  const hue = typeof owner === "number" ? style.hues[owner % style.hues.length] : undefined;
  return hue ?? paint("plain", style);
}

function drawBar(parts: readonly Part[], width: number, style: Style): Line[] {
  if (parts.length === 0 || parts.length * 2 + 1 > width) return [];
  const segments = parts.map((part) => ({
    ...{ room: part.room, number: part.number, label: printable(part.label) },
    paint: paintPart(part, style),
  }));
  return renderBar(segments, width, style).map((text) => ({ text, width, isCut: false }));
}

function renderDrawn(drawn: Drawn, width: number, style: Style): Line[] {
  switch (drawn.kind) {
    case "line":
      return [fitLine(printable(drawn.text), width, paint(drawn.tone, style))];
    case "bar":
      return drawBar(drawn.parts, width, style);
    case "table":
      return fitTable(
        formsOf(drawn.rows).map((rows) => rows.map((row) => row.map(printable))),
        width,
      );
  }
}

function renderBlock({ title, before, after }: DrawnBlock, width: number, style: Style): string {
  const side =
    ({ heading, drawn }: DrawnSide) =>
    (columns: number): Line[] => {
      const head: Drawn[] = heading === undefined ? [] : [{ kind: "line", ...heading }];
      return [...head, ...drawn].flatMap((one) => renderDrawn(one, columns, style));
    };
  const lines =
    after === undefined
      ? side(before)(width).map(({ text }) => text)
      : sideBySide(side(before), side(after), width, style);
  return [renderSpans(title, style), ...lines.map((text) => `  ${text}`.trimEnd())].join("\n");
}

/** Lines for each block; `columns` is the width of the terminal. */
export function renderLayout(blocks: readonly DrawnBlock[], columns: number, style: Style): string[] {
  return blocks.map((block) => renderBlock(block, columns - 2, style));
}
