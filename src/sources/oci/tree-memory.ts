/** How much memory the names of a container image's layers may take: their author decides how many there are. Pure. */
import { MiB } from "../../base/sizes.ts";
import type { Entry } from "./tree-entries.ts";

/** Bytes of memory that a file takes here besides its name, and a folder. */
const fileMemory = 80;
const folderMemory = 400;

export function memoryOf(name: string, entry: Entry): number {
  if (typeof entry === "number") return name.length + fileMemory;
  const own =
    entry.kind === "folder" ? folderMemory + attributeMemory(entry.attributes) : fileMemory + entry.target.length;
  return name.length + own;
}

/** The same for a path that is kept by itself. */
function pathMemory(path: string): number {
  return path.length + fileMemory;
}

/** The same for the names of a folder's attributes. */
export function attributeMemory(attributes: readonly string[]): number {
  return attributes.reduce((sum, name) => sum + pathMemory(name), 0);
}

export interface TreeLimits {
  /** Bytes for all that is in the tree: two million files, or a quarter of that of folders. */
  readonly tree?: number;
  /** Bytes for the paths that are taken away at once: a million of a system's files. */
  readonly removed?: number;
}

/** Each of its methods throws an Error if that is too much. */
export class TreeMemory {
  readonly #most: Required<TreeLimits>;
  #bytes = 0;
  /** Of them, those of what is kept as long as a layer lasts. */
  #layerBytes = 0;
  #removed = 0;

  constructor({ tree = 192 * MiB, removed = 128 * MiB }: TreeLimits = {}) {
    this.#most = { tree, removed };
  }

  /** `bytes` below 0 for what is there no more. */
  take(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#most.tree) throw new Error("all layers together have more files than can be kept in mind");
  }

  /** A path that is kept until the layer ends. */
  takeForLayer(path: string): void {
    this.#layerBytes += pathMemory(path);
    this.take(pathMemory(path));
  }

  endLayer(): void {
    this.#bytes -= this.#layerBytes;
    this.#layerBytes = 0;
  }

  /** A path whose entry is in the tree no more, and which has to be taken away. */
  remove(path: string, bytes: number): void {
    this.#bytes -= bytes;
    this.#removed += pathMemory(path);
    if (this.#removed > this.#most.removed) throw new Error("more files are removed at once than can be kept in mind");
  }

  /** What had to be taken away is known to who does it. */
  settle(): void {
    this.#removed = 0;
  }
}
