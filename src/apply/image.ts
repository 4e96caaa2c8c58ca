/** Brings one image onto its volumes: mounts them, has the driver deploy, writes fstab and the boot tool, unmounts. */
import type { OnImageProgress } from "../drivers/deploy/deploy-driver.ts";
import { deployDrivers } from "../drivers/deploy/drivers.ts";
import { readTextBelow, resolveBelow } from "../host/below.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";
import type { Plan, PlannedImage, PlannedMount } from "../schema/plan.ts";
import { workDirectory } from "./work-directory.ts";

export interface ImageOptions {
  /** The standalone executable that images receive as bareon-boot; undefined to leave them without. */
  readonly toolPath: string | undefined;
  readonly onProgress: OnImageProgress;
}

/** Where the tool goes in an image: on the PATH of root, of sudo and of cron on every distribution. */
const toolDirectory = "/usr/sbin";

/** A node without a multiboot partition has nothing to switch. */
export function receivesTool(plan: Plan, image: PlannedImage): boolean {
  return image.bootTool && plan.boot.multiboot !== null;
}

/** Mounts the volumes of a tree below `root`, parents first, each mount point resolved inside the tree. */
export async function mountVolumes(ctx: Context, scope: Scope, mounts: readonly PlannedMount[], root: string, options: readonly string[] = []): Promise<void> {
  for (const { mount, device, type } of mounts) {
    const target = mount === "/" ? root : await resolveBelow(ctx.host, root, mount);
    if (mount !== "/") await ctx.host.makeDirectory(target);
    await mountFilesystem(ctx, scope, { source: device, target, type, options });
  }
}

/** Returns when everything of the image is on the disks and unmounted. */
export async function deployImage(ctx: Context, plan: Plan, image: PlannedImage, options: ImageOptions): Promise<void> {
  await using scope = new Scope();
  const root = `${workDirectory}/image`;
  await mountVolumes(ctx, scope, image.mounts, root);
  await deployDrivers[image.driver].deploy(ctx, image, root, options.onProgress);
  await writeFstab(ctx, image, root);
  await installTool(ctx, plan, image, root, options.toolPath);
  await scope.close();
}

/**
 * The image's own fstab is kept beside the new one byte for byte, the first time only: a second deploy must not bury it. What
 * is no regular file is not opened: a FIFO or a device in the tree would never end.
 */
async function writeFstab({ host }: Context, image: PlannedImage, root: string): Promise<void> {
  const directory = await resolveBelow(host, root, "/etc");
  await host.makeDirectory(directory);
  const former = await resolveBelow(host, root, "/etc/fstab");
  const isFormer = (await host.facts(former))?.kind === "file" && (await readTextBelow(host, root, "/etc/fstab")) !== image.fstab;
  if (isFormer) await host.copyFile(former, `${directory}/fstab.image`);
  await host.writeFile(`${directory}/fstab`, image.fstab);
}

async function installTool({ host }: Context, plan: Plan, image: PlannedImage, root: string, toolPath: string | undefined): Promise<void> {
  const uuid = plan.boot.multiboot?.uuid;
  if (uuid === undefined || !receivesTool(plan, image)) return;
  const directory = await resolveBelow(host, root, "/etc/bareon");
  await host.makeDirectory(directory);
  await host.writeFile(`${directory}/multiboot`, `${uuid}\n`);
  if (toolPath === undefined) return;
  // A link of this name is replaced, not the program that it leads to.
  const place = await resolveBelow(host, root, toolDirectory);
  await host.makeDirectory(place);
  await host.copyFile(toolPath, `${place}/bareon-boot`, 0o755);
}
