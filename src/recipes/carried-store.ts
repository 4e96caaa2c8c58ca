/** Where the carried files of a system lie while its tree is written. What becomes of them there is src/deploy/carry.ts. */
import { BareonError } from "../base/errors.ts";
import { multibootType, runtimeDirectory } from "../base/places.ts";
import type { BootSession } from "../boot/store/session.ts";
import { enterStore, openStore, type StoreOptions } from "../boot/store/store.ts";
import { dropCarried } from "../deploy/carry.ts";
import { type CarriedFrom, readManifest } from "../deploy/carry-manifest.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { resolveInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import type { Element } from "../schema/boot-info.ts";

const carriedView = `${runtimeDirectory}/carried`;
/** Where the folders are, from the top of the partition. */
const top = "bareon";
const folderPattern = /^carried-[0-9a-z-]+$/u;

/** The folder of a system. Throws "unverified" for a root with a UUID that is none, which could be a path to anywhere. */
export function carriedFolder({ root_uuid: uuid }: Pick<Element, "root_uuid">): string {
  const name = `carried-${uuid.toLowerCase()}`;
  if (!folderPattern.test(name))
    throw new BareonError("unverified", `${JSON.stringify(uuid)} is no UUID of a filesystem.`);
  return name;
}

/**
 * On the multiboot partition, mounted by this process itself, because rsync does not look behind a link such as /proc/PID/root. Throws
 * "unverified" if a link would lead elsewhere: systems can write to the partition.
 */
async function withFolders(
  ctx: Context,
  options: StoreOptions,
  action: (placeOf: (name: string) => string) => Promise<void>,
): Promise<void> {
  await using scope = new Scope();
  const store = await openStore(ctx, scope, options);
  const { device } = store.partition;
  // If there are several copies, each was mounted for reading to choose one.
  await store.mounts.unmountAll();
  await mountFilesystem(ctx, scope, {
    ...{ source: device, target: carriedView, type: multibootType },
    options: ["rw", "noatime", "noexec"],
  });
  const place = `${carriedView}/${top}`;
  if (((await ctx.host.facts(place))?.kind ?? "directory") !== "directory")
    throw new BareonError("unverified", `${top} on ${device} is no folder.`);
  await action((name) => `${place}/${name}`);
  await scope.close();
}

/** Each image has a folder there, by the UUID of its root, since updates of several may have been begun. */
export async function withCarried(
  ctx: Context,
  options: StoreOptions,
  rootUuid: string,
  action: (folder: string) => Promise<void>,
): Promise<void> {
  const name = carriedFolder({ root_uuid: rootUuid });
  await withFolders(ctx, options, async (placeOf) => await action(placeOf(name)));
}

/**
 * The folders of systems that are not being updated, of which a command that was cut off has left them: keys of the machine may be in
 * them, and they take room.
 */
export async function findForgotten(
  { host }: Context,
  { store, content: { info } }: Pick<BootSession, "store" | "content">,
): Promise<string[]> {
  if (info === null) return [];
  const used = info.elements.flatMap((element) => (element.updating === undefined ? [] : [carriedFolder(element)]));
  const folder = await resolveInRoot(host, await enterStore(store, "read"), top);
  return (await host.list(folder)).filter((name) => folderPattern.test(name) && !used.includes(name));
}

/** Whose files are set aside for a system; undefined if none are, and if that cannot be told. */
export async function findAside(
  { host }: Context,
  { store }: Pick<BootSession, "store">,
  element: Pick<Element, "root_uuid">,
): Promise<CarriedFrom | undefined> {
  const folder = await resolveInRoot(host, await enterStore(store, "read"), `${top}/${carriedFolder(element)}`);
  try {
    return (await readManifest(host, folder))?.from;
  } catch (error) {
    if (error instanceof BareonError) return undefined;
    throw error;
  }
}

/** Removes these folders, as far as they are there. */
export async function dropForgotten(ctx: Context, options: StoreOptions, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await withFolders(ctx, options, async (placeOf) => {
    for (const name of new Set(names)) await dropCarried(ctx, placeOf(name));
  });
}
