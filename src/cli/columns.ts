/** Lines of text in two columns side by side, or one below the other where that is too narrow. */
import { type Style, fitText, renderTable, textWidth } from "./style.ts";

/** A line with what it is wide on the terminal, which colours do not change. */
export interface Line {
  readonly text: string;
  readonly width: number;
}

export function line(text: string, paint: (text: string) => string = (plain) => plain): Line {
  return { text: paint(text), width: textWidth(text) };
}

/** Ends with an ellipsis where it was too long. */
export function cutText(text: string, columns: number): string {
  return textWidth(text) <= columns ? text : `${fitText(text, Math.max(columns - 1, 0)).trimEnd()}…`;
}

/** The first of these tables, which say the same in ever fewer words, that is narrow enough; else the last one, cut. */
export function fitTable(tables: readonly (readonly (readonly string[])[])[], columns: number): string[] {
  const drawn = tables.map(renderTable);
  const fitting = drawn.find((lines) => lines.every((text) => textWidth(text) <= columns));
  return fitting ?? (drawn.at(-1) ?? []).map((text) => cutText(text, columns));
}

/** Narrower than this nothing can be read in half of it. */
const leastColumns = 72;

export interface Halves {
  /** Columns that the lines of each side may take. */
  readonly width: number;
  readonly join: (left: readonly Line[], right: readonly Line[]) => string[];
}

/** How to divide so many columns in two. */
export function halve(columns: number, style: Style): Halves {
  if (columns < leastColumns) return { width: columns, join: (left, right) => [...left, ...right].map(({ text }) => text) };
  const width = Math.floor((columns - 3) / 2);
  const rule = style.faint("│");
  return {
    width,
    join: (left, right) =>
      Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
        const { text = "", width: taken = 0 } = left[index] ?? {};
        const other = right[index]?.text ?? "";
        return `${text}${" ".repeat(Math.max(width - taken, 0))} ${rule}${other === "" ? "" : ` ${other}`}`;
      }),
  };
}
