/**
 * Files of kept volumes that chattr(1) made unchangeable: an image cannot replace them. They are looked for before the first write,
 * and told; they become changeable while an image is transferred, and afterwards those that it left alone become what they were.
 */
import { runtimeDirectory } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { clearFlags, listFlags, parseFlagged, setFlags, showIdentity } from "../programs/attr.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { resolveInRoot } from "../host/path-in-root.ts";
import { holdsOwnership, lookOptions } from "../host/tree-mounts.ts";
import { Scope } from "../host/scope.ts";
import type { Plan, PlannedVolume } from "../schema/plan.ts";

/** Seconds for one volume: 216,000 files took 17 on a busy machine, 3 of them of processor time. */
const timeLimit = 120;
/** So many of one volume are dealt with; a tree with more of them is somebody's archive. */
const mostFiles = 1000;
/** So many are named in a message. */
const mostNamed = 5;

export interface FlaggedFile {
  /** From the top of its volume. */
  readonly path: string;
  /** The flags of chattr(1), of `a` and `i`. */
  readonly flags: string;
}

/** By device; a volume that could not be looked at is not in it. */
export type FlaggedFiles = ReadonlyMap<string, readonly FlaggedFile[]>;

/** The volumes whose files an image may meet. */
function keptVolumes({ volumes }: Pick<Plan, "volumes">): PlannedVolume[] {
  return volumes.filter(({ keep, type, mount }) => keep === true && mount !== null && holdsOwnership(type));
}

/** Those of a mounted volume. Its names are not trusted: each is looked up in the tree, and one that leads elsewhere is left out. */
async function listFlagged(ctx: Context, root: string): Promise<readonly FlaggedFile[]> {
  const found: FlaggedFile[] = [];
  const onLine = (line: string): void => {
    const flagged = parseFlagged(line);
    if (flagged === undefined || found.length >= mostFiles) return;
    if (flagged.path === root || flagged.path.startsWith(`${root}/`))
      found.push({ path: flagged.path.slice(root.length) || "/", flags: flagged.flags });
  };
  await ctx.host.run(listFlags(root), { onLine, limit: timeLimit });
  const real: FlaggedFile[] = [];
  for (const file of found) {
    const place = await resolveInRoot(ctx.host, root, file.path);
    if (place === (file.path === "/" ? root : root + file.path)) real.push(file);
  }
  return real;
}

function nameSome(paths: readonly string[]): string {
  const more = paths.length - mostNamed;
  return paths.slice(0, mostNamed).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function tell(ctx: Context, message: string): void {
  ctx.report({ event: "warning", message });
}

/** Where the volume's files are in its system. */
function inSystem({ mount }: Pick<PlannedVolume, "mount">, path: string): string {
  return mount === null || mount === "/" ? path : path === "/" ? mount : `${mount}${path}`;
}

async function lookAt(ctx: Context, volume: PlannedVolume): Promise<readonly FlaggedFile[] | undefined> {
  const { device, type } = volume;
  // Of a logical volume that is not switched on there is nothing to see yet.
  if ((await ctx.host.facts(device)) === undefined) return undefined;
  await using scope = new Scope();
  const target = `${runtimeDirectory}/look`;
  try {
    await mountFilesystem(ctx, scope, { source: device, target, type, options: lookOptions(type) });
    const found = await listFlagged(ctx, target);
    await scope.close();
    return found;
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    const place = inSystem(volume, "/");
    tell(ctx, `${device} (${place}) was not searched for unchangeable files (chattr +i): ${error.message}`);
    return undefined;
  }
}

/** While it is mounted for the image; one that cannot be searched is told. */
async function searchMounted(ctx: Context, volume: PlannedVolume, root: string): Promise<readonly FlaggedFile[]> {
  try {
    return await listFlagged(ctx, root);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof BareonError)) throw error;
    tell(ctx, `${volume.device} was not searched for unchangeable files (chattr +i): ${error.message}`);
    return [];
  }
}

/** Looks before the first write, read-only, and tells what was found. */
export async function findUnchangeable(ctx: Context, plan: Pick<Plan, "volumes">): Promise<FlaggedFiles> {
  const found = new Map<string, readonly FlaggedFile[]>();
  for (const volume of keptVolumes(plan)) {
    const files = await lookAt(ctx, volume);
    if (files === undefined) continue;
    found.set(volume.device, files);
    if (files.length === 0) continue;
    const names = nameSome(files.map(({ path }) => inSystem(volume, path)));
    tell(
      ctx,
      `${volume.device} has files that cannot be changed (chattr +i or +a): ${names}. The deploy makes them changeable; those that an image does not bring become unchangeable again.`,
    );
  }
  return found;
}

interface Released {
  readonly place: string;
  readonly name: string;
  readonly flags: string;
  readonly identity: string;
}

async function identityOf(ctx: Context, place: string): Promise<string | undefined> {
  return (await ctx.host.facts(place)) === undefined ? undefined : (await ctx.host.run(showIdentity(place))).stdout;
}

export interface MountedVolumes {
  readonly plan: Pick<Plan, "volumes">;
  /** What findUnchangeable returned. */
  readonly flagged: FlaggedFiles;
  /** The volumes that are mounted, and where. */
  readonly mounted: readonly { readonly device: string; readonly place: string }[];
}

/** Makes the files of the mounted volumes changeable. The answer gives back their flags to those that are still the same. */
export async function releaseUnchangeable(
  ctx: Context,
  { plan, flagged, mounted }: MountedVolumes,
): Promise<() => Promise<void>> {
  const released: Released[] = [];
  for (const volume of keptVolumes(plan)) {
    const root = mounted.find(({ device }) => device === volume.device)?.place;
    if (root === undefined) continue;
    for (const { path, flags } of flagged.get(volume.device) ?? (await searchMounted(ctx, volume, root))) {
      const place = path === "/" ? root : root + path;
      const identity = await identityOf(ctx, place);
      if (identity === undefined) continue;
      await ctx.host.run(clearFlags([place]));
      released.push({ place, name: inSystem(volume, path), flags, identity });
    }
  }
  return async () => {
    const changed: string[] = [];
    for (const { place, name, flags, identity } of released) {
      if ((await identityOf(ctx, place)) === identity) await ctx.host.run(setFlags(place, flags));
      else changed.push(name);
    }
    if (changed.length > 0)
      tell(ctx, `The image replaced files that could not be changed before; now they can be: ${nameSome(changed)}.`);
  };
}
