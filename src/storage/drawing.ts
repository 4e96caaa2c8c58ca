/** What is drawn of disks and layers, as data: blocks with lines, bars to scale and tables. src/view makes text with colours and columns of it. */

/** How a piece of text stands out. */
export type Tone = "plain" | "bold" | "good" | "bad" | "warn" | "faint";

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** A part of a bar that is drawn to scale; bytes. */
export interface Box {
  readonly start: number;
  readonly size: number;
  readonly number: string;
  readonly label: string;
  readonly tone: Tone;
  /** A planned device, whose images give it a colour. */
  readonly device?: string;
}

/** One row in ever fewer words, for ever less room. */
export type Row = readonly (readonly string[])[];

export type Element =
  | ({ readonly kind: "line" } & Span)
  | { readonly kind: "bar"; readonly size: number; readonly boxes: readonly Box[] }
  | { readonly kind: "table"; readonly rows: readonly Row[] };

/** What is there now beside what will be; without `after` only what is there. */
export interface Block {
  readonly title: readonly Span[];
  readonly before: readonly Element[];
  readonly after?: readonly Element[];
}

/** A part of an inventory: a title above a table. */
export interface Section {
  readonly title: readonly Span[];
  readonly rows: readonly (readonly string[])[];
}

/** What one device is for. */
export interface Use {
  readonly label: string;
  readonly type: string;
  readonly place: string;
  readonly images: string;
}
