/**
 * An image of a filesystem on its volume: finds the volume, warns of what other volumes hide of the image, and replaces the UUID
 * that it came with in the files that name it.
 */
import { basename, dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import type { ImageSource, SourcedImage, TransferOptions } from "../sources/source.ts";
import { fromByteText, toByteText } from "../base/byte-text.ts";
import { placeInRoot, readBytesInRoot } from "../host/path-in-root.ts";
import type { Mounting } from "../host/tree-mounts.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import type { Context } from "../host/host.ts";
import type { Plan, PlannedMount } from "../schema/plan.ts";

/** Files in which systems say what they boot from, beside fstab; folders end with a slash. */
const references = [
  ...[
    "/etc/default/grub",
    "/etc/default/grub.d/",
    "/etc/kernel/cmdline",
    "/etc/crypttab",
    "/etc/initramfs-tools/conf.d/",
  ],
  ...[
    "/boot/grub/grub.cfg",
    "/boot/grub2/grub.cfg",
    "/boot/loader/entries/",
    "/boot/grub2/grubenv",
    "/boot/grub/grubenv",
  ],
];

export interface WriteRequest {
  readonly image: SourcedImage;
  readonly mounts: readonly PlannedMount[];
  /** The mount of the volume that such an image goes to. */
  readonly target: string;
}

/** Writes an image of a filesystem onto its volume and returns the UUID that it came with; undefined for an image that goes into a tree. */
export async function writeFilesystem(
  ctx: Context,
  source: ImageSource,
  plan: Plan,
  { image, mounts, target }: WriteRequest,
  options: TransferOptions,
): Promise<string | undefined> {
  if (source.write === undefined || options.measured?.filesystem === undefined) return undefined;
  const device = mounts.find(({ mount }) => mount === target)?.device;
  const volume = plan.volumes.find((candidate) => candidate.device === device);
  if (volume === undefined)
    throw new Error(`image ${image.name} was found to have a volume for its filesystem, but has none`);
  return await source.write(ctx, image, volume, options);
}

/**
 * Throws BareonError "failure" if the system of the image lies in a folder of its filesystem, as in a subvolume of btrfs that is not the
 * default one: neither the first 128 KiB of an image nor what the kernel mounts would tell which one is meant.
 */
export async function checkTop({ host }: Context, image: string, root: string): Promise<void> {
  const isSystem = async (folder: string): Promise<boolean> =>
    (await host.facts(`${folder}/etc`))?.kind === "directory" &&
    (await host.facts(`${folder}/usr`))?.kind === "directory";
  if (await isSystem(root)) return;
  for (const name of await host.list(root)) {
    if ((await host.facts(`${root}/${name}`))?.kind !== "directory" || !(await isSystem(`${root}/${name}`))) continue;
    throw new BareonError(
      "failure",
      `image ${image} has its system in "${name}", a folder or subvolume, and not at the top of what is mounted without options`,
      {
        hint: `If that is a subvolume, make it the default one in the image: btrfs subvolume set-default PATH/${name}; or make an archive of the system.`,
      },
    );
  }
}

/** Warns if the image has files where one of its other volumes is about to be mounted. */
export async function warnOfHidden(ctx: Context, what: string, { volume, place }: Mounting): Promise<void> {
  const names = (await ctx.host.list(place)).filter((name) => name !== "lost+found");
  if (names.length > 0)
    ctx.report({
      event: "warning",
      message: `${what} is the image of one filesystem with files in ${volume.mount}, which its volume there hides.`,
    });
}

/** Only a regular file is changed, and not what a link leads to, which is a place of its own in the list if it has to be. */
async function replaceIn(
  { host }: Pick<Context, "host">,
  tree: TreeWriter,
  path: string,
  [before, after]: readonly [string, string],
): Promise<void> {
  const folder = await placeInRoot(host, tree.root, dirname(path));
  if (folder === undefined || (await host.facts(`${folder}/${basename(path)}`))?.kind !== "file") return;
  const bytes = await readBytesInRoot(host, tree.root, path);
  if (bytes === undefined) return;
  const text = toByteText(bytes);
  if (text.includes(before)) await tree.rewrite(path, fromByteText(text.replaceAll(before, after)));
}

/** The file, or those of the folder; none where links form a loop. */
async function namesAt({ host }: Context, tree: TreeWriter, path: string): Promise<string[]> {
  if (!path.endsWith("/")) return [path];
  const place = await placeInRoot(host, tree.root, path);
  return place === undefined ? [] : (await host.list(place)).map((name) => `${path}${name}`);
}

/** Replaces the old UUID by the new one in all files that say what the system boots from, except fstab, which is written anew. */
export async function renameReferences(ctx: Context, tree: TreeWriter, before: string, after: string): Promise<void> {
  for (const path of references) {
    for (const name of await namesAt(ctx, tree, path)) await replaceIn(ctx, tree, name, [before, after]);
  }
}
