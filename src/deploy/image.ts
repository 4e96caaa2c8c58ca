/** Brings one image onto its volumes: mounts them, has the source deploy, writes fstab and the boot tool, unmounts. */
import type { ImageSources, Outside, TransferOptions } from "../sources/source.ts";
import { imageSources } from "../sources/sources.ts";
import type { Context } from "../host/host.ts";
import { placeInRoot } from "../host/path-in-root.ts";
import { type Mounting, holdsOwnership, mountVolumes } from "../host/tree-mounts.ts";
import { Scope } from "../host/scope.ts";
import { isWithin } from "../base/paths.ts";
import { listFiles } from "../programs/find.ts";
import { keepsData } from "../plan/phases.ts";
import type { Plan, PlannedImage, PlannedMount } from "../schema/plan.ts";
import { forgetMark } from "./brought-mark.ts";
import { checkTop, renameReferences, warnOfHidden, writeFilesystem } from "./filesystem-image.ts";
import { inSmallSteps } from "./small-steps.ts";
import { type TreeWriter, openTree } from "../host/tree-writer.ts";
import {
  type FormerFstab,
  nothingFormer,
  preservedFstabs,
  readFormerFstab,
  saveFormerFstab,
  writeFstab,
} from "./fstab.ts";
import { spreadOnto } from "./spread.ts";
import { type TreeRequest, aroundMount, labelMountPoints, transferInto } from "./transfer.ts";
import type { FlaggedFiles } from "./unchangeable.ts";
import { writeGuestLayers } from "./guest-layers.ts";
import { writeGiven } from "./given-files.ts";
import { warnOfOldKernels } from "./image-kernels.ts";
import { installTool, type ToolOptions } from "./image-tool.ts";
import { type Keys, noKeys } from "./keys.ts";
import { joinAtBoot } from "./map-at-boot.ts";
import { writeOpening } from "./open-at-boot.ts";
import { warnOfUsr } from "./usr-volume.ts";
import { type MountPoints, defaultMountPoints } from "./mount-points.ts";

export interface ImageOptions extends TransferOptions, ToolOptions {
  /** Where the tree is mounted meanwhile; deploys that run at the same time need different ones. */
  readonly mountPoints?: MountPoints;
  /** Unchangeable files that were found before the first write. */
  readonly flagged?: FlaggedFiles | undefined;
  /** The table of sources, if it is not the program's own. */
  readonly sources?: ImageSources | undefined;
  /** Mount points of volumes that are not the image's own: it gets the folders, and nothing below them. */
  readonly outside?: readonly string[];
  /** Those of encrypted volumes; absent if none is known. */
  readonly keys?: Keys | undefined;
  /** True if an earlier run has brought the image, and the mark of that stays. */
  readonly isBrought?: boolean;
  /** Whether what is written goes to the disk in small steps, for the sake of others who use the disk. */
  readonly smallSteps?: boolean;
}

/** Bytes of the volumes of a tree. */
export function roomOf({ volumes }: Pick<Plan, "volumes">, mounts: readonly PlannedMount[]): number {
  return volumes
    .filter(({ device }) => mounts.some((mount) => mount.device === device))
    .reduce((sum, { size }) => sum + size, 0);
}

/** Returns when everything of the image is on the disks and unmounted. */
export async function deployImage(ctx: Context, plan: Plan, image: PlannedImage, options: ImageOptions): Promise<void> {
  await using scope = new Scope();
  const points = options.mountPoints ?? defaultMountPoints;
  const { mounts, rootUuid, name } = image;
  const source = (options.sources ?? imageSources)[image.driver];
  if (source.isThere === true) return await completeThere(ctx, plan, image, options);
  if (image.keep === true) return await completeKept(ctx, plan, image, options);
  const request: TreeRequest = { what: `Image ${name}`, plan, mounts, points };
  const tree = openTree(ctx, points.tree, request.what);
  const devices = mounts.map(({ device }) => device);
  const bringing = async <T>(places: readonly string[], bring: (own: Context) => Promise<T>): Promise<T> =>
    await (options.smallSteps === true ? inSmallSteps(ctx, { devices, places }, bring) : bring(ctx));
  const broughtUuid = await bringing(
    [],
    async (own) => await writeFilesystem(own, source, plan, { image, mounts, target: "/" }, options),
  );
  if (broughtUuid === undefined) {
    const former: { fstab?: FormerFstab } = {};
    const { places, restoreFlags } = await transferInto(ctx, scope, {
      ...request,
      flagged: options.flagged ?? new Map(),
      prepare: async () => {
        await forgetMark(ctx, tree);
        former.fstab = await saveFormerFstab(ctx, tree);
      },
      findTop: async () => points.tree,
      bring: async (top, mountPoints) => {
        const fstabs = former.fstab === undefined ? [] : preservedFstabs(former.fstab);
        const left = outsideOf(image, options);
        const outside = counter(left);
        const around = { preserved: [...fstabs, ...left], mountPoints, jail: points.jail, outside };
        const bring = async (own: Context): Promise<void> =>
          await source.deploy(own, image, top, { ...options, ...around, isSystem: true, room: roomOf(plan, mounts) });
        await bringing([top, ...mountPoints.map((point) => `${top}/${point}`)], bring);
        tellOutside(ctx, name, outside, "they are left out");
      },
    });
    await writeFstab(ctx, tree, { image, former: former.fstab ?? nothingFormer, places });
    await finishTree(ctx, plan, image, { ...options, tree });
    await restoreFlags();
  } else {
    const places = await mountWritten(ctx, scope, image, request);
    tellOutside(ctx, name, await countOutside(ctx, tree.root, outsideOf(image, options)), "that hides them");
    await labelMountPoints(ctx, request, places);
    await renameReferences(ctx, tree, broughtUuid, rootUuid);
    await writeFstab(ctx, tree, { image, former: await readFormerFstab(ctx, tree), places });
    await finishTree(ctx, plan, image, { ...options, tree });
  }
  await scope.close();
}

/** A system that is there, and may run, gets what a deploy gives to every image, and no more. */
async function completeThere(ctx: Context, plan: Plan, image: PlannedImage, options: ImageOptions): Promise<void> {
  await using scope = new Scope();
  const points = options.mountPoints ?? defaultMountPoints;
  const mounts = image.mounts.filter(({ type }) => holdsOwnership(type));
  await mountVolumes(ctx, scope, mounts, points.tree);
  const tree = openTree(ctx, points.tree, `System ${image.name}`);
  await installTool(ctx, plan, image, { ...options, tree });
  await tree.finish();
  await scope.close();
}

/** A system in whose place no image comes: its own files stay, and what a deploy writes beside an image is written. */
async function completeKept(ctx: Context, plan: Plan, image: PlannedImage, options: ImageOptions): Promise<void> {
  await using scope = new Scope();
  const points = options.mountPoints ?? defaultMountPoints;
  const request: TreeRequest = { what: `System ${image.name}`, plan, mounts: image.mounts, points };
  const tree = openTree(ctx, points.tree, request.what);
  const places = await mountVolumes(ctx, scope, image.mounts, points.tree, { around: aroundMount(ctx, request) });
  await checkTop(ctx, image.name, points.tree);
  if (options.isBrought !== true) await forgetMark(ctx, tree);
  await writeFstab(ctx, tree, { image, former: await readFormerFstab(ctx, tree), places });
  await finishTree(ctx, plan, image, { ...options, tree });
  await scope.close();
}

/** Mount points of volumes that others have, too: an update leaves them alone, and so does what adds a system. */
function outsideOf(image: PlannedImage, { outside = [] }: ImageOptions): string[] {
  return [...outside, ...(image.outside ?? []).map(({ mount }) => mount)];
}

interface Counter extends Outside {
  files: number;
}

/** Undefined if all volumes are the image's own. */
function counter(paths: readonly string[]): Counter | undefined {
  if (paths.length === 0) return undefined;
  const counted: Counter = { paths, files: 0, count: (files) => void (counted.files = files) };
  return counted;
}

async function countOutside({ host }: Context, root: string, paths: readonly string[]): Promise<Counter | undefined> {
  const outside = counter(paths);
  for (const path of outside?.paths ?? []) {
    const place = await placeInRoot(host, root, path);
    if (place === undefined || (await host.facts(place))?.kind !== "directory") continue;
    await host.run(listFiles(place), { onLine: () => void (outside && (outside.files += 1)) });
  }
  return outside;
}

function tellOutside({ report }: Context, name: string, outside: Counter | undefined, what: string): void {
  if (outside === undefined || outside.files === 0) return;
  report({
    event: "warning",
    message: `Image ${name} has ${outside.files === 1 ? "1 file" : `${outside.files} files`} for ${outside.paths.join(", ")}, which are not for this image alone: what is there stays as it is, and ${what}.`,
  });
}

/** Mounts the image of a filesystem with its other volumes on top. A volume that keeps its data gets nothing of the image, and loses nothing. */
async function mountWritten(
  ctx: Context,
  scope: Scope,
  { name, spread }: PlannedImage,
  request: TreeRequest,
): Promise<ReadonlyMap<string, string>> {
  const { what, plan, mounts, points } = request;
  const around = aroundMount(ctx, request);
  const kept = new Set(plan.volumes.filter(keepsData).map(({ device }) => device));
  const there: Mounting[] = [];
  return await mountVolumes(ctx, scope, mounts, points.tree, {
    around: async (mounting) => {
      const isTop = mounting.volume.mount === "/";
      // Parents come first, so that the last of them holds the place.
      const holder = there.findLast(({ place }) => isWithin(place, mounting.place));
      const isOfImage = holder !== undefined && !kept.has(holder.volume.device);
      if (isOfImage && spread === true && !kept.has(mounting.volume.device)) await spreadOnto(ctx, request, mounting);
      if (isOfImage) await warnOfHidden(ctx, what, mounting);
      await around(mounting);
      there.push(mounting);
      if (isTop) await checkTop(ctx, name, mounting.place);
    },
  });
}

/** Everything that a deploy writes into the tree beside fstab. */
async function finishTree(
  ctx: Context,
  plan: Plan,
  image: PlannedImage,
  { tree, ...options }: ImageOptions & { readonly tree: TreeWriter },
): Promise<void> {
  for (const mount of outsideOf(image, options)) await tree.makeFolder(mount);
  await writeGuestLayers(ctx, plan, image, tree);
  // With a /boot that an update leaves alone the kernels stay what they are, and what was made for them before.
  const keepsKernels = options.outside?.includes("/boot") === true;
  await writeOpening(ctx, plan, { image, tree, keepsKernels, keys: options.keys ?? noKeys });
  if (!keepsKernels) await joinAtBoot(ctx, plan, image, tree);
  await writeGiven(ctx, tree, image.given ?? []);
  await installTool(ctx, plan, image, { ...options, tree });
  await warnOfUsr(ctx, image, tree.root);
  await warnOfOldKernels(ctx, image, tree.root);
  await tree.finish();
}
