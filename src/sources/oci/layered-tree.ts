/**
 * The tree that the layers of a container image make, by names alone: what each member of a layer replaces, and what a whiteout takes
 * away of the layers below. It knows what the image has brought and nothing else, so that nothing else is ever removed. Pure.
 */
import { mostLinks, pathNames } from "../../base/paths.ts";
import type { Member } from "../../formats/tar-headers.ts";
import {
  type Entry,
  flat,
  type Folder,
  follow,
  givesGroup,
  groupBy,
  isMadeLast,
  layerOf,
  quote,
} from "./tree-entries.ts";
import { attributeMemory, memoryOf, type TreeLimits, TreeMemory } from "./tree-memory.ts";

/** What has to be done in the tree before the next members of a layer are unpacked; paths are from the top, as bytes of latin1. */
export interface TreeEdits {
  readonly files: readonly string[];
  /** Each after what was in it; those that hold something else stay. */
  readonly folders: readonly string[];
  /** Folders to be made. One that tar makes itself in a folder that gives its group keeps what it got (GNU tar 1.34). */
  readonly made: readonly string[];
  readonly attributes: readonly { readonly path: string; readonly name: string }[];
}

function noEdits(): { [K in keyof TreeEdits]: TreeEdits[K][number][] } {
  return { files: [], folders: [], made: [], attributes: [] };
}

const prefix = ".wh.";
const opaque = ".wh..wh..opq";
/** What the filesystem aufs kept for itself. */
const reserved = ".wh..wh.";
/** A program is started for each name of an attribute. */
const mostLostAttributes = 1000;

/** The one path that every reader takes for the member's. */
function onlyPath(texts: readonly string[]): string {
  const [path = "", ...others] = new Set(texts.map((text) => pathNames(text).join("/")));
  if (others.length > 0) throw new Error(`the member ${quote(path)} is also called ${quote(others[0] ?? "")}`);
  return path;
}

interface Way {
  readonly folder: Folder;
  /** Its names from the top, without links. */
  readonly names: readonly string[];
}

export class LayeredTree {
  readonly #memory: TreeMemory;
  readonly #root: Folder = {
    ...{ kind: "folder", layer: 0, attributes: [], children: new Map(), givesGroup: groupBy(0, 0), swept: -1 },
  };
  #layer = 0;
  /** What hard links of this layer lead to: tar may not have seen them yet. */
  #linked = new Set<string>();
  #edits = noEdits();
  readonly #lostAttributes = new Set<string>();

  /** What was found last: paths are asked for from the top down, one name longer each time. */
  #found: { readonly path: string; readonly entry: Entry | undefined } = { path: "", entry: this.#root };

  /** Where its links lead, by their own path. */
  readonly links = {
    get: (path: string): string | undefined => {
      const above = this.#found.path;
      const isBelow = above !== "" && path.startsWith(`${above}/`);
      let entry = isBelow ? this.#found.entry : this.#root;
      for (const name of pathNames(isBelow ? path.slice(above.length) : path))
        entry = typeof entry === "object" && entry.kind === "folder" ? entry.children.get(name) : undefined;
      this.#found = { path, entry };
      return typeof entry === "object" && entry.kind === "link" ? entry.target : undefined;
    },
  };

  constructor(limits: TreeLimits = {}) {
    this.#memory = new TreeMemory(limits);
  }

  /** Begins the next layer. */
  endLayer(): void {
    this.#layer += 1;
    this.#found = { path: "", entry: this.#root };
    this.#linked = new Set();
    this.#memory.endLayer();
  }

  /** What members since the last call have replaced and taken away of the layers below. */
  takeEdits(): TreeEdits {
    const edits = this.#edits;
    this.#edits = noEdits();
    this.#memory.settle();
    return edits;
  }

  /** A member whose names were judged; true for one that is no file of the tree. Throws an Error for one that cannot be. */
  take(member: Member): boolean {
    this.#found = { path: "", entry: this.#root };
    const path = onlyPath(member.names);
    const names = path.split("/");
    const last = names.pop() ?? "";
    const hidden = names.find((name) => name.startsWith(prefix));
    if (hidden === undefined && !last.startsWith(prefix)) {
      if (path !== "") this.#place(member, names, last);
      else if (member.kind !== "directory") throw new Error(`the top of the tree is a ${member.kind}`);
      return false;
    }
    if (member.hasContent) throw new Error(`${quote(path)} has the name of a mark for removed files, and content`);
    if (hidden !== undefined && !hidden.startsWith(reserved))
      throw new Error(`${quote(path)} lies below a mark for removed files`);
    if (hidden === undefined && (last === opaque || !last.startsWith(reserved))) this.#whiteout(member, names, last);
    return true;
  }

  /** The way that tar takes; folders that are missing are made, as it makes them. */
  #enter(names: readonly string[]): Way {
    const open = [...names];
    const way: { folder: Folder; name: string }[] = [{ folder: this.#root, name: "" }];
    for (let part = open.shift(), links = 0; part !== undefined; part = open.shift()) {
      const { folder } = way.at(-1) ?? { folder: this.#root };
      if (part === "..") {
        if (way.length > 1) way.pop();
        continue;
      }
      let entry = folder.children.get(part);
      if (entry === undefined) {
        entry = this.#newFolder();
        this.#set(folder, part, entry);
      }
      if (typeof entry === "number") throw new Error(`${quote(names.join("/"))} lies below a file`);
      if (entry.kind === "folder") {
        way.push({ folder: entry, name: part });
        continue;
      }
      links += 1;
      if (links > mostLinks) throw new Error(`${quote(names.join("/"))} lies behind a loop of links`);
      open.unshift(...pathNames(entry.target));
    }
    return { folder: way.at(-1)?.folder ?? this.#root, names: way.slice(1).map(({ name }) => name) };
  }

  #place(member: Member, parents: readonly string[], last: string): void {
    const { folder, names } = this.#enter(parents);
    const path = [...names, last].join("/");
    switch (member.kind) {
      case "directory":
        this.#placeFolder(folder, path, last, member);
        return;
      case "hard link":
        this.#put(folder, path, last, this.#linkedEntry(member));
        return;
      case "symlink":
        if (new Set(member.targets).size > 1) throw new Error(`the link ${quote(path)} leads to two places`);
        this.#put(folder, path, last, { kind: "link", layer: this.#layer, target: flat(member.targets[0] ?? "") });
        return;
      default:
        this.#put(folder, path, last, this.#layer);
    }
  }

  /** What it has of a lower one stays, except its extended attributes, which tar adds to. */
  #placeFolder(folder: Folder, path: string, last: string, { attributes, mode }: Member): void {
    const former = folder.children.get(last);
    if (typeof former !== "object" || former.kind !== "folder") {
      const made = this.#newFolder(attributes, mode);
      this.#refuseMadeLast(former, path, made);
      if (givesGroup(folder, this.#layer) && (former === undefined || layerOf(former) < this.#layer)) {
        if (former !== undefined) this.#edits.files.push(path);
        this.#edits.made.push(path);
      }
      this.#set(folder, last, made);
      return;
    }
    for (const name of former.attributes) if (!attributes.includes(name)) this.#takeAttribute(path, name);
    this.#memory.take(attributeMemory(attributes) - attributeMemory(former.attributes));
    former.layer = this.#layer;
    former.attributes = attributes;
    former.givesGroup = groupBy(mode, this.#layer, former);
  }

  #takeAttribute(path: string, name: string): void {
    this.#lostAttributes.add(name);
    if (this.#lostAttributes.size > mostLostAttributes)
      throw new Error(`the layers take away more than ${mostLostAttributes} kinds of extended attributes`);
    this.#edits.attributes.push({ path, name });
  }

  /**
   * Tar makes some links at its end, in place of the file that it took for its own by its inode, which a file that came after it may
   * have got (GNU tar 1.34).
   */
  #refuseMadeLast(former: Entry | undefined, path: string, entry: Entry): void {
    if (typeof former !== "object" || former.kind !== "link" || former.layer < this.#layer || !isMadeLast(former))
      return;
    if (typeof entry === "object" && entry.kind === "link" && entry.target === former.target) return;
    throw new Error(`${quote(path)} is a link and something else in one layer`);
  }

  /** Tar replaces a file by itself, and a folder only if it is empty. */
  #put(folder: Folder, path: string, last: string, entry: Entry): void {
    const former = folder.children.get(last);
    this.#refuseMadeLast(former, path, entry);
    if (typeof former === "object" && former.kind === "folder") {
      this.#removeLower(folder, path, last);
      if (folder.children.has(last)) throw new Error(`${quote(path)} is a folder and something else in one layer`);
    }
    this.#set(folder, last, entry);
  }

  #newFolder(attributes: readonly string[] = [], mode = 0): Folder {
    const layer = this.#layer;
    return { kind: "folder", layer, attributes, children: new Map(), givesGroup: groupBy(mode, layer), swept: layer };
  }

  #set({ children }: Folder, name: string, entry: Entry): void {
    const former = children.get(name);
    this.#memory.take(memoryOf(name, entry) - (former === undefined ? 0 : memoryOf(name, former)));
    children.set(former === undefined ? flat(name) : name, entry);
  }

  /** A path that has to be kept until the layer ends. */
  #keepLinked(path: string): void {
    if (this.#linked.has(path)) return;
    this.#linked.add(path);
    this.#memory.takeForLayer(path);
  }

  #linkedEntry({ targets, names }: Member): Entry {
    const target = onlyPath(targets);
    const parents = target.split("/");
    const last = parents.pop() ?? "";
    const way = this.#enter(parents);
    const entry = way.folder.children.get(last);
    if (entry === undefined || (typeof entry === "object" && entry.kind === "folder"))
      throw new Error(
        `${quote(names[0] ?? "")} is a hard link to ${quote(target)}, which ${entry === undefined ? "no layer has" : "is a folder"}`,
      );
    this.#keepLinked([...way.names, last].join("/"));
    return typeof entry === "number" ? this.#layer : { ...entry, layer: this.#layer };
  }

  #whiteout({ kind, names: [name = ""] }: Member, parents: readonly string[], last: string): void {
    if (kind !== "file" && kind !== "hard link")
      throw new Error(`the mark ${quote(name)} for removed files is a ${kind}`);
    const removed = last.slice(prefix.length);
    if (removed === "" || removed === "." || removed === "..")
      throw new Error(`the mark ${quote(name)} for removed files names none`);
    let folder = this.#root;
    for (const part of parents) {
      const entry = folder.children.get(part);
      if (entry === undefined) return;
      if (typeof entry === "number") throw new Error(`the mark ${quote(name)} for removed files lies below a file`);
      if (entry.kind === "link") throw new Error(`the mark ${quote(name)} for removed files lies behind a link`);
      folder = entry;
    }
    if (last === opaque) this.#sweep(folder, parents.map((part) => `${part}/`).join(""));
    else this.#removeLower(folder, [...parents, removed].join("/"), removed);
  }

  /** Takes away what lower layers have in the folder, once a layer: a thousand marks would look at a million files each. */
  #sweep(folder: Folder, prefixOfPath: string): void {
    if (folder.swept >= this.#layer) return;
    for (const child of [...folder.children.keys()]) this.#removeLower(folder, `${prefixOfPath}${child}`, child);
    folder.swept = this.#layer;
  }

  /** Takes away what lower layers have there; what this layer has stays, with the folders that hold it. */
  #removeLower(folder: Folder, path: string, name: string): void {
    const entry = folder.children.get(name);
    if (entry === undefined) return;
    const isFolder = typeof entry === "object" && entry.kind === "folder";
    if (isFolder) this.#sweep(entry, `${path}/`);
    if (layerOf(entry) >= this.#layer || (isFolder && entry.children.size > 0)) return;
    if (this.#linked.has(path))
      throw new Error(`${quote(path)} is what a hard link of this layer leads to, and the layer removes it`);
    folder.children.delete(name);
    this.#memory.remove(path, memoryOf(name, entry));
    (isFolder ? this.#edits.folders : this.#edits.files).push(path);
  }

  /** What is at a path as the tree's own system would find it: links lead from its top, where they are absolute. */
  find(path: string): "file" | "folder" | undefined {
    const entry = follow(this.#root, path);
    return entry === undefined ? undefined : typeof entry === "number" ? "file" : "folder";
  }

  /** The names in a folder, as find finds it; empty if it is none. */
  list(path: string): string[] {
    const entry = follow(this.#root, path);
    return typeof entry === "object" ? [...entry.children.keys()] : [];
  }
}
