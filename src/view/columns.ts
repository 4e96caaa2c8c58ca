/** Lines of text in two columns side by side, or one below the other if that is too narrow. */
import { type Style, fitText, renderTable, textWidth } from "./style.ts";

/** A line with its width on the terminal, which colours do not change. */
export interface Line {
  readonly text: string;
  readonly width: number;
  /** True if something of it had no room. */
  readonly isCut: boolean;
}

function asIs(text: string): string {
  return text;
}

/** Ends with an ellipsis if it is too long. */
export function fitLine(text: string, columns: number, paint: (text: string) => string = asIs): Line {
  const isCut = textWidth(text) > columns;
  const shown = isCut ? `${fitText(text, Math.max(columns - 1, 0)).trimEnd()}…` : text;
  return { text: paint(shown), width: textWidth(shown), isCut };
}

/** The first of these tables, which say the same in ever fewer words, that is narrow enough; else the last one, cut. */
export function fitTable(tables: readonly (readonly (readonly string[])[])[], columns: number): Line[] {
  const drawn = tables.map(renderTable);
  const fitting = drawn.find((lines) => lines.every((text) => textWidth(text) <= columns));
  return (fitting ?? drawn.at(-1) ?? []).map((text) => fitLine(text, columns));
}

/** Narrower than this nothing can be read in half of it. */
const leastColumns = 72;

/** Draws the lines of one side in so many columns. */
export type Side = (columns: number) => readonly Line[];

/** Beside each other, or one below the other if the terminal is too narrow or something would have to be cut. */
export function sideBySide(left: Side, right: Side, columns: number, style: Style): string[] {
  const half = Math.floor((columns - 3) / 2);
  const [before, after] = [left(half), right(half)];
  if (columns < leastColumns || [...before, ...after].some(({ isCut }) => isCut))
    return [...left(columns), ...right(columns)].map(({ text }) => text);
  const rule = style.faint("│");
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
    const { text = "", width = 0 } = before[index] ?? {};
    const other = after[index]?.text ?? "";
    return `${text}${" ".repeat(Math.max(half - width, 0))} ${rule}${other === "" ? "" : ` ${other}`}`;
  });
}
