/** The disks of a plan, as they are and as they will be, as one SVG that stands alone. */
import { fitLine } from "../columns.ts";
import { type Drawn, type DrawnBlock, type DrawnRow, type DrawnSide, formsOf, titleOf } from "../picture/drawing.ts";
import type { Picture } from "../picture/picture.ts";
import { barUnits } from "../picture/placement.ts";
import { columnWidths, fitText, printable, textWidth } from "../style.ts";
import { barHeight, barStyle, drawBar, drawKey, stripes, surfaceOf } from "./bar.ts";
import { legendOf } from "./legend.ts";
import { type Markup, element, lines, styleSheet } from "./markup.ts";
import { dark, drawingColours, inDark, light } from "./palette.ts";

const margin = 24;
/** Pixels of a character, and of a line. */
const advance = 7.3;
const lineHeight = 20;
const blanks = 2;
const keyWidth = 22;
const gutter = 24;
const half = (barUnits - gutter) / 2;

const style = [
  barStyle,
  `.words > text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre; }\n`,
  ".words > text.bold { font-weight: 700; }\n.words > text.head { font-size: 16px; font-weight: 700; }\n",
  drawingColours(light),
  inDark(drawingColours(dark)),
].join("");

/** Something that is drawn at a height, and how much of it it takes. */
interface Drawing {
  readonly height: number;
  readonly draw: (y: number) => readonly Markup[];
}

function stack(drawings: readonly Drawing[]): Drawing {
  return {
    height: drawings.reduce((sum, { height }) => sum + height, 0),
    draw: (y) => {
      let top = y;
      return drawings.flatMap(({ height, draw }) => {
        const drawn = draw(top);
        top += height;
        return drawn;
      });
    },
  };
}

function beside(drawings: readonly Drawing[]): Drawing {
  return {
    height: Math.max(0, ...drawings.map(({ height }) => height)),
    draw: (y) => drawings.flatMap(({ draw }) => draw(y)),
  };
}

function space(height: number): Drawing {
  return { height, draw: () => [] };
}

function columnsIn(pixels: number): number {
  return Math.floor(pixels / advance);
}

function write(text: string, x: number, tone = "plain", columns = columnsIn(margin + barUnits - x)): Drawing {
  const shown = fitLine(printable(text), columns).text;
  return { height: lineHeight, draw: (y) => [element("text", { class: tone, x, y: y + 14 }, shown)] };
}

/** The first form of the rows that has room; else the last one, of which the widest columns are cut. */
function fitRows(
  rows: readonly DrawnRow[],
  columns: number,
): { readonly cells: string[][]; readonly widths: number[] } {
  const forms = formsOf(rows).map((cells) => ({ cells, widths: columnWidths(cells.map((row) => row.map(printable))) }));
  const total = (widths: readonly number[]): number =>
    widths.reduce((sum, width) => sum + width, blanks * (widths.length - 1));
  const fitting = forms.find(({ widths }) => total(widths) <= columns) ?? forms.at(-1) ?? { cells: [], widths: [] };
  const widths = [...fitting.widths];
  for (let rest = total(widths) - columns; rest > 0; rest -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = Math.max((widths[widest] ?? 0) - 1, 1);
  }
  return { cells: fitting.cells, widths };
}

/** Each cell on its own, so that no font can move those behind it. */
function drawRows(rows: readonly DrawnRow[], left: number, width: number): Drawing {
  const { cells, widths } = fitRows(rows, columnsIn(width - keyWidth));
  return stack(
    rows.map((row, index): Drawing => {
      let x = left + keyWidth;
      const texts = (cells[index] ?? []).map((cell, column) => {
        const text = write(cell, x, row.fate === "lost" ? "bad" : "plain", widths[column]);
        x += ((widths[column] ?? 0) + blanks) * advance;
        return text;
      });
      const key = { height: lineHeight, draw: (y: number) => [drawKey(surfaceOf(row), { x: left, y: y + 3 })] };
      return beside([key, ...texts]);
    }),
  );
}

/** What stands below the bars: lines and tables. */
function drawWords({ drawn }: DrawnSide, left: number, width: number): Drawing {
  const columns = columnsIn(width);
  return stack(
    drawn.flatMap((one: Drawn): Drawing[] => {
      if (one.kind === "line") return [write(one.text, left, one.tone, columns)];
      return one.kind === "table" ? [drawRows(one.rows, left, width)] : [];
    }),
  );
}

/** The heading of a side with its bars; alone if it has none. */
function drawBars({ heading, drawn }: DrawnSide, id: string, title: string): Drawing {
  const head = heading === undefined ? [] : [write(heading.text, margin, heading.tone)];
  const bars = drawn.flatMap((one, index): Drawing[] => {
    if (one.kind !== "bar" || one.parts.length === 0) return [];
    const name = { id: `${id}-${index}`, title: `${title}: ${heading?.text ?? ""}` };
    return [{ height: barHeight + 10, draw: (y) => [drawBar(one.parts, { ...name, at: { x: margin, y } })] }];
  });
  return stack([...head, ...bars]);
}

function hasBar({ drawn }: DrawnSide): boolean {
  return drawn.some((one) => one.kind === "bar" && one.parts.length > 0);
}

function drawBlock(block: DrawnBlock, index: number): Drawing {
  const { before, after } = block;
  const title = titleOf(block);
  const head = write(title, margin, "bold");
  const bars = [
    drawBars(before, `now${index}`, title),
    ...(after === undefined ? [] : [drawBars(after, `then${index}`, title)]),
  ];
  if (after === undefined) return stack([head, ...bars, drawWords(before, margin, barUnits), space(24)]);
  // Below bars the heading is repeated, as it is not clear any more which of the two it is.
  const hasBars = hasBar(before) || hasBar(after);
  const words = (side: DrawnSide, left: number): Drawing => {
    const told = drawWords(side, left, half);
    const { text = "", tone } = side.heading ?? {};
    return stack([...(hasBars && told.height > 0 ? [write(text, left, tone, columnsIn(half))] : []), told]);
  };
  return stack([head, ...bars, beside([words(before, margin), words(after, margin + half + gutter)]), space(24)]);
}

/** Entries one after the other, in as many lines as they need. */
function drawLegend(picture: Picture): Drawing {
  let [x, y] = [margin, 0];
  const placed = legendOf(picture).map(({ surface, text }) => {
    const shown = fitLine(printable(text), 40).text;
    const width = keyWidth + (textWidth(shown) + 3) * advance;
    if (x > margin && x + width > margin + barUnits) [x, y] = [margin, y + lineHeight];
    const place = { surface, shown, x, y };
    x += width;
    return place;
  });
  return {
    height: y + lineHeight + 16,
    draw: (top) =>
      placed.flatMap((one) => [
        drawKey(one.surface, { x: one.x, y: top + one.y + 3 }),
        element("text", { class: "plain", x: one.x + keyWidth, y: top + one.y + 14 }, one.shown),
      ]),
  };
}

/** A whole document; the same picture makes the same bytes. */
export function renderSvg(picture: Picture): string {
  const title = `Disks of ${picture.names.join(", ")}`;
  const head = fitText(printable(title), Math.min(textWidth(printable(title)), 90));
  const all = stack([
    { height: 28, draw: (y) => [element("text", { class: "head plain", x: margin, y: y + 16 }, head)] },
    write(picture.policy, margin, "faint"),
    space(8),
    drawLegend(picture),
    ...picture.blocks.map(drawBlock),
  ]);
  const [width, height] = [barUnits + 2 * margin, all.height + 2 * margin];
  const { markup } = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "aria-labelledby": "title desc",
    },
    element("title", { id: "title" }, title),
    element("desc", { id: "desc" }, picture.policy),
    styleSheet(style),
    stripes(),
    element("rect", { class: "paper", width: "100%", height: "100%" }),
    element("g", { class: "words" }, lines(all.draw(margin))),
  );
  return `${markup}\n`;
}
