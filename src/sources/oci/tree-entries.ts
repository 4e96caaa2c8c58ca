/** The entries of a tree that layers make, and what is at a path of it. */
import { mostLinks, pathNames } from "../../base/paths.ts";

interface Link {
  readonly kind: "link";
  readonly layer: number;
  readonly target: string;
}

export interface Folder {
  readonly kind: "folder";
  /** The last layer that has it, or something in it if none has it itself. */
  layer: number;
  /** Names of extended attributes. */
  attributes: readonly string[];
  /** Whether folders that are made in it get its group, and as long as its layer is unpacked: tar gives modes at the end. */
  givesGroup: { readonly from: number; readonly now: boolean; readonly before: boolean };
  readonly children: Map<string, Entry>;
  /** The last layer of which it is known that nothing of a lower one is in it, except folders that hold something of that layer. */
  swept: number;
}

/** A file is the number of its layer alone: there may be a million of them. */
export type Entry = number | Link | Folder;

export function layerOf(entry: Entry): number {
  return typeof entry === "number" ? entry : entry.layer;
}

/** True for a link in whose place tar has an empty file as long as the archive is read: it leads from the top, or upwards (GNU tar 1.34). */
export function isMadeLast({ target }: Pick<Link, "target">): boolean {
  return target.startsWith("/") || target.split("/").includes("..");
}

const setgid = 0o2000;

/** That of a folder with this mode, which it had otherwise before the layer. */
export function groupBy(mode: number, layer: number, former?: Folder): Folder["givesGroup"] {
  const before = former === undefined ? false : givesGroup(former, layer);
  return { from: layer, now: (mode & setgid) !== 0, before };
}

export function givesGroup({ givesGroup: { from, now, before } }: Folder, layer: number): boolean {
  return from < layer ? now : before;
}

/** A text of its own: a part of another one would keep that whole. */
export function flat(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}

export function quote(text: string): string {
  return JSON.stringify(text.slice(0, 300));
}

/** Names that one path may consist of, with those of the links on its way: each of forty links may have two thousand. */
const mostNames = 1000;

/** What is at a path as the tree's own system would find it: links lead from its top, where they are absolute. */
export function follow(root: Folder, path: string): number | Folder | undefined {
  // The next name is the last one.
  const open = pathNames(path).toReversed();
  let way: Folder[] = [root];
  for (let part = open.pop(), links = 0, names = 0; part !== undefined; part = open.pop(), names += 1) {
    if (names > mostNames) return undefined;
    const entry = part === ".." ? undefined : way.at(-1)?.children.get(part);
    if (part === "..") {
      if (way.length > 1) way.pop();
    } else if (entry === undefined) return undefined;
    else if (typeof entry === "number") return open.length === 0 ? entry : undefined;
    else if (entry.kind === "folder") way.push(entry);
    else {
      links += 1;
      if (links > mostLinks) return undefined;
      if (entry.target.startsWith("/")) way = [root];
      for (const name of pathNames(entry.target).toReversed()) open.push(name);
    }
  }
  return way.at(-1);
}
