/** Reads the names and texts of a mounted tree from which its kernels are known. The tree is not trusted: sizes and numbers are limited. */
import { systemName } from "../../formats/assignments.ts";
import { parseBlockVariables } from "../../formats/environment-block.ts";
import { withoutBlock } from "../guest/managed-block.ts";
import { type GeneralArguments, generalArguments } from "../menu/arguments.ts";
import { type BootListing, kernelVersion } from "../menu/kernels.ts";
import type { LoaderText } from "../menu/loader-entries.ts";
import { findInRoot, readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";
import { joinAll } from "../../host/wait.ts";
import { type Tree, volumeOf } from "./tree-files.ts";

export interface TreeTexts extends BootListing {
  /** Null if it has no os-release. */
  readonly name: string | null;
  /** The arguments for every kernel. */
  readonly options: string;
  readonly warnings: readonly string[];
  /** True if a loop of links is in the place of some text. */
  readonly hasLoops: boolean;
}

const smallFile = 256 * 1024;
const tinyFile = 16 * 1024;
/** More than anybody has, and few enough to be looked at one by one. */
const mostNames = 300;

interface Names {
  readonly names: readonly string[];
  readonly warnings: readonly string[];
}

async function listInRoot(host: Host, root: string, path: string, accepts: (name: string) => boolean): Promise<Names> {
  const place = await findInRoot(host, root, path);
  if (place === undefined || (await host.facts(place))?.kind !== "directory") return { names: [], warnings: [] };
  const names = (await host.list(place)).filter((name) => !/\p{C}/u.test(name) && accepts(name));
  if (names.length <= mostNames) return { names, warnings: [] };
  return {
    // Newer ones have the higher names, most often.
    names: names.slice(-mostNames),
    warnings: [`it has ${names.length} files of one kind in ${path}; ${mostNames} of them were looked at`],
  };
}

interface Texts {
  readonly texts: readonly string[];
  readonly warnings: readonly string[];
}

async function readTexts(host: Host, root: string, paths: readonly string[]): Promise<string[]> {
  const texts = await joinAll(paths.map(async (path) => await readTextInRoot(host, root, path, smallFile)));
  return texts.filter((text) => text !== undefined);
}

/** Which of these files and folders are loops of links. */
async function findLoops(host: Host, root: string, paths: readonly string[]): Promise<string[]> {
  const places = await joinAll(paths.map(async (path) => await findInRoot(host, root, path)));
  return paths.filter((_path, index) => places[index] === undefined);
}

/** What of these files is there and was too long to be read. */
async function findTooLong(host: Host, root: string, paths: readonly string[]): Promise<string[]> {
  const sizes = await joinAll(
    paths.map(async (path) => {
      const place = await findInRoot(host, root, path);
      return place === undefined ? undefined : await host.facts(place);
    }),
  );
  return paths.flatMap((path, index) =>
    sizes[index]?.kind === "file" && sizes[index].size > smallFile
      ? [`its ${path} is longer than ${smallFile / 1024} KiB, and was not read`]
      : [],
  );
}

async function readLoaderTexts(host: Host, root: string, names: readonly string[]): Promise<LoaderText[]> {
  const texts: LoaderText[] = [];
  for (const name of names) {
    const text = await readTextInRoot(host, root, `/boot/loader/entries/${name}`, tinyFile);
    if (text !== undefined) texts.push({ name, text });
  }
  return texts;
}

/** What else is a folder in /boot. */
const noToken = /^(?:grub2?|efi|loader|dtbs?|lost\+found)$/iu;

/** The folders /boot/TOKEN/VERSION; TOKEN is the machine's id or a word that was chosen. */
async function listFolders(host: Host, root: string): Promise<string[]> {
  const tokens = await listInRoot(host, root, "/boot", (name) => !noToken.test(name));
  const top = await resolveInRoot(host, root, "/boot");
  const folders: string[] = [];
  for (const token of tokens.names) {
    if ((await host.facts(`${top}/${token}`))?.kind !== "directory") continue;
    const { names } = await listInRoot(host, root, `/boot/${token}`, (name) => /^\d/u.test(name));
    folders.push(...names.map((name) => `/boot/${token}/${name}`));
  }
  return folders.slice(-mostNames);
}

async function readDefaults(host: Host, root: string): Promise<GeneralArguments & { readonly hasDefaults: boolean }> {
  const extra = await listInRoot(host, root, "/etc/default/grub.d", (name) => name.endsWith(".cfg"));
  const paths = ["/etc/default/grub", ...extra.names.map((name) => `/etc/default/grub.d/${name}`)];
  const texts = await readTexts(host, root, paths);
  const general = generalArguments(texts.map(withoutBlock));
  if (texts.length > 0) return { ...general, hasDefaults: true };
  // Where GRUB has no settings, kernel-install(8) has its own.
  const [plain] = await readTexts(host, root, ["/etc/kernel/cmdline"]);
  return { ...general, options: (plain ?? "").split("\n").join(" ").trim(), hasDefaults: plain !== undefined };
}

/** The blocks that are there; RHEL has a link where it is started by UEFI, which may lead to a filesystem that is not there. */
async function readBlocks(host: Host, root: string): Promise<Texts> {
  const paths = ["/boot/grub2/grubenv", "/boot/grub/grubenv"];
  const texts = await readTexts(host, root, paths);
  if (texts.length > 0) return { texts, warnings: [] };
  const boot = await findInRoot(host, root, "/boot/grub2");
  const isLink = boot !== undefined && (await host.facts(`${boot}/grubenv`))?.kind === "symlink";
  const problem = "its environment block is on a filesystem that is not there, so what is set there is not known";
  return { texts, warnings: isLink ? [problem] : [] };
}

/** Beside its menus. A loop at one of them is told; at any other file it is as if that were not there. */
const otherTexts = [
  ...["/etc/os-release", "/etc/default/grub", "/etc/default/grub.d", "/etc/kernel/cmdline"],
  ...["/boot/grub/grubenv", "/boot/grub2/grubenv", "/boot/loader/entries", "/boot/loader/loader.conf"],
];

/** Throws what the host throws where the tree cannot be read. */
export async function readTreeTexts(host: Host, tree: Tree): Promise<TreeTexts> {
  const { root } = tree;
  const [osRelease = ""] = await readTexts(host, root, ["/etc/os-release", "/usr/lib/os-release"]);
  const { options, grubDefault, hasDefaults, warnings } = await readDefaults(host, root);
  const entries = await listInRoot(host, root, "/boot/loader/entries", (name) => name.endsWith(".conf"));
  const kernels = await listInRoot(host, root, "/boot", (name) => kernelVersion(name) !== undefined);
  const menus = ["/boot/grub/grub.cfg", "/boot/grub2/grub.cfg"];
  const [menu = null] = await readTexts(host, root, menus);
  const tooLong = await findTooLong(host, root, [...menus, "/etc/os-release", "/etc/default/grub"]);
  const loops = await findLoops(host, root, [...menus, ...otherTexts]);
  const blocks = await readBlocks(host, root);
  const [loaderConfig = null] = await readTexts(host, root, ["/boot/loader/loader.conf"]);
  return {
    name: systemName(osRelease) ?? null,
    options,
    warnings: [
      ...warnings,
      ...entries.warnings,
      ...kernels.warnings,
      ...blocks.warnings,
      ...tooLong,
      ...loops.map((path) => `its ${path} is a loop of links, and was not read`),
    ],
    hasLoops: loops.length > 0,
    separateBoot: volumeOf(tree, await resolveInRoot(host, root, "/boot")).directory !== root,
    kernels: kernels.names,
    folders: await listFolders(host, root),
    loaderEntries: await readLoaderTexts(host, root, entries.names),
    loaderConfig,
    menu,
    environment: new Map(blocks.texts.flatMap((text) => [...parseBlockVariables(text)])),
    hasDefaults,
    grubDefault,
  };
}
