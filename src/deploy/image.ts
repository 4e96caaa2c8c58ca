/** Brings one image onto its volumes: mounts them, has the source deploy, writes fstab and the boot tool, unmounts. */
import { basename } from "node:path";
import type { Completions } from "../boot/guest/guest-files.ts";
import type { ImageSources, TransferOptions } from "../sources/source.ts";
import { imageSources } from "../sources/sources.ts";
import { readTextInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { Context } from "../host/host.ts";
import { mountVolumes } from "../host/tree-mounts.ts";
import { Scope } from "../host/scope.ts";
import { mergeFstab } from "./fstab-merge.ts";
import type { Plan, PlannedImage, PlannedMount } from "../schema/plan.ts";
import { checkTop, renameReferences, warnOfHidden, writeFilesystem } from "./filesystem-image.ts";
import { installBootTool } from "../boot/guest/tool.ts";
import { writeGuestLayers } from "./guest-layers.ts";
import { warnOfOldKernels } from "./image-kernels.ts";
import { warnOfUsr } from "./usr-volume.ts";
import { type MountPoints, defaultMountPoints } from "./mount-points.ts";

export interface ImageOptions extends TransferOptions {
  /** The standalone executable that images receive as bareon-boot; undefined to leave them without. */
  readonly toolPath: string | undefined;
  /** The tool's completion scripts. */
  readonly completions?: Completions | undefined;
  /** Where the tree is mounted meanwhile; deploys that run at the same time need different ones. */
  readonly mountPoints?: MountPoints;
  /** The table of sources, if it is not the program's own. */
  readonly sources?: ImageSources | undefined;
}

const fstabPath = "/etc/fstab";
const imageFstab = "/etc/fstab.image";
/** A copy of the fstab that the deploy wrote. The next deploy tells by it which lines were added since. */
const fstabRecord = "/etc/fstab.bareon";

/** Whether the image gets bareon-boot; a node without a multiboot partition has nothing to switch. */
export function receivesTool(plan: Plan, image: PlannedImage): boolean {
  return image.bootTool && plan.boot.multiboot !== null;
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
  const { tree: root, jail } = options.mountPoints ?? defaultMountPoints;
  const { mounts, rootUuid, name } = image;
  const source = (options.sources ?? imageSources)[image.driver];
  const broughtUuid = await writeFilesystem(ctx, source, plan, { image, mounts, target: "/" }, options);
  await mountVolumes(ctx, scope, mounts.slice(0, 1), root);
  if (broughtUuid !== undefined) {
    await checkTop(ctx, name, root);
    await warnOfHidden(ctx, name, mounts, root);
  }
  await mountVolumes(ctx, scope, mounts.slice(1), root);
  const former = await readFormer(ctx, root);
  const preserved = [fstabRecord, ...(former === undefined ? [] : [fstabPath, imageFstab])];
  if (broughtUuid === undefined)
    await source.deploy(ctx, image, root, { ...options, preserved, isSystem: true, room: roomOf(plan, mounts), jail });
  else await renameReferences(ctx, root, broughtUuid, rootUuid);
  await writeFstab(ctx, image, root, former);
  await writeGuestLayers(ctx, plan, image, root);
  await warnOfUsr(ctx, image, root);
  await warnOfOldKernels(ctx, image, root);
  await installTool(ctx, plan, image, root, options);
  await scope.close();
}

interface FormerFstab {
  /** The text that is there now, with the lines that were added. */
  readonly deployed: string;
  /** The text that the last deploy wrote. */
  readonly written: string;
}

/** Undefined for a tree in which no deploy has finished an fstab. */
async function readFormer({ host }: Context, root: string): Promise<FormerFstab | undefined> {
  const written = await readTextInRoot(host, root, fstabRecord);
  return written === undefined ? undefined : { written, deployed: (await readTextInRoot(host, root, fstabPath)) ?? "" };
}

/**
 * The first deploy keeps the image's own fstab beside the new one, byte for byte; a later one must not overwrite it. Only a
 * regular file is opened, because a FIFO or a device in the tree would never end. The record is written last.
 */
async function writeFstab(
  ctx: Context,
  image: PlannedImage,
  root: string,
  former: FormerFstab | undefined,
): Promise<void> {
  const { host } = ctx;
  const place = async (path: string): Promise<string> => `${await resolveInRoot(host, root, "/etc")}/${basename(path)}`;
  await host.makeDirectory(await resolveInRoot(host, root, "/etc"));
  if (former === undefined) {
    const own = await resolveInRoot(host, root, fstabPath);
    const isOwn =
      (await host.facts(own))?.kind === "file" && (await readTextInRoot(host, root, fstabPath)) !== image.fstab;
    if (isOwn) await host.copyFile(own, await place(imageFstab));
  }
  const { text, dropped } =
    former === undefined
      ? { text: image.fstab, dropped: [] }
      : mergeFstab(image.fstab, former.deployed, former.written);
  for (const line of dropped)
    ctx.report({
      event: "warning",
      message: `Image ${image.name}: its fstab loses the line "${line}", in whose place the deploy config has another.`,
    });
  await host.writeFile(await place(fstabPath), text);
  await host.writeFile(await place(fstabRecord), image.fstab);
}

async function installTool(
  { host }: Context,
  plan: Plan,
  image: PlannedImage,
  root: string,
  { toolPath, completions }: ImageOptions,
): Promise<void> {
  const uuid = plan.boot.multiboot?.uuid;
  if (uuid === undefined || !receivesTool(plan, image)) return;
  await installBootTool(host, root, uuid, toolPath === undefined ? undefined : { path: toolPath, completions });
}
