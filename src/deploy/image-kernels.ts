/** Whether the kernels of an image mount its volumes: the ramdisk's kernel, which did, may be newer. */
import { BareonError } from "../base/errors.ts";
import { readDevice, resolveInRoot } from "../host/path-in-root.ts";
import type { Context } from "../host/host.ts";
import type { PlannedImage } from "../schema/plan.ts";
import { isOlder } from "../storage/filesystem/features.ts";
import { readTraits } from "../storage/filesystem/filesystems.ts";

/** Bytes that hold every superblock. */
const headLength = 128 * 1024;

async function findKernels({ host }: Context, root: string): Promise<readonly string[]> {
  const modules = await host.list(await resolveInRoot(host, root, "/lib/modules"));
  const files = await host.list(await resolveInRoot(host, root, "/boot"));
  const named = files.flatMap((name) => /^(?:vmlinuz|Image)-(.+)$/u.exec(name)?.[1] ?? []);
  return [...new Set([...modules, ...named])].filter((name) => /^\d+\.\d+/u.test(name)).toSorted();
}

/**
 * Warns of each volume with features that are newer than a kernel in the tree; a distribution's kernel may know them all the same.
 * A tree in which that cannot be read, such as one with a loop of links, is warned of, too.
 */
export async function warnOfOldKernels(
  ctx: Context,
  image: Pick<PlannedImage, "name" | "mounts">,
  root: string,
): Promise<void> {
  try {
    await compareKernels(ctx, image, root);
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    const message = `Whether the kernels of image ${image.name} mount its volumes was not found out: ${error.message}`;
    ctx.report({ event: "warning", message });
  }
}

async function compareKernels(
  ctx: Context,
  { name, mounts }: Pick<PlannedImage, "name" | "mounts">,
  root: string,
): Promise<void> {
  const kernels = await findKernels(ctx, root);
  if (kernels.length === 0) return;
  for (const { mount, device, type } of mounts) {
    const traits = readTraits(type, await readDevice(ctx.host, device, 0, headLength));
    const newer = (traits?.features ?? []).filter(({ linux }) => kernels.some((kernel) => isOlder(kernel, linux)));
    if (newer.length === 0) continue;
    const list = newer.map((feature) => `${feature.name} (Linux ${feature.linux})`).join(", ");
    const old = kernels.filter((kernel) => newer.some(({ linux }) => isOlder(kernel, linux))).join(", ");
    ctx.report({
      event: "warning",
      message: `The ${type} for ${mount} of image ${name} has features that are newer than its kernel ${old}, which may not mount it: ${list}.`,
    });
  }
}
