/** Reads the name of an operating system in a mounted tree and the kernels that it can be booted with. The tree is not trusted. */
import { joinAll } from "../../host/wait.ts";
import { isWithin } from "../../base/paths.ts";
import { basename, dirname, join } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { systemName } from "../../formats/assignments.ts";
import {
  type GeneralArguments,
  type KernelCandidate,
  generalArguments,
  initrdsBeside,
  initrdVersion,
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
  /** A link to it by which GRUB finds it too; null if there is none. */
  readonly link: string | null;
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

const smallFile = 256 * 1024;

function volumeOf({ volumes, root }: Tree, path: string): Volume {
  const volume = volumes.find(({ directory }) => isWithin(directory, path));
  if (volume === undefined) throw new Error(`${path} is outside ${root}`);
  return volume;
}

async function openTree(host: Host, root: string, mounts: readonly TreeMount[]): Promise<Tree> {
  const volumes = await joinAll(
    mounts.map(async ({ mount, uuid, type }) => ({ directory: await resolveInRoot(host, root, mount), uuid, type })),
  );
  return { root, volumes: volumes.toSorted((one, other) => other.directory.length - one.directory.length) };
}

/**
 * The link by which GRUB reaches a file, if it follows it to the same one: it knows one filesystem at a time, and takes an
 * absolute link from the top of that one.
 */
async function bootLink(host: Host, tree: Tree, path: string, place: string): Promise<string | null> {
  const { directory } = volumeOf(tree, place);
  const link = join(await resolveInRoot(host, tree.root, dirname(path)), basename(path));
  if (link === place || volumeOf(tree, link).directory !== directory) return null;
  const asGrub = link.slice(directory.length);
  return (await resolveInRoot(host, directory, asGrub)) === place ? asGrub : null;
}

/** A link says what the system wants, its file what is there: the menu names the file, unless that has no version in its name. */
function nameFile(own: string, link: string | null): Pick<BootFile, "path" | "link"> {
  return link === null || /\d/u.test(basename(own)) ? { path: own, link } : { path: link, link: null };
}

/** The file as the boot loader finds it; null if it is no regular file or empty. */
async function findFile(host: Host, tree: Tree, path: string): Promise<BootFile | null> {
  // A name with such characters cannot be written into a menu.
  if (/\p{C}/u.test(path)) return null;
  try {
    const place = await resolveInRoot(host, tree.root, path);
    const facts = await host.facts(place);
    if (facts?.kind !== "file" || facts.size === 0 || /\p{C}/u.test(place)) return null;
    const { uuid, type, directory } = volumeOf(tree, place);
    const link = await bootLink(host, tree, path, place);
    return { uuid, type, place, ...nameFile(place.slice(directory.length), link) };
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

/** The files were made for each other if both names have the same version, or one has none. */
function isPair(kernel: string, initrd: string): boolean {
  const [one, other] = [kernelVersion(kernel), initrdVersion(initrd)];
  return one === undefined || other === undefined || one === other;
}

/** A system's links are moved one after the other, or only one of them is: of a link's kernel it is the version that decides. */
async function findInitrd(
  host: Host,
  tree: Tree,
  { from, initrds }: KernelCandidate,
  kernel: BootFile,
): Promise<BootFile | null> {
  const named = initrdsBeside(kernel.place.slice(tree.root.length));
  if (from !== "link") return await findFirst(host, tree, [...initrds, ...named], kernel.uuid);
  for (const path of [...initrds, ...named]) {
    const file = await findFirst(host, tree, [path], kernel.uuid);
    if (file !== null && isPair(basename(kernel.place), basename(file.place))) return file;
  }
  return null;
}

/** Both files by links, or the kernel where there is no initrd: a link and a file would not stay a pair. */
function linksOf(kernel: BootFile, initrd: BootFile | null): Pick<MenuKernel, "links"> {
  if (kernel.link === null || initrd?.link === null) return {};
  return { links: { kernel: kernel.link, initrd: initrd?.link ?? null } };
}

async function findKernel(
  host: Host,
  tree: Tree,
  candidate: KernelCandidate,
  general: string,
): Promise<PlacedKernel | null> {
  const kernel = await findFirst(host, tree, candidate.kernels);
  if (kernel === null) return null;
  const version = kernelVersion(basename(kernel.place)) ?? null;
  const initrd = await findInitrd(host, tree, candidate, kernel);
  const parameters = ownArguments(candidate.options ?? general);
  // As grub-mkconfig: the root is checked before it is written to.
  const mode = parameters.some((word) => word === "ro" || word === "rw") ? [] : ["ro"];
  const found = {
    version,
    bootUuid: kernel.uuid,
    bootType: kernel.type,
    kernel: kernel.path,
    initrd: initrd?.path ?? null,
    parameters: joinArguments([...mode, ...parameters]),
    ...linksOf(kernel, initrd),
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

async function readTexts(host: Host, root: string, paths: readonly string[]): Promise<string[]> {
  const texts = await joinAll(paths.map(async (path) => await readTextInRoot(host, root, path, smallFile)));
  return texts.filter((text) => text !== undefined);
}

async function readCandidates(host: Host, tree: Tree): Promise<readonly KernelCandidate[]> {
  const { root } = tree;
  const entries = (await listInRoot(host, root, "/boot/loader/entries")).filter((name) => name.endsWith(".conf"));
  const kernels = (await listInRoot(host, root, "/boot")).filter((name) => kernelVersion(name) !== undefined);
  const [menu = null] = await readTexts(host, root, ["/boot/grub/grub.cfg", "/boot/grub2/grub.cfg"]);
  return kernelCandidates({
    separateBoot: volumeOf(tree, await resolveInRoot(host, root, "/boot")).directory !== root,
    kernels: await newestFirst(host, kernels),
    loaderEntries: await readTexts(
      host,
      root,
      (await newestFirst(host, entries)).map((name) => `/boot/loader/entries/${name}`),
    ),
    menu,
  });
}

async function readGeneral(host: Host, root: string): Promise<GeneralArguments> {
  const extra = (await listInRoot(host, root, "/etc/default/grub.d")).filter((name) => name.endsWith(".cfg"));
  const texts = await readTexts(host, root, [
    "/etc/default/grub",
    ...extra.map((name) => `/etc/default/grub.d/${name}`),
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
  const [osRelease = ""] = await readTexts(host, root, ["/etc/os-release", "/usr/lib/os-release"]);
  const { options, warnings } = await readGeneral(host, root);
  const found: PlacedKernel[] = [];
  for (const candidate of await readCandidates(host, tree)) {
    const kernel = await findKernel(host, tree, candidate, options);
    if (kernel !== null) found.push(kernel);
  }
  return { name: systemName(osRelease) ?? null, kernels: choose(found), warnings };
}
