/** Brings a utility image into one tree: that of a deployed system, or a bare one made of its own volumes. */
import { joinAll } from "../host/wait.ts";
import { isWithin } from "../base/paths.ts";
import { BareonError } from "../base/errors.ts";
import type { ImageSources, TransferOptions } from "../sources/source.ts";
import { imageSources } from "../sources/sources.ts";
import { readTextInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";
import { mountsOf } from "../plan/utilities.ts";
import type { Plan, PlannedMount, PlannedUtility } from "../schema/plan.ts";
import { writeFilesystem } from "./filesystem-image.ts";
import { roomOf } from "./image.ts";
import { mountVolumes } from "../host/tree-mounts.ts";
import { type MountPoints, defaultMountPoints } from "./mount-points.ts";

/** Files that the deploy of the system wrote; an image that goes into its tree may not change them. */
const decidedFiles = ["/etc/fstab", "/etc/fstab.bareon", "/etc/bareon/multiboot"];

export interface UtilityOptions extends TransferOptions {
  /** The system whose tree it goes into; null is the bare tree. */
  readonly into: string | null;
  readonly mountPoints?: MountPoints;
  /** The table of sources, if it is not the program's own. */
  readonly sources?: ImageSources | undefined;
}

/** Returns when everything of the image is on the disks and unmounted. */
export async function deployUtility(
  ctx: Context,
  plan: Plan,
  utility: PlannedUtility,
  options: UtilityOptions,
): Promise<void> {
  await using scope = new Scope();
  const { into } = options;
  const { tree: root, jail } = options.mountPoints ?? defaultMountPoints;
  const mounts = mountsOf(plan.images, utility, into);
  const source = (options.sources ?? imageSources)[utility.driver];
  if (
    (await writeFilesystem(ctx, source, plan, { image: utility, mounts, target: utility.target }, options)) !==
    undefined
  )
    return;
  // If no volume is its root, the root is in memory, and the mount points in it vanish with it.
  if (!mounts.some(({ mount }) => mount === "/"))
    await mountFilesystem(ctx, scope, {
      source: "tmpfs",
      target: root,
      type: "tmpfs",
      options: ["size=1m", "mode=0755", "nodev", "nosuid"],
    });
  await mountVolumes(ctx, scope, mounts, root);
  const place = await findPlace(ctx, mounts, root, utility);
  await ctx.host.makeDirectory(place);
  const before = into === null ? [] : await readDecided(ctx, root);
  await source.deploy(ctx, utility, place, {
    ...options,
    preserved: [],
    isSystem: false,
    room: roomOf(plan, mounts),
    jail,
  });
  for (const [index, text] of before.entries())
    await restoreDecided(ctx, root, { path: decidedFiles[index] ?? "", text, utility: utility.name });
  await scope.close();
}

/**
 * The target in the mounted tree, through the symlinks that are there, which cannot lead out of the tree. Throws BareonError
 * "failure" if they lead off its volumes.
 */
async function findPlace(
  { host }: Context,
  mounts: readonly PlannedMount[],
  root: string,
  { name, target }: PlannedUtility,
): Promise<string> {
  const place = await resolveInRoot(host, root, target);
  for (const { mount } of mounts) {
    const directory = await resolveInRoot(host, root, mount);
    if (isWithin(directory, place)) return place;
  }
  throw new BareonError(
    "failure",
    `${target} of image ${name} is a link to ${place.slice(root.length)}, which is on none of its volumes`,
  );
}

async function readDecided({ host }: Context, root: string): Promise<(string | undefined)[]> {
  return await joinAll(decidedFiles.map(async (path) => await readTextInRoot(host, root, path)));
}

interface Decided {
  readonly path: string;
  readonly text: string | undefined;
  readonly utility: string;
}

async function restoreDecided(ctx: Context, root: string, { path, text, utility }: Decided): Promise<void> {
  const { host } = ctx;
  if (text === undefined || (await readTextInRoot(host, root, path)) === text) return;
  const directory = await resolveInRoot(host, root, path.slice(0, path.lastIndexOf("/")));
  await host.makeDirectory(directory);
  await host.writeFile(`${directory}${path.slice(path.lastIndexOf("/"))}`, text);
  ctx.report({ event: "warning", message: `Image ${utility} brings a ${path}; that of the deploy is kept.` });
}
