/** Random trees that change from layer to layer, and the layers that a builder of images would make of the changes. */
import { type Arbitrary, array, boolean, constant, constantFrom, oneof, option, record } from "fast-check";
import { paxExtension, type TarMember } from "./tar-writer.ts";

interface File {
  readonly kind: "file";
  /** Two names with one of these are hard links. */
  readonly inode: number;
  readonly content: string;
  readonly mode: number;
}

interface Folder {
  readonly kind: "folder";
  /** Another one for a folder that was removed and made anew. */
  readonly birth: number;
  readonly mode: number;
  /** The value of an extended attribute; undefined for none. */
  readonly note: string | undefined;
  readonly children: Map<string, Node>;
}

type Node = File | Folder | { readonly kind: "link"; readonly target: string } | { readonly kind: "fifo" };

const names = ["a", "b", "c"];
const paths = array(constantFrom(...names), { minLength: 1, maxLength: 3 });
const modes = constantFrom(0o755, 0o700, 0o1777, 0o2750);

const change = oneof(
  record({
    kind: constant("file" as const),
    path: paths,
    content: constantFrom("", "one", "two"),
    mode: constantFrom(0o644, 0o4755, 0o600),
  }),
  record({
    kind: constant("folder" as const),
    path: paths,
    mode: modes,
    note: option(constantFrom("x", "y"), { nil: undefined }),
  }),
  record({ kind: constant("renew" as const), path: paths, mode: modes }),
  record({ kind: constant("link" as const), path: paths, target: constantFrom("a", "../b", "/c", "a/b", "none") }),
  record({ kind: constant("fifo" as const), path: paths }),
  record({ kind: constant("hard" as const), path: paths, other: paths }),
  record({ kind: constant("remove" as const), path: paths }),
);
type Change = typeof change extends Arbitrary<infer T> ? T : never;

/** How a builder says it, where there are several ways; one is drawn again and again. */
const styles = record({
  /** Folders that were made anew are opaque, or removed and made. */
  opaque: boolean(),
  /** Marks come before the members beside them, or after. */
  marksFirst: boolean(),
  /** What replaces something of another kind is removed as well. */
  marksReplaced: boolean(),
  /** Names begin with "./". */
  dotted: boolean(),
});
type Style = typeof styles extends Arbitrary<infer T> ? T : never;

export const layerStack = array(record({ changes: array(change, { minLength: 1, maxLength: 8 }), style: styles }), {
  minLength: 1,
  maxLength: 5,
});
type LayerPlan = typeof layerStack extends Arbitrary<readonly (infer T)[]> ? T : never;

let drawn = 0;

function emptyFolder(mode = 0o755, note?: string): Folder {
  drawn += 1;
  return { kind: "folder", birth: drawn, mode, note, children: new Map() };
}

function copy(node: Node): Node {
  if (node.kind !== "folder") return node;
  return { ...node, children: new Map(Array.from(node.children, ([name, child]) => [name, copy(child)])) };
}

/** The folder, made where something else is. */
function enter(root: Folder, parts: readonly string[]): Folder {
  let folder = root;
  for (const part of parts) {
    const child = folder.children.get(part);
    const next = child?.kind === "folder" ? child : emptyFolder();
    folder.children.set(part, next);
    folder = next;
  }
  return folder;
}

function find(root: Folder, parts: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const part of parts) node = node?.kind === "folder" ? node.children.get(part) : undefined;
  return node;
}

function apply(root: Folder, one: Change): void {
  const parents = one.path.slice(0, -1);
  const last = one.path.at(-1) ?? "";
  if (one.kind === "remove") {
    const folder = find(root, parents);
    if (folder?.kind === "folder") folder.children.delete(last);
    return;
  }
  if (one.kind === "hard") {
    const target = find(root, one.other);
    if (target?.kind === "file") enter(root, parents).children.set(last, target);
    return;
  }
  const folder = enter(root, parents);
  const former = folder.children.get(last);
  drawn += 1;
  switch (one.kind) {
    case "file":
      folder.children.set(last, { kind: "file", inode: drawn, content: one.content, mode: one.mode });
      return;
    case "folder":
      folder.children.set(
        last,
        former?.kind === "folder" ? { ...former, mode: one.mode, note: one.note } : emptyFolder(one.mode, one.note),
      );
      return;
    case "renew":
      folder.children.set(last, emptyFolder(one.mode));
      return;
    case "link":
      folder.children.set(last, { kind: "link", target: one.target });
      return;
    case "fifo":
      folder.children.set(last, { kind: "fifo" });
  }
}

function isSame(one: Node | undefined, other: Node): boolean {
  if (one?.kind !== other.kind) return false;
  if (one.kind === "file" && other.kind === "file") return one.inode === other.inode;
  if (one.kind === "link" && other.kind === "link") return one.target === other.target;
  return one.kind === "fifo";
}

class LayerWriter {
  readonly members: (TarMember | Buffer)[] = [];
  readonly #style: Style;
  readonly #former: Folder;
  readonly #next: Folder;
  readonly #written = new Map<number, string>();

  constructor(style: Style, former: Folder, next: Folder) {
    this.#style = style;
    this.#former = former;
    this.#next = next;
  }

  #name(path: string): string {
    return this.#style.dotted ? `./${path}` : path;
  }

  #mark(folder: string, name: string): TarMember {
    return { name: this.#name(`${folder}.wh.${name}`) };
  }

  #writeFolder(path: string, { mode, note }: Folder): void {
    if (note !== undefined) this.members.push(paxExtension({ "SCHILY.xattr.user.note": note }));
    this.members.push({ name: this.#name(`${path}/`), type: "5", mode });
  }

  /** A name of the file that this layer does not touch. */
  #keptName(inode: number, former: Folder = this.#former, next: Folder = this.#next, prefix = ""): string | undefined {
    for (const [name, child] of former.children) {
      const now = next.children.get(name);
      if (child.kind === "file" && child.inode === inode && now !== undefined && isSame(child, now))
        return `${prefix}${name}`;
      if (child.kind !== "folder" || now?.kind !== "folder" || child.birth !== now.birth) continue;
      const found = this.#keptName(inode, child, now, `${prefix}${name}/`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #write(path: string, node: Node): void {
    switch (node.kind) {
      case "folder":
        this.#writeFolder(path, node);
        for (const [name, child] of node.children) this.#write(`${path}/${name}`, child);
        return;
      case "link":
        this.members.push({ name: this.#name(path), type: "2", target: node.target });
        return;
      case "fifo":
        this.members.push({ name: this.#name(path), type: "6" });
        return;
      case "file": {
        const target = this.#written.get(node.inode) ?? this.#keptName(node.inode);
        if (target !== undefined) this.members.push({ name: this.#name(path), type: "1", target: this.#name(target) });
        else {
          this.members.push({ name: this.#name(path), content: node.content, mode: node.mode });
          this.#written.set(node.inode, path);
        }
      }
    }
  }

  /** Whether anything in there is another one. */
  #differs(former: Folder, next: Folder): boolean {
    if (former.mode !== next.mode || former.note !== next.note || former.children.size !== next.children.size)
      return true;
    return Array.from(next.children).some(([name, child]) => {
      const before = former.children.get(name);
      if (child.kind !== "folder") return !isSame(before, child);
      return before?.kind !== "folder" || before.birth !== child.birth || this.#differs(before, child);
    });
  }

  /** What has changed in a folder that was there before. */
  write(former = this.#former, next = this.#next, prefix = ""): void {
    const { opaque, marksFirst, marksReplaced } = this.#style;
    const marks: TarMember[] = [];
    const at = this.members.length;
    for (const name of former.children.keys()) if (!next.children.has(name)) marks.push(this.#mark(prefix, name));
    for (const [name, child] of next.children) {
      const [path, before] = [`${prefix}${name}`, former.children.get(name)];
      if (child.kind === "folder" && before?.kind === "folder") {
        if (!this.#differs(before, child) && before.birth === child.birth) continue;
        if (before.birth !== child.birth && opaque) this.members.push({ name: this.#name(`${path}/.wh..wh..opq`) });
        else if (before.birth !== child.birth) this.members.push(this.#mark(prefix, name));
        if (before.birth !== child.birth) this.#write(path, child);
        else {
          this.#writeFolder(path, child);
          this.write(before, child, `${path}/`);
        }
      } else if (!isSame(before, child)) {
        if (before !== undefined && before.kind !== child.kind && marksReplaced)
          this.members.push(this.#mark(prefix, name));
        this.#write(path, child);
      }
    }
    if (marksFirst) this.members.splice(at, 0, ...marks);
    else this.members.push(...marks);
  }
}

function pathsOf(folder: Folder, prefix = ""): string[] {
  return Array.from(folder.children).flatMap(([name, child]) => {
    const path = `${prefix}${name}`;
    return [`${path} ${child.kind}`, ...(child.kind === "folder" ? pathsOf(child, `${path}/`) : [])];
  });
}

export interface LayerStack {
  readonly layers: readonly (readonly (TarMember | Buffer)[])[];
  /** Every path of the last tree and its kind, sorted. */
  readonly paths: readonly string[];
}

export function makeStack(plans: readonly LayerPlan[]): LayerStack {
  let tree = emptyFolder();
  const layers = plans.map((plan) => {
    const next = copy(tree) as Folder;
    for (const one of plan.changes) apply(next, one);
    const writer = new LayerWriter(plan.style, tree, next);
    writer.write();
    tree = next;
    return writer.members;
  });
  return { layers, paths: pathsOf(tree).toSorted() };
}
