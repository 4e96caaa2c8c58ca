/** Files of a system that outlive its update: copied out of its tree before that is changed, and put into the new one. */
import { basename, dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import { pathNames } from "../base/paths.ts";
import { MiB, renderSize } from "../base/sizes.ts";
import type { Context, Host } from "../host/host.ts";
import { LinkLoop, readTextInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import { emptyFolder, listOwned, parseOwned } from "../programs/find.ts";
import { parseFreeSpace, showFreeSpace } from "../programs/coreutils.ts";
import { syncFilesystem } from "../programs/mount.ts";
import { copyWhole } from "../programs/rsync.ts";
import { isGlob, mapIds, matchesGlob, mostPatterns, parseAccounts, parseCarryList } from "./carry-paths.ts";

/** Lists of a tree, which it carries along by itself. */
const listFolder = "/etc/bareon/carry.d";
/** Bytes that are carried at most: they lie on the multiboot partition meanwhile. */
const carryLimit = 16 * MiB;
/** Bytes that stay free there, so that menu and boot-info can be replaced. */
const leftFree = 4 * MiB;
/** Bytes of a block of it. Each file and each folder takes one or more, and an inode, of which there is one for each block. */
const block = 4096;
/** So many paths are carried at most. */
const mostPaths = 2000;

/** A path that is carried, as it is called, and where it was found. */
interface Found {
  readonly path: string;
  readonly place: string;
}

/** Written when everything is set aside; numbers by name are those of the tree that it came from. */
interface Manifest {
  readonly paths: readonly string[];
  readonly used: { readonly users: readonly number[]; readonly groups: readonly number[] };
  readonly users: readonly (readonly [string, number])[];
  readonly groups: readonly (readonly [string, number])[];
}

function warn({ report }: Context, message: string): void {
  report({ event: "warning", message });
}

/** The place in the tree; undefined if links there form a loop, so that nothing has that name. */
async function resolve(host: Host, root: string, path: string): Promise<string | undefined> {
  try {
    return await resolveInRoot(host, root, path);
  } catch (error) {
    if (error instanceof LinkLoop) return undefined;
    throw error;
  }
}

/** What is called so in the tree. A folder's links are followed in the tree, a link that is carried itself is not. */
async function expand(host: Host, root: string, pattern: string): Promise<Found[]> {
  const names = pathNames(pattern);
  let found: Found[] = [{ path: "", place: root }];
  for (const [index, name] of names.entries()) {
    const next: Found[] = [];
    for (const { path, place } of found) {
      const folder = index === 0 ? root : await resolve(host, root, path);
      if (folder === undefined || (await host.facts(folder))?.kind !== "directory") continue;
      const matching = isGlob(name) ? (await host.list(folder)).filter((one) => matchesGlob(name, one)) : [name];
      next.push(
        ...matching.map((one) => ({ path: `${path}/${one}`, place: `${folder === "/" ? "" : folder}/${one}` })),
      );
      if (next.length > mostPaths)
        throw new BareonError("failure", `${pattern} means more than ${mostPaths} files in ${place}.`);
    }
    found = next;
  }
  return found;
}

/** The lists in the tree. */
async function readLists(ctx: Context, root: string): Promise<string[]> {
  const { host } = ctx;
  const patterns: string[] = [];
  const folder = await resolve(host, root, listFolder);
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
  if (all.length > mostPatterns) throw new BareonError("failure", `More than ${mostPatterns} paths are to be carried.`);
  const found = new Map<string, Found>();
  for (const pattern of all) {
    for (const one of await expand(host, root, pattern)) {
      const kind = (await host.facts(one.place))?.kind;
      if (kind === undefined) continue;
      if (kind === "file" || kind === "directory" || kind === "symlink") found.set(one.path, one);
      else warn(ctx, `${one.path} is not carried: it is no file, folder or link.`);
    }
  }
  if (found.size > mostPaths)
    throw new BareonError("failure", `More than ${mostPaths} files and folders are to be carried.`);
  return [...found.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** Which numbers own what is carried. Throws "transfer" for more than there is room for beside the folder. */
async function measure({ host }: Context, found: readonly Found[], folder: string): Promise<Manifest["used"]> {
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
  const free = Math.max(0, parseFreeSpace((await host.run(showFreeSpace(folder))).stdout) - leftFree);
  const room = Math.min(carryLimit, free);
  if (bytes > room)
    throw new BareonError(
      "transfer",
      `The carried files take ${renderSize(bytes)}, and ${renderSize(room)} can be set aside on the multiboot partition.`,
      {
        hint: "Large data belong onto a volume of their own that keeps its data.",
      },
    );
  return { users: [...users], groups: [...groups] };
}

async function readAccounts({ host }: Context, root: string, path: string): Promise<ReadonlyMap<string, number>> {
  const place = await resolve(host, root, path);
  return parseAccounts(place === undefined ? "" : ((await readTextInRoot(host, root, path)) ?? ""));
}

function manifestOf(folder: string): string {
  return `${folder}/manifest.json`;
}

export interface SetAside {
  /** The trees that they may come from: the first that has any. */
  readonly roots: readonly string[];
  readonly patterns: readonly string[];
  /** What is taken besides from a tree that is not the running one. */
  readonly own?: readonly string[];
  /** Where they lie until they are put back; nobody but root may read it. */
  readonly folder: string;
}

/** Whether all of an earlier attempt is there: then it is not taken again from a tree that may be half written. */
export async function isSetAside({ host }: Context, folder: string): Promise<boolean> {
  return (await host.facts(manifestOf(folder)))?.kind === "file";
}

/** What the first tree has that has anything; nothing if none has. */
async function findFirst(
  ctx: Context,
  { roots, patterns, own = [] }: SetAside,
): Promise<{ readonly root: string; readonly found: readonly Found[] }> {
  for (const root of roots) {
    const found = await findCarried(ctx, root, root === "/" ? patterns : [...patterns, ...own]);
    if (found.length > 0) return { root, found };
  }
  return { root: roots[0] ?? "/", found: [] };
}

/**
 * Copies them, flushed, and a list of them, which may be empty; what is there of an attempt that was cut off is removed first. Throws
 * "transfer" for more than there is room for. Of one that failed nothing stays: the partition has to have room for the next menu.
 */
export async function setAside(ctx: Context, request: SetAside): Promise<void> {
  await dropCarried(ctx, request.folder);
  try {
    await copyAside(ctx, request);
  } catch (error) {
    if (!ctx.signal.aborted) await dropCarried(ctx, request.folder);
    throw error;
  }
}

async function copyAside(ctx: Context, wanted: SetAside): Promise<void> {
  const { host } = ctx;
  const { folder } = wanted;
  await host.makeDirectory(folder, 0o700);
  const { root, found } = await findFirst(ctx, wanted);
  const used = await measure(ctx, found, folder);
  for (const [index, { place }] of found.entries()) {
    await host.makeDirectory(`${folder}/${index}`, 0o700);
    await host.run(copyWhole({ source: place, folder: `${folder}/${index}` }));
  }
  const manifest: Manifest = {
    paths: found.map(({ path }) => path),
    used,
    users: [...(await readAccounts(ctx, root, "/etc/passwd"))],
    groups: [...(await readAccounts(ctx, root, "/etc/group"))],
  };
  await host.run(syncFilesystem(folder));
  await host.writeFile(manifestOf(folder), JSON.stringify(manifest), 0o600);
}

/** Only what setAside writes; the folder is on a partition that systems can write to. Throws BareonError "failure". */
export function parseManifest(text: string): Manifest {
  const damaged = new BareonError("failure", "What was set aside of the carried files is damaged.");
  let value: Partial<Manifest> | null;
  try {
    value = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    throw damaged;
  }
  const isNumbers = (list: unknown): list is readonly number[] =>
    Array.isArray(list) && list.every((one) => Number.isSafeInteger(one) && Number(one) >= 0);
  const isAccounts = (list: unknown): list is Manifest["users"] =>
    Array.isArray(list) && list.every((one) => Array.isArray(one) && typeof one[0] === "string" && isNumbers([one[1]]));
  const { paths, used, users, groups } = value ?? {};
  const fits =
    Array.isArray(paths) &&
    paths.every((path) => typeof path === "string" && path.startsWith("/")) &&
    isNumbers(used?.users) &&
    isNumbers(used?.groups) &&
    isAccounts(users) &&
    isAccounts(groups);
  if (!fits || used === undefined) throw damaged;
  return { paths, used, users, groups };
}

/** The place of a carried file in the new tree, links followed in it; undefined if a file is where its folder should be. */
async function placeIn(host: Host, tree: TreeWriter, path: string): Promise<string | undefined> {
  const folder = await resolveInRoot(host, tree.root, dirname(path));
  const kind = (await host.facts(folder))?.kind;
  if (kind === undefined) await tree.makeFolder(dirname(path));
  else if (kind !== "directory") return undefined;
  return await resolveInRoot(host, tree.root, dirname(path));
}

/** Puts them into their places in the mounted tree, owned by whom the tree knows by the same names. Without any set aside does nothing. */
export async function putBack(ctx: Context, tree: TreeWriter, folder: string): Promise<void> {
  const { host } = ctx;
  const text = await host.readText(manifestOf(folder));
  if (text === undefined) return;
  const { paths, used, ...former } = parseManifest(text);
  const users = mapIds(used.users, new Map(former.users), await readAccounts(ctx, tree.root, "/etc/passwd"));
  const groups = mapIds(used.groups, new Map(former.groups), await readAccounts(ctx, tree.root, "/etc/group"));
  for (const [what, { missing }] of [["users", users] as const, ["groups", groups] as const])
    if (missing.length > 0)
      warn(
        ctx,
        `Carried files belong to ${what} that the new version does not have, so they keep their numbers: ${missing.join(", ")}.`,
      );
  for (const [index, path] of paths.entries()) {
    const place = await placeIn(host, tree, path);
    if (place === undefined)
      throw new BareonError("transfer", `${path} cannot be carried: the new version has no folder ${dirname(path)}.`);
    const source = `${folder}/${index}/${basename(path)}`;
    await host.run(copyWhole({ source, folder: place, users: users.changed, groups: groups.changed }));
  }
}

/** Removes what was set aside; the manifest first, so that a part of it never counts as all. */
export async function dropCarried({ host }: Context, folder: string): Promise<void> {
  if ((await host.facts(folder))?.kind !== "directory") return;
  if ((await host.facts(manifestOf(folder))) !== undefined) await host.removeFile(manifestOf(folder));
  await host.run(emptyFolder(folder));
  await host.removeDirectory(folder);
}
