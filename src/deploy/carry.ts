/** Files of a system that outlive its update: copied out of its tree before that is changed, and put into the new one. */
import { basename, dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import type { Context, Host } from "../host/host.ts";
import { placeInRoot, readTextInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import { emptyFolder } from "../programs/find.ts";
import { parseFreeSpace, showFreeSpace } from "../programs/coreutils.ts";
import { syncFilesystem } from "../programs/mount.ts";
import { copyWhole } from "../programs/rsync.ts";
import { findFirst, measureCarried, refuseTooMuch, type Wanted } from "./carry-find.ts";
import {
  type CarriedFrom,
  damagedAside,
  type Manifest,
  readManifest,
  removeManifest,
  writeManifest,
} from "./carry-manifest.ts";
import { mapIds, parseAccounts } from "./carry-paths.ts";
import { readSealed, type Sealed, type SealKeys, whileUnpacked, writeSealed } from "./carry-sealed.ts";

async function readAccounts({ host }: Context, root: string, path: string): Promise<ReadonlyMap<string, number>> {
  const place = await placeInRoot(host, root, path);
  return parseAccounts(place === undefined ? "" : ((await readTextInRoot(host, root, path)) ?? ""));
}

export interface SetAside extends Wanted {
  readonly from: CarriedFrom;
  /** Where they lie until they are put back; nobody but root may read it. */
  readonly folder: string;
  /** Of a system with encrypted volumes: what lies in the folder is sealed by them. */
  readonly keys?: SealKeys | undefined;
}

/** What was set aside: sealed, or each of the manifest's paths at one of the sources. */
type Aside = Sealed | { readonly manifest: Manifest; readonly sources: readonly string[] };

/** A link in place of a folder on the way leads to other files of this machine. */
async function sourceOf(host: Host, folder: string, name: string): Promise<string> {
  const source = `${folder}/${name}`;
  if ((await host.facts(folder))?.kind !== "directory") throw damagedAside();
  const kind = (await host.facts(source))?.kind;
  if (kind !== "file" && kind !== "directory" && kind !== "symlink") throw damagedAside();
  return source;
}

/** Undefined if not all of it is there. Throws "unverified" if anything is there that setAside did not leave so, and "mismatch" as readSealed. */
async function readAside(host: Host, folder: string, keys: readonly string[]): Promise<Aside | undefined> {
  const kind = (await host.facts(folder))?.kind;
  if (kind === undefined) return undefined;
  if (kind !== "directory") throw damagedAside();
  const manifest = await readManifest(host, folder);
  if (manifest === undefined) return undefined;
  if ("sealed" in manifest) {
    const sealed = await readSealed(host, folder, keys);
    // The mark beside it can be written by every system.
    if (sealed.manifest.from !== manifest.from) throw damagedAside();
    return sealed;
  }
  // Whoever can write to the partition could put files into the encrypted system otherwise.
  if (keys.length > 0) throw damagedAside();
  const sources: string[] = [];
  for (const [index, path] of manifest.paths.entries())
    sources.push(await sourceOf(host, `${folder}/${index}`, basename(path)));
  return { manifest, sources };
}

/**
 * Whether all of an earlier attempt is there: then it is not taken again from a tree that may be half written. `former` is whose files one
 * has that does not say it. Throws "unverified" if it is damaged, and "mismatch" if it is sealed by none of the keys.
 */
export async function isSetAside(
  { host }: Context,
  {
    folder,
    from,
    keys = [],
  }: { readonly folder: string; readonly from: CarriedFrom; readonly keys?: readonly string[] | undefined },
  former: string = from,
): Promise<boolean> {
  const aside = await readAside(host, folder, keys);
  return aside !== undefined && (aside.manifest.from ?? former) === from;
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
  const { folder, from, keys } = wanted;
  await host.makeDirectory(folder, 0o700);
  const carried = await findFirst(ctx, wanted);
  const { root, found } = carried;
  const { users, groups, bytes } = await measureCarried(ctx, carried);
  refuseTooMuch({ bytes }, parseFreeSpace((await host.run(showFreeSpace(folder))).stdout), "transfer");
  const manifest: Manifest = {
    from,
    paths: found.map(({ path }) => path),
    used: { users, groups },
    users: [...(await readAccounts(ctx, root, "/etc/passwd"))],
    groups: [...(await readAccounts(ctx, root, "/etc/group"))],
  };
  if (keys !== undefined) {
    await writeSealed(ctx, folder, { manifest, places: found.map(({ place }) => place), keys });
    await writeManifest(host, folder, { from, sealed: true });
    return;
  }
  for (const [index, { place }] of found.entries()) {
    await host.makeDirectory(`${folder}/${index}`, 0o700);
    await host.run(copyWhole({ source: place, folder: `${folder}/${index}` }));
  }
  await host.run(syncFilesystem(folder));
  await writeManifest(host, folder, manifest);
}

/** The place of a carried file in the new tree, links followed in it; undefined if a file is where its folder should be. */
async function placeIn(host: Host, tree: TreeWriter, path: string): Promise<string | undefined> {
  const folder = await resolveInRoot(host, tree.root, dirname(path));
  const kind = (await host.facts(folder))?.kind;
  if (kind === undefined) await tree.makeFolder(dirname(path));
  else if (kind !== "directory") return undefined;
  return await resolveInRoot(host, tree.root, dirname(path));
}

/**
 * Puts them into their places in the mounted tree, owned by whom the tree knows by the same names. Without any set aside does nothing.
 * Throws "unverified" if they are damaged, "mismatch" if they are sealed by none of the keys, and "transfer" if one cannot be put into its place.
 */
export async function putBack(
  ctx: Context,
  tree: TreeWriter,
  folder: string,
  keys: readonly string[] = [],
): Promise<void> {
  const aside = await readAside(ctx.host, folder, keys);
  if (aside === undefined) return;
  const { manifest } = aside;
  if ("sources" in aside) return await putSources(ctx, tree, manifest, aside.sources);
  await whileUnpacked(ctx, tree.root, aside, async (folders) => {
    const sources: string[] = [];
    for (const [index, path] of manifest.paths.entries())
      sources.push(await sourceOf(ctx.host, folders[index] ?? "", basename(path)));
    await putSources(ctx, tree, manifest, sources);
  });
}

async function putSources(
  ctx: Context,
  tree: TreeWriter,
  { paths, used, ...former }: Manifest,
  sources: readonly string[],
): Promise<void> {
  const { host, report } = ctx;
  const users = mapIds(used.users, new Map(former.users), await readAccounts(ctx, tree.root, "/etc/passwd"));
  const groups = mapIds(used.groups, new Map(former.groups), await readAccounts(ctx, tree.root, "/etc/group"));
  for (const [what, { missing }] of [["users", users] as const, ["groups", groups] as const])
    if (missing.length > 0)
      report({
        event: "warning",
        message: `Carried files belong to ${what} that the new version does not have, so they keep their numbers: ${missing.join(", ")}.`,
      });
  for (const [index, path] of paths.entries()) {
    const place = await placeIn(host, tree, path);
    if (place === undefined)
      throw new BareonError("transfer", `${path} cannot be carried: the new version has no folder ${dirname(path)}.`);
    const source = sources[index] ?? "";
    await host.run(copyWhole({ source, folder: place, users: users.changed, groups: groups.changed }));
  }
}

/** Removes what was set aside, or what else has its place; the manifest first, so that a part of it never counts as all. */
export async function dropCarried({ host }: Context, folder: string): Promise<void> {
  const kind = (await host.facts(folder))?.kind;
  if (kind === undefined) return;
  if (kind !== "directory") return await host.removeFile(folder);
  await removeManifest(host, folder);
  await host.run(emptyFolder(folder));
  await host.removeDirectory(folder);
}
