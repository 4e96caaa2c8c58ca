/**
 * Brings an image into a tree of several volumes: mounts them where the image's links lead, keeps what a plain filesystem cannot hold
 * away from it, and gives every mount point one owner, mode and label.
 */
import { dirname, join } from "node:path";
import { BareonError } from "../base/errors.ts";
import { isWithin, mostLinks } from "../base/paths.ts";
import type { Context } from "../host/host.ts";
import { isPlain, readMetadata, writeMetadata } from "../host/metadata.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { resolveInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { openLabels } from "../host/tree-labels.ts";
import { type AroundMount, holdsOwnership, mountVolumes } from "../host/tree-mounts.ts";
import { removeEmptyFolders } from "../programs/find.ts";
import { keepsData } from "../plan/phases.ts";
import type { Plan, PlannedMount } from "../schema/plan.ts";
import { LinkedMountPoint } from "../sources/source.ts";
import { type FlaggedFiles, releaseUnchangeable } from "./unchangeable.ts";
import { moveOntoPlain } from "./plain-volume.ts";
import type { MountPoints } from "./mount-points.ts";

export interface TreeRequest {
  /** The image in messages, such as "Image red". */
  readonly what: string;
  readonly plan: Pick<Plan, "volumes">;
  readonly mounts: readonly PlannedMount[];
  readonly points: MountPoints;
}

export interface TreeTransfer extends TreeRequest {
  /** What findUnchangeable found before the first write. */
  readonly flagged: FlaggedFiles;
  /** Called once, before the image comes, with the tree mounted. */
  readonly prepare?: () => Promise<void>;
  /** Where in the mounted tree the image goes. */
  readonly findTop: () => Promise<string>;
  /** Brings it to there; `mountPoints` as DeployOptions has them. */
  readonly bring: (top: string, mountPoints: readonly string[]) => Promise<void>;
}

export interface TransferredTree {
  /** Where each mount point is in the tree once links are followed. */
  readonly places: ReadonlyMap<string, string>;
  /** Gives files that the image left alone their flags again; to be called when nothing more is written. */
  readonly restoreFlags: () => Promise<void>;
}

function isPlainType({ type }: Pick<PlannedMount, "type">): boolean {
  return !holdsOwnership(type);
}

/** Folders that all users write to, if the image does not have them itself. */
const publicFolders: readonly string[] = ["/tmp", "/var/tmp"];

/** A new filesystem's own folder becomes what the folder is that it hides. */
export function aroundMount({ host }: Pick<Context, "host">, { plan, points }: TreeRequest): AroundMount {
  const fresh = new Set(plan.volumes.filter((volume) => !keepsData(volume)).map(({ device }) => device));
  return async ({ volume, place, mount }) => {
    if (place === points.tree) return await mount();
    const isNew = await host.makeDirectory(place);
    const isPublic = publicFolders.includes(place.slice(points.tree.length));
    const plain = { owner: "0:0", mode: isPublic ? "1777" : "755", attributes: new Map<string, string>() };
    const hidden = isNew ? plain : await readMetadata(host, place);
    if (isNew && isPublic) await writeMetadata(host, place, plain);
    await mount();
    if (fresh.has(volume.device) && holdsOwnership(volume.type) && !isPlain(hidden))
      await writeMetadata(host, place, hidden);
  };
}

function inTree(root: string, path: string): string {
  return path === "/" ? root : root + path;
}

/** The mount points below a folder, and the folders on the way to them, from there. */
function pathsBelow(top: string, places: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const place of places) {
    if (place === top || !isWithin(top, place)) continue;
    for (let path = place; path.length > top.length; path = dirname(path)) found.add(path.slice(top.length + 1));
  }
  return [...found].toSorted();
}

/** Makes the image's link in place of the folders that were made for a mount point; the volumes on the way to it are mounted meanwhile. */
async function makeLink(ctx: Context, request: TreeRequest, place: string, target: string): Promise<void> {
  const { host } = ctx;
  const { points, mounts, what } = request;
  await using scope = new Scope();
  const path = place.slice(points.tree.length);
  const others: PlannedMount[] = [];
  for (const mount of mounts) if (mount.mount === "/" || !isWithin(path, mount.mount)) others.push(mount);
  await mountVolumes(ctx, scope, others, points.tree, { around: aroundMount(ctx, request) });
  if ((await host.facts(place))?.kind === "directory") await host.run(removeEmptyFolders(place));
  if ((await host.facts(place)) !== undefined)
    throw new BareonError("failure", `${what} has a link at ${path}, but the tree that is kept has files there.`, {
      hint: `Move them to where the link leads, ${target}, or have the volume made anew.`,
    });
  await host.makeSymlink(target, place);
  await scope.close();
}

/** A volume's folder that the image does not have gets a label if the others have one. */
export async function labelMountPoints(
  { host }: Context,
  { points, mounts }: TreeRequest,
  places: ReadonlyMap<string, string>,
): Promise<void> {
  const labels = openLabels(host, points.tree);
  for (const { mount, type } of mounts) {
    const place = points.tree + (places.get(mount) ?? mount);
    if (mount !== "/" && places.has(mount) && holdsOwnership(type) && (await labels.of(place)) === undefined)
      await labels.give(place, undefined);
  }
}

/** Of folders that were made to mount on them, the image's own owner, mode and label are only on the volume so far. */
async function completeHidden(
  ctx: Context,
  { points, mounts }: TreeRequest,
  places: ReadonlyMap<string, string>,
): Promise<void> {
  const { host } = ctx;
  for (const { mount, type } of mounts) {
    const place = places.get(mount);
    if (place === undefined || place === "/" || !holdsOwnership(type)) continue;
    const shown = await readMetadata(host, points.tree + place);
    const holder = [...places.values()].filter((other) => other !== place && isWithin(other, place));
    const outer = holder.toSorted((one, other) => other.length - one.length)[0];
    if (isPlain(shown) || outer === undefined) continue;
    await using scope = new Scope();
    const below = outer === "/" ? place : place.slice(outer.length);
    await mountFilesystem(ctx, scope, {
      source: outer === "/" ? points.tree : points.tree + outer,
      target: points.jail,
      options: ["bind"],
    });
    if ((await host.facts(points.jail + below))?.kind === "directory")
      await writeMetadata(host, points.jail + below, shown);
    await scope.close();
  }
}

/** Whether the image has brought another link, or a folder, for the one that led to a volume: what belongs there went elsewhere. */
async function hasMoved({ host }: Context, places: ReadonlyMap<string, string>, root: string): Promise<boolean> {
  for (const [mount, place] of places)
    if ((await resolveInRoot(host, root, mount)) !== inTree(root, place)) return true;
  return false;
}

/** One try. Returns the link that is in the way of a mount point, with its place, or "moved". */
async function tryTransfer(
  ctx: Context,
  scope: Scope,
  transfer: TreeTransfer,
  prepare: TreeTransfer["prepare"],
): Promise<TransferredTree | { readonly place: string; readonly target: string } | "moved"> {
  const { points, plan, mounts, flagged } = transfer;
  const around = aroundMount(ctx, transfer);
  const held = mounts.filter((mount) => !isPlainType(mount));
  const places = await mountVolumes(ctx, scope, held, points.tree, { around });
  const mounted = held.map(({ device, mount }) => ({ device, place: inTree(points.tree, places.get(mount) ?? mount) }));
  const restoreFlags = await releaseUnchangeable(ctx, { plan, flagged, mounted });
  await prepare?.();
  const top = await transfer.findTop();
  try {
    await transfer.bring(
      top,
      pathsBelow(
        top,
        mounted.map(({ place }) => place),
      ),
    );
  } catch (error) {
    if (!(error instanceof LinkedMountPoint)) throw error;
    return { place: join(top, error.path), target: error.target };
  }
  return (await hasMoved(ctx, places, points.tree)) ? "moved" : { places, restoreFlags };
}

/**
 * Returns with the image in the tree, which stays mounted until `scope` is closed. Plain volumes, such as an EFI system partition, are
 * mounted only when the image is there: what belongs onto them is then moved.
 */
export async function transferInto(ctx: Context, scope: Scope, transfer: TreeTransfer): Promise<TransferredTree> {
  const { points, mounts } = transfer;
  const own = new Scope();
  scope.defer(async () => await own.close());
  for (let links = 0; links <= mostLinks; links += 1) {
    const done = await tryTransfer(ctx, own, transfer, links === 0 ? transfer.prepare : undefined);
    if (done === "moved") {
      await own.close();
      continue;
    }
    if ("place" in done) {
      await own.close();
      await makeLink(ctx, transfer, done.place, done.target);
      continue;
    }
    await labelMountPoints(ctx, transfer, done.places);
    await completeHidden(ctx, transfer, done.places);
    if (!mounts.some(isPlainType)) return done;
    await own.close();
    const move = moveOntoPlain(ctx, transfer);
    const around = aroundMount(ctx, transfer);
    const places = await mountVolumes(ctx, own, mounts, points.tree, {
      around: async (mounting) => {
        if (isPlainType(mounting.volume)) await move(mounting);
        await around(mounting);
      },
    });
    return { places, restoreFlags: done.restoreFlags };
  }
  throw new BareonError("failure", `The links of ${transfer.what} at its mount points form a loop.`);
}
