/** Brings a utility image into one tree: that of a deployed system, or a bare one made of its own volumes. */
import { joinAll } from "../host/wait.ts";
import { isWithin } from "../base/paths.ts";
import { BareonError } from "../base/errors.ts";
import type { ImageSources, TransferOptions } from "../sources/source.ts";
import { imageSources } from "../sources/sources.ts";
import { toByteText } from "../base/byte-text.ts";
import { readBytesInRoot, resolveInRoot } from "../host/path-in-root.ts";
import { type TreeWriter, openTree } from "../host/tree-writer.ts";
import { holdsOwnership } from "../host/tree-mounts.ts";
import { transferInto } from "./transfer.ts";
import type { FlaggedFiles } from "./unchangeable.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";
import { mountsOf } from "../plan/utilities.ts";
import type { Plan, PlannedMount, PlannedUtility } from "../schema/plan.ts";
import { writeFilesystem } from "./filesystem-image.ts";
import { roomOf } from "./image.ts";
import { type MountPoints, defaultMountPoints } from "./mount-points.ts";

/** Files that the deploy of the system wrote; an image that goes into its tree may not change them. */
const decidedFiles = ["/etc/fstab", "/etc/fstab.bareon", "/etc/bareon/multiboot"];

export interface UtilityOptions extends TransferOptions {
  /** The system whose tree it goes into; null is the bare tree. */
  readonly into: string | null;
  readonly mountPoints?: MountPoints;
  /** Unchangeable files that were found before the first write. */
  readonly flagged?: FlaggedFiles | undefined;
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
  if (utility.keep === true) return;
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
      options: [`size=${baseSize(mounts)}`, "mode=0755", "nodev", "nosuid"],
    });
  const tree = openTree(ctx, root, `Image ${utility.name}`);
  let before: readonly (Uint8Array | undefined)[] = [];
  const { restoreFlags } = await transferInto(ctx, scope, {
    ...{ what: `Image ${utility.name}`, plan, mounts, points: options.mountPoints ?? defaultMountPoints },
    flagged: options.flagged ?? new Map(),
    prepare: async () => void (before = into === null ? [] : await readDecided(ctx, root)),
    findTop: async () => await findPlace(ctx, mounts, root, utility),
    bring: async (top, mountPoints) => {
      await tree.makeFolder(top.slice(root.length));
      const places = { preserved: [], mountPoints, jail };
      await source.deploy(ctx, utility, top, { ...options, ...places, isSystem: false, room: roomOf(plan, mounts) });
    },
  });
  for (const [index, bytes] of before.entries())
    await restoreDecided(ctx, tree, { path: decidedFiles[index] ?? "", bytes, utility: utility.name });
  await restoreFlags();
  await scope.close();
}

/** What comes onto a plain volume lies in memory first if the root is there (plain-volume.ts). */
function baseSize(mounts: readonly PlannedMount[]): string {
  return mounts.every(({ type }) => holdsOwnership(type)) ? "1m" : "50%";
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

async function readDecided({ host }: Context, root: string): Promise<readonly (Uint8Array | undefined)[]> {
  return await joinAll(decidedFiles.map(async (path) => await readBytesInRoot(host, root, path)));
}

interface Decided {
  readonly path: string;
  readonly bytes: Uint8Array | undefined;
  readonly utility: string;
}

async function restoreDecided(ctx: Context, tree: TreeWriter, { path, bytes, utility }: Decided): Promise<void> {
  if (bytes === undefined) return;
  const found = await readBytesInRoot(ctx.host, tree.root, path);
  if (found !== undefined && toByteText(found) === toByteText(bytes)) return;
  await tree.rewrite(path, bytes);
  ctx.report({ event: "warning", message: `Image ${utility} brings a ${path}; that of the deploy is kept.` });
}
