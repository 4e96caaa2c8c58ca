/** Files of a mounted tree as the boot loader finds them. The tree is not trusted. */
import { basename, dirname, join } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { isWithin } from "../../base/paths.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";
import { joinAll } from "../../host/wait.ts";

export interface TreeMount {
  /** The mount point in the system. */
  readonly mount: string;
  readonly uuid: string;
  readonly type: string;
  /** The folder of the filesystem that is mounted, if that is not its top: a subvolume. Boot loaders count paths from the top. */
  readonly folder?: string;
}

/** A file of the tree as the boot loader finds it. */
export interface BootFile {
  readonly uuid: string;
  readonly type: string;
  /** From the top of that filesystem. */
  readonly path: string;
  /** A link to it by which GRUB finds it too; null if there is none. */
  readonly link: string | null;
  /** The file itself, in the mounted tree. */
  readonly place: string;
}

interface Volume {
  readonly directory: string;
  readonly uuid: string;
  readonly type: string;
  /** Before every path of the volume; empty for a filesystem's top. */
  readonly folder: string;
}

export interface Tree {
  readonly root: string;
  /** Longest directory first. */
  readonly volumes: readonly Volume[];
}

/** The volume that has the file. */
export function volumeOf({ volumes, root }: Tree, path: string): Volume {
  const volume = volumes.find(({ directory }) => isWithin(directory, path));
  if (volume === undefined) throw new Error(`${path} is outside ${root}`);
  return volume;
}

export async function openTree(host: Host, root: string, mounts: readonly TreeMount[]): Promise<Tree> {
  const volumes = await joinAll(
    mounts.map(async ({ mount, uuid, type, folder = "" }) => ({
      directory: await resolveInRoot(host, root, mount),
      uuid,
      type,
      folder: folder === "/" ? "" : folder,
    })),
  );
  return { root, volumes: volumes.toSorted((one, other) => other.directory.length - one.directory.length) };
}

/**
 * The link by which GRUB reaches a file, if it follows it to the same one: it knows one filesystem at a time, and takes an
 * absolute link from the top of that one.
 */
async function bootLink(host: Host, tree: Tree, path: string, place: string): Promise<string | null> {
  const { directory, folder } = volumeOf(tree, place);
  const link = join(await resolveInRoot(host, tree.root, dirname(path)), basename(path));
  if (link === place || folder !== "" || volumeOf(tree, link).directory !== directory) return null;
  const asGrub = link.slice(directory.length);
  return (await resolveInRoot(host, directory, asGrub)) === place ? asGrub : null;
}

/** The file as the boot loader finds it; null if it is no regular file or empty. */
async function findFile(host: Host, tree: Tree, path: string): Promise<BootFile | null> {
  // A name with such characters cannot be written into a menu.
  if (/\p{C}/u.test(path)) return null;
  try {
    const place = await resolveInRoot(host, tree.root, path);
    const facts = await host.facts(place);
    if (facts?.kind !== "file" || facts.size === 0 || /\p{C}/u.test(place)) return null;
    const { uuid, type, directory, folder } = volumeOf(tree, place);
    const link = await bootLink(host, tree, path, place);
    return { uuid, type, path: `${folder}${place.slice(directory.length)}`, link, place };
  } catch (error) {
    if (error instanceof BareonError) return null;
    throw error;
  }
}

/** Every one of the paths that is such a file. */
export async function findFiles(host: Host, tree: Tree, paths: readonly string[]): Promise<BootFile[]> {
  const files: BootFile[] = [];
  for (const path of paths) {
    const file = await findFile(host, tree, path);
    if (file !== null) files.push(file);
  }
  return files;
}
