/** What is told of a plan beside the drawing of its disks, as data: the terminal's text and the page are both made of it. */

/** One row: in most words, and in the fewest if there are fewer. */
export interface ToldRow {
  readonly full: readonly string[];
  readonly terse?: readonly string[];
}

export interface ToldStep {
  readonly title: string;
  /** What is done, in a sentence. */
  readonly meaning: string;
  /** What is run or read for it; each may have several lines. */
  readonly commands: readonly string[];
}

export type Told =
  | { readonly kind: "line"; readonly text: string }
  /** The heads are those of the full rows; the terse ones, which are the text's, have none. */
  | { readonly kind: "table"; readonly heads: readonly string[]; readonly rows: readonly ToldRow[] }
  /** What belongs to one thing: its name, a sentence on it, and more. */
  | { readonly kind: "item"; readonly name: string; readonly text: string; readonly told: readonly Told[] }
  | { readonly kind: "steps"; readonly steps: readonly ToldStep[] };

export interface Chapter {
  readonly title: string;
  readonly told: readonly Told[];
}

export function line(text: string): Told {
  return { kind: "line", text };
}

/** Nothing if there are no rows. */
export function table(heads: readonly string[], rows: readonly ToldRow[]): Told[] {
  return rows.length === 0 ? [] : [{ kind: "table", heads, rows }];
}

/** None without anything to tell. */
export function chapter(title: string, told: readonly Told[]): Chapter[] {
  return told.length === 0 ? [] : [{ title, told }];
}
