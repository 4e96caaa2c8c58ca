/** What is drawn of disks and layers, as data: blocks with lines, bars to scale and tables. src/view makes text, SVG and HTML of it. */

/** How a piece of text stands out. */
export type Tone = "plain" | "bold" | "good" | "bad" | "warn" | "faint";

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/**
 * What becomes of a thing that is there, or of the place of one that will be. "new" and "made-anew" are beside what is kept; "made" is what
 * comes with a disk, a group or an array that is made as a whole. "grown" is kept, and larger.
 */
export type Fate = "lost" | "kept" | "grown" | "rewritten" | "new" | "made-anew" | "made";

/** What a thing has of a plan. */
export interface Marked {
  readonly fate: Fate;
  /** A planned device, whose images give it a colour. */
  readonly device?: string;
}

/** A part of a bar that is drawn to scale; bytes. */
export interface Box extends Marked {
  readonly start: number;
  readonly size: number;
  readonly number: string;
  readonly label: string;
  /** What else is told of it where there is room, such as its filesystem. */
  readonly notes: readonly string[];
}

export interface Row extends Marked {
  /** The row in ever fewer words, for ever less room. */
  readonly words: readonly (readonly string[])[];
}

/** The heads are those of the rows in most words. */
export interface Table {
  readonly kind: "table";
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
}

export type Element =
  | ({ readonly kind: "line" } & Span)
  | { readonly kind: "bar"; readonly size: number; readonly boxes: readonly Box[] }
  | Table;

/** What is there now, or what will be. */
export interface Side {
  readonly heading?: Span;
  readonly elements: readonly Element[];
}

/** What is there now beside what will be; without `after` only what is there. */
export interface Block {
  readonly title: readonly Span[];
  readonly before: Side;
  readonly after?: Side;
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
