/** A room of src and what it may import, as rooms.ts lists them. */

export interface Room {
  /** The folder below src whose files it holds, without those of rooms inside it; `*` stands for one folder of any name. */
  readonly folder: string;
  /** Other rooms that it may import, by folder. Its own files and "schema" are always allowed. */
  readonly rooms: readonly string[];
  /** Modules of Node without their `node:`. */
  readonly node?: readonly string[];
  readonly npm?: readonly string[];
  readonly reason: string;
}
