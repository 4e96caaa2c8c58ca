/** Which files of a tree outlive the update of its system, and the room that they take meanwhile; nothing is written. */
import { BareonError } from "../base/errors.ts";
import { pathNames } from "../base/paths.ts";
import { MiB, renderSize } from "../base/sizes.ts";
import type { Context, Host } from "../host/host.ts";
import { placeInRoot, readTextInRoot } from "../host/path-in-root.ts";
import { listOwned, parseOwned } from "../programs/find.ts";
import { isCarriedPath, isGlob, matchesGlob, mostPaths, mostPatterns, parseCarryList } from "./carry-paths.ts";

/** Lists of a tree, which it carries along by itself. */
const listFolder = "/etc/bareon/carry.d";
/** Bytes that are carried at most: they lie on the multiboot partition meanwhile. */
const carryLimit = 16 * MiB;
/** Bytes that stay free there, so that menu and boot-info can be replaced. */
const leftFree = 4 * MiB;
/** Bytes of a block of it. Each file and each folder takes one or more, and an inode, of which there is one for each block. */
const block = 4096;

/** A path that is carried, as it is called, and where it was found. */
interface Found {
  readonly path: string;
  readonly place: string;
}

export interface Wanted {
  /** The trees that they may come from: the first that has any. */
  readonly roots: readonly string[];
  readonly patterns: readonly string[];
  /** What is taken besides from a tree that is not the running one. */
  readonly own?: readonly string[];
}

export interface Carried {
  readonly root: string;
  /** In the order of the names. */
  readonly found: readonly Found[];
}

/** Which numbers own what is carried, and the bytes that it takes where it is set aside. */
export interface Measured {
  readonly users: readonly number[];
  readonly groups: readonly number[];
  readonly bytes: number;
}

function warn({ report }: Context, message: string): void {
  report({ event: "warning", message });
}

/** What is called so in the tree. A folder's links are followed in the tree, a link that is carried itself is not. */
async function expand(host: Host, root: string, pattern: string): Promise<Found[]> {
  const names = pathNames(pattern);
  let found: Found[] = [{ path: "", place: root }];
  for (const [index, name] of names.entries()) {
    const next: Found[] = [];
    for (const { path, place } of found) {
      const folder = index === 0 ? root : await placeInRoot(host, root, path);
      if (folder === undefined || (await host.facts(folder))?.kind !== "directory") continue;
      const matching = isGlob(name) ? (await host.list(folder)).filter((one) => matchesGlob(name, one)) : [name];
      next.push(
        ...matching.map((one) => ({ path: `${path}/${one}`, place: `${folder === "/" ? "" : folder}/${one}` })),
      );
      if (next.length > mostPaths)
        throw new BareonError("source", `${pattern} means more than ${mostPaths} files in ${place}.`);
    }
    found = next;
  }
  return found;
}

/** The lists in the tree. */
async function readLists(ctx: Context, root: string): Promise<string[]> {
  const { host } = ctx;
  const patterns: string[] = [];
  const folder = await placeInRoot(host, root, listFolder);
  for (const name of folder === undefined ? [] : await host.list(folder)) {
    if (!name.endsWith(".list")) continue;
    const list = parseCarryList((await readTextInRoot(host, root, `${listFolder}/${name}`)) ?? "");
    patterns.push(...list.patterns);
    if (list.refused.length > 0)
      warn(
        ctx,
        `${listFolder}/${name} has ${list.refused.length} lines that are no absolute path below the top of the tree.`,
      );
  }
  return patterns.length === 0 ? [] : [listFolder, ...patterns];
}

/** What of the tree is carried, in the order of the names. Other than files, folders and links is left out, and told. */
async function findCarried(ctx: Context, root: string, patterns: readonly string[]): Promise<Found[]> {
  const { host } = ctx;
  const all = [...new Set([...patterns, ...(await readLists(ctx, root))])];
  if (all.length > mostPatterns) throw new BareonError("source", `More than ${mostPatterns} paths are to be carried.`);
  const found = new Map<string, Found>();
  for (const pattern of all) {
    for (const one of await expand(host, root, pattern)) {
      const kind = (await host.facts(one.place))?.kind;
      if (kind === undefined) continue;
      if (kind !== "file" && kind !== "directory" && kind !== "symlink")
        warn(ctx, `${one.path} is not carried: it is no file, folder or link.`);
      else if (!isCarriedPath(one.path))
        warn(ctx, `${JSON.stringify(one.path)} is not carried: no carried file has such a name.`);
      else found.set(one.path, one);
    }
  }
  if (found.size > mostPaths)
    throw new BareonError("source", `More than ${mostPaths} files and folders are to be carried.`);
  return [...found.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** What the first tree has that has anything; nothing if none has. Throws "source" for more than is ever carried. */
export async function findFirst(ctx: Context, { roots, patterns, own = [] }: Wanted): Promise<Carried> {
  for (const root of roots) {
    const found = await findCarried(ctx, root, root === "/" ? patterns : [...patterns, ...own]);
    if (found.length > 0) return { root, found };
  }
  return { root: roots[0] ?? "/", found: [] };
}

export async function measureCarried({ host }: Context, { found }: Carried): Promise<Measured> {
  const [users, groups] = [new Set<number>(), new Set<number>()];
  // Each is set aside in a folder of its own.
  let bytes = found.length * block;
  for (const { place } of found)
    await host.run(listOwned(place), {
      onLine: (line) => {
        const owned = parseOwned(line);
        if (owned === undefined) return;
        users.add(owned.user);
        groups.add(owned.group);
        bytes += owned.kind === "f" ? Math.max(1, Math.ceil(owned.size / block)) * block : block;
      },
    });
  return { users: [...users], groups: [...groups], bytes };
}

/** Throws `exit` for more than there is room for where `free` bytes are free. */
export function refuseTooMuch({ bytes }: Pick<Measured, "bytes">, free: number, exit: "source" | "transfer"): void {
  const room = Math.min(carryLimit, Math.max(0, free - leftFree));
  if (bytes > room)
    throw new BareonError(
      exit,
      `The carried files take ${renderSize(bytes)}, and ${renderSize(room)} can be set aside on the multiboot partition.`,
      {
        hint: `${exit === "source" ? "Nothing was changed. " : ""}Large data belong onto a volume of their own that keeps its data.`,
      },
    );
}
