/** Tables of a page: with heads and names for those who do not see them, and as lists where a screen is narrow. */
import { textWidth } from "../style.ts";
import { type Child, type Markup, element, lines } from "./markup.ts";

/** Columns in which at least one cell says something. */
export function usedColumns(heads: readonly string[], rows: readonly (readonly string[])[]): number[] {
  return heads.flatMap((_, column) => (rows.some((row) => (row[column] ?? "") !== "") ? [column] : []));
}

/** Widths, in characters, up to which a cell is never broken, and from which on it may be broken anywhere. */
const shortCell = 14;
const longCell = 26;

function cellClass(text: string): string | undefined {
  const width = textWidth(text);
  return width <= shortCell ? "short" : width > longCell ? "long" : undefined;
}

export interface TableRow {
  readonly cells: readonly string[];
  /** In front of the first cell. */
  readonly key?: Markup;
  readonly tone?: string | undefined;
}

export function renderTable(heads: readonly string[], rows: readonly TableRow[], name: string): Markup {
  const used = usedColumns(
    heads,
    rows.map(({ cells }) => cells),
  );
  const first = used[0];
  const head = used.map((column) => element("th", { role: "columnheader", scope: "col" }, heads[column] ?? ""));
  const body = rows.map(({ cells, key, tone }) => {
    const shown = used.map((column) => {
      const text = cells[column] ?? "";
      const classes = cellClass(text);
      if (column !== first) return element("td", { role: "cell", "data-head": heads[column], class: classes }, text);
      const content: Child[] =
        key === undefined ? [text] : [element("span", { class: "keyed" }, key, element("span", {}, text))];
      return element("th", { role: "rowheader", scope: "row", class: classes }, ...content);
    });
    return element("tr", { role: "row", class: tone }, ...shown);
  });
  // With the roles of a table also where a narrow screen shows it as a list.
  return element(
    "table",
    { role: "table", "aria-label": name },
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head)),
    element("tbody", { role: "rowgroup" }, lines(body)),
  );
}
