/** Reads the name of an operating system in a mounted tree and the kernels that it can be booted with. The tree is not trusted. */
import { isWithin } from "../../base/paths.ts";
import { basename, dirname, join } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { systemName } from "../../formats/assignments.ts";
import {
  type GeneralArguments,
  type KernelCandidate,
  generalArguments,
  initrdsBeside,
  kernelCandidates,
  kernelVersion,
  ownArguments,
} from "../menu/kernels.ts";
import { withoutBlock } from "../guest/managed-block.ts";
import { joinArguments } from "../menu/grub-script.ts";
import type { MenuKernel } from "../menu/menu.ts";
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";
import { sortVersions } from "../../programs/coreutils.ts";

export interface TreeMount {
  /** The mount point in the system. */
  readonly mount: string;
  readonly uuid: string;
  readonly type: string;
}

/** A file of the tree as the boot loader finds it. */
interface BootFile {
  readonly uuid: string;
  readonly type: string;
  /** From the top of that filesystem. */
  readonly path: string;
  /** The file itself, in the mounted tree. */
  readonly place: string;
}

export interface InstalledSystem {
  /** Null if it has no os-release. */
  readonly name: string | null;
  /** The default one first, then the others, newest first; empty if there is none. */
  readonly kernels: readonly MenuKernel[];
  readonly warnings: readonly string[];
}

interface Volume {
  readonly directory: string;
  readonly uuid: string;
  readonly type: string;
}

interface Tree {
  readonly root: string;
  /** Longest directory first. */
  readonly volumes: readonly Volume[];
}

/** Bytes of the longest text that is read of a tree: settings, entries and menus are far smaller. */
const smallFile = 256 * 1024;
/** Kernels, boot loader entries and settings files that are looked at: each costs a dozen looks into the tree, and the menu has fewer entries. */
const mostFiles = 100;

function volumeOf({ volumes, root }: Tree, path: string): Volume {
  const volume = volumes.find(({ directory }) => isWithin(directory, path));
  if (volume === undefined) throw new Error(`${path} is outside ${root}`);
  return volume;
}

async function openTree(host: Host, root: string, mounts: readonly TreeMount[]): Promise<Tree> {
  const volumes = await Promise.all(
    mounts.map(async ({ mount, uuid, type }) => ({ directory: await resolveInRoot(host, root, mount), uuid, type })),
  );
  return { root, volumes: volumes.toSorted((one, other) => other.directory.length - one.directory.length) };
}

/**
 * The path by which GRUB reaches a file: a stable link if GRUB follows it to the same file, else the file's own.
 * GRUB knows one filesystem at a time, and takes an absolute link from the top of that one.
 */
async function bootPath(host: Host, tree: Tree, path: string, place: string): Promise<string> {
  const { directory } = volumeOf(tree, place);
  const own = place.slice(directory.length);
  const link = join(await resolveInRoot(host, tree.root, dirname(path)), basename(path));
  if (link === place || volumeOf(tree, link).directory !== directory) return own;
  const asGrub = link.slice(directory.length);
  return (await resolveInRoot(host, directory, asGrub)) === place ? asGrub : own;
}

/** The file as the boot loader finds it; null if it is no regular file or empty. */
async function findFile(host: Host, tree: Tree, path: string): Promise<BootFile | null> {
  // A name with such characters cannot be written into a menu.
  if (/\p{C}/u.test(path)) return null;
  try {
    const place = await resolveInRoot(host, tree.root, path);
    const facts = await host.facts(place);
    if (facts?.kind !== "file" || facts.size === 0 || /\p{C}/u.test(place)) return null;
    const { uuid, type } = volumeOf(tree, place);
    return { uuid, type, path: await bootPath(host, tree, path, place), place };
  } catch (error) {
    if (error instanceof BareonError) return null;
    throw error;
  }
}

async function findFirst(host: Host, tree: Tree, paths: readonly string[], uuid?: string): Promise<BootFile | null> {
  for (const path of paths) {
    const file = await findFile(host, tree, path);
    if (file !== null && (uuid === undefined || file.uuid === uuid)) return file;
  }
  return null;
}

/** A kernel, and the file that it is in the mounted tree. */
interface PlacedKernel {
  readonly kernel: MenuKernel;
  readonly place: string;
}

async function findKernel(
  host: Host,
  tree: Tree,
  candidate: KernelCandidate,
  general: string,
): Promise<PlacedKernel | null> {
  const kernel = await findFirst(host, tree, candidate.kernels);
  if (kernel === null) return null;
  const beside = initrdsBeside(kernel.place.slice(tree.root.length));
  const initrd = await findFirst(host, tree, [...candidate.initrds, ...beside], kernel.uuid);
  const parameters = ownArguments(candidate.options ?? general);
  // As grub-mkconfig: the root is checked before it is written to.
  const mode = parameters.some((word) => word === "ro" || word === "rw") ? [] : ["ro"];
  const found = {
    version: kernelVersion(basename(kernel.place)) ?? null,
    bootUuid: kernel.uuid,
    bootType: kernel.type,
    kernel: kernel.path,
    initrd: initrd?.path ?? null,
    parameters: joinArguments([...mode, ...parameters]),
  };
  return { kernel: found, place: kernel.place };
}

async function newestFirst(host: Host, names: readonly string[]): Promise<readonly string[]> {
  if (names.length < 2) return names;
  return (await host.run(sortVersions(names))).stdout.split("\n").filter((name) => name !== "");
}

async function listInRoot(host: Host, root: string, path: string): Promise<readonly string[]> {
  const place = await resolveInRoot(host, root, path);
  if ((await host.facts(place))?.kind !== "directory") return [];
  return (await host.list(place)).filter((name) => !/\p{C}/u.test(name));
}

/** What of a tree is not looked at, and why, is added to `warnings`. */
interface Looking {
  readonly host: Host;
  readonly root: string;
  readonly warnings: string[];
}

/** The texts of those that are files. */
async function readTexts({ host, root, warnings }: Looking, paths: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const path of paths) {
    const text = await readTextInRoot(host, root, path, smallFile);
    if (text !== undefined) texts.push(text);
    else if ((await host.facts(await resolveInRoot(host, root, path)))?.kind === "file")
      warnings.push(`its ${path} is longer than ${smallFile / 1024} KiB, and was not read`);
  }
  return texts;
}

/** As many as are looked at, the first of them. */
function limitFiles(names: readonly string[], what: string, { warnings }: Looking): readonly string[] {
  if (names.length > mostFiles) warnings.push(`it has ${names.length} ${what}, of which ${mostFiles} were looked at`);
  return names.slice(0, mostFiles);
}

async function readCandidates(looking: Looking, tree: Tree): Promise<readonly KernelCandidate[]> {
  const { host, root } = looking;
  const entries = (await listInRoot(host, root, "/boot/loader/entries")).filter((name) => name.endsWith(".conf"));
  const kernels = (await listInRoot(host, root, "/boot")).filter((name) => kernelVersion(name) !== undefined);
  const [menu = null] = await readTexts(looking, ["/boot/grub/grub.cfg", "/boot/grub2/grub.cfg"]);
  return kernelCandidates({
    separateBoot: volumeOf(tree, await resolveInRoot(host, root, "/boot")).directory !== root,
    kernels: limitFiles(await newestFirst(host, kernels), "kernels in /boot", looking),
    loaderEntries: await readTexts(
      looking,
      limitFiles(await newestFirst(host, entries), "entries in /boot/loader/entries", looking).map(
        (name) => `/boot/loader/entries/${name}`,
      ),
    ),
    menu,
  });
}

async function readGeneral(looking: Looking): Promise<GeneralArguments> {
  const { host, root } = looking;
  const extra = (await listInRoot(host, root, "/etc/default/grub.d")).filter((name) => name.endsWith(".cfg"));
  const texts = await readTexts(looking, [
    "/etc/default/grub",
    ...limitFiles(extra, "files in /etc/default/grub.d", looking).map((name) => `/etc/default/grub.d/${name}`),
  ]);
  return generalArguments(texts.map(withoutBlock));
}

/** One kernel per file, in the order of the candidates; a kernel with an initrd comes before one without. */
function choose(found: readonly PlacedKernel[]): MenuKernel[] {
  const complete = [
    ...found.filter(({ kernel }) => kernel.initrd !== null),
    ...found.filter(({ kernel }) => kernel.initrd === null),
  ];
  return complete
    .filter(({ place }, index) => complete.findIndex((one) => one.place === place) === index)
    .map(({ kernel }) => kernel);
}

/** Reads the system whose volumes are mounted below `root`; what it cannot read is a warning or a missing kernel, not an error. */
export async function readSystem(host: Host, root: string, mounts: readonly TreeMount[]): Promise<InstalledSystem> {
  const tree = await openTree(host, root, mounts);
  const looking: Looking = { host, root, warnings: [] };
  const [osRelease = ""] = await readTexts(looking, ["/etc/os-release", "/usr/lib/os-release"]);
  const { options, warnings } = await readGeneral(looking);
  const found: PlacedKernel[] = [];
  for (const candidate of await readCandidates(looking, tree)) {
    const kernel = await findKernel(host, tree, candidate, options);
    if (kernel !== null) found.push(kernel);
  }
  return { name: systemName(osRelease) ?? null, kernels: choose(found), warnings: [...warnings, ...looking.warnings] };
}
