/** Reads the names and texts of a mounted tree from which its kernels are known. The tree is not trusted: sizes and numbers are limited. */
import { systemName } from "../../formats/assignments.ts";
import { parseBlockVariables } from "../../formats/environment-block.ts";
import { withoutBlock } from "../guest/managed-block.ts";
import { type GeneralArguments, generalArguments } from "../menu/arguments.ts";
import { type BootListing, kernelVersion, moduleFolders } from "../menu/kernels.ts";
import type { LoaderText } from "../menu/loader-entries.ts";
import { placeInRoot, readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";
import { joinAll } from "../../host/wait.ts";
import { type Tree, volumeOf } from "./tree-files.ts";

export interface TreeTexts extends BootListing {
  /** Null if it has no os-release, or no name in it. */
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
  const place = await placeInRoot(host, root, path);
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
  const places = await joinAll(paths.map(async (path) => await placeInRoot(host, root, path)));
  return paths.filter((_path, index) => places[index] === undefined);
}

/** What of these files is there and has more than `limit` bytes, so that it was not read; one file with two names is told once. */
async function findTooLong(host: Host, root: string, paths: readonly string[], limit = smallFile): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const place = await placeInRoot(host, root, path);
    const facts = place === undefined ? undefined : await host.facts(place);
    if (place !== undefined && facts?.kind === "file" && facts.size > limit && !found.has(place))
      found.set(place, path);
  }
  return Array.from(found.values(), (path) => `its ${path} is longer than ${limit / 1024} KiB, and was not read`);
}

const entriesFolder = "/boot/loader/entries";

async function readLoaderTexts(host: Host, root: string, names: readonly string[]): Promise<LoaderText[]> {
  const texts: LoaderText[] = [];
  for (const name of names) {
    const text = await readTextInRoot(host, root, `${entriesFolder}/${name}`, tinyFile);
    if (text !== undefined) texts.push({ name, text });
  }
  return texts;
}

/** What else is a folder in /boot. */
const noToken = /^(?:grub2?|efi|loader|dtbs?|lost\+found)$/iu;

/** The folders /boot/TOKEN/VERSION; TOKEN is the machine's id or a word that was chosen. */
async function listFolders(host: Host, root: string): Promise<Names> {
  const tokens = await listInRoot(host, root, "/boot", (name) => !noToken.test(name));
  const top = await resolveInRoot(host, root, "/boot");
  const folders: string[] = [];
  const warnings = [...tokens.warnings];
  for (const token of tokens.names) {
    if ((await host.facts(`${top}/${token}`))?.kind !== "directory") continue;
    const found = await listInRoot(host, root, `/boot/${token}`, (name) => /^\d/u.test(name));
    warnings.push(...found.warnings);
    folders.push(...found.names.map((name) => `/boot/${token}/${name}`));
  }
  if (folders.length > mostNames)
    warnings.push(`it has ${folders.length} folders of kernels below /boot; ${mostNames} of them were looked at`);
  return { names: folders.slice(-mostNames), warnings };
}

/** Of what are folders of modules by their names; a tree with more of them than are looked at was told of for its kernels. */
async function listModules(host: Host, root: string): Promise<string[]> {
  const found = await joinAll(
    moduleFolders.map(async (folder) => await listInRoot(host, root, folder, (name) => /^\d/u.test(name))),
  );
  return [...new Set(found.flatMap(({ names }) => names))];
}

const plainPath = "/etc/kernel/cmdline";

async function readDefaults(host: Host, root: string): Promise<GeneralArguments & { readonly hasDefaults: boolean }> {
  const extra = await listInRoot(host, root, "/etc/default/grub.d", (name) => name.endsWith(".cfg"));
  const paths = ["/etc/default/grub", ...extra.names.map((name) => `/etc/default/grub.d/${name}`)];
  const texts = await readTexts(host, root, paths);
  const general = generalArguments(texts.map(withoutBlock));
  const warnings = [...general.warnings, ...extra.warnings, ...(await findTooLong(host, root, [...paths, plainPath]))];
  if (texts.length > 0) return { ...general, warnings, hasDefaults: true };
  // Where GRUB has no settings, kernel-install(8) has its own.
  const [plain] = await readTexts(host, root, [plainPath]);
  const options = (plain ?? "").split("\n").join(" ").trim();
  return { ...general, warnings, options, hasDefaults: plain !== undefined };
}

/** The blocks that are there; RHEL has a link where it is started by UEFI, which may lead to a filesystem that is not there. */
async function readBlocks(host: Host, root: string): Promise<Texts> {
  const paths = ["/boot/grub2/grubenv", "/boot/grub/grubenv"];
  const texts = await readTexts(host, root, paths);
  const tooLong = await findTooLong(host, root, paths);
  if (texts.length > 0 || tooLong.length > 0) return { texts, warnings: tooLong };
  const boot = await placeInRoot(host, root, "/boot/grub2");
  const isLink = boot !== undefined && (await host.facts(`${boot}/grubenv`))?.kind === "symlink";
  const problem = "its environment block is on a filesystem that is not there, so what is set there is not known";
  return { texts, warnings: isLink ? [problem] : [] };
}

const nameFiles = ["/etc/os-release", "/usr/lib/os-release"];
const menuFiles = ["/boot/grub/grub.cfg", "/boot/grub2/grub.cfg"];
const loaderConfigFile = "/boot/loader/loader.conf";

/** A loop of links at one of them is told; at any other file it is as if that were not there. */
const toldPlaces = [
  ...[...nameFiles, ...menuFiles, loaderConfigFile, entriesFolder],
  ...["/etc/default/grub", "/etc/default/grub.d", "/etc/kernel/cmdline", "/boot/grub/grubenv", "/boot/grub2/grubenv"],
];

/** Throws what the host throws where the tree cannot be read. */
export async function readTreeTexts(host: Host, tree: Tree): Promise<TreeTexts> {
  const { root } = tree;
  const [osRelease = ""] = await readTexts(host, root, nameFiles);
  const { options, grubDefault, hasDefaults, warnings } = await readDefaults(host, root);
  const entries = await listInRoot(host, root, entriesFolder, (name) => name.endsWith(".conf"));
  const kernels = await listInRoot(host, root, "/boot", (name) => kernelVersion(name) !== undefined);
  const loops = await findLoops(host, root, toldPlaces);
  const folders = await listFolders(host, root);
  const [menu = null] = await readTexts(host, root, menuFiles);
  const blocks = await readBlocks(host, root);
  const [loaderConfig = null] = await readTexts(host, root, [loaderConfigFile]);
  const entryFiles = entries.names.map((name) => `${entriesFolder}/${name}`);
  const tooLong = [
    ...(await findTooLong(host, root, [...menuFiles, ...nameFiles, loaderConfigFile])),
    ...(await findTooLong(host, root, entryFiles, tinyFile)),
  ];
  // A full /boot is found by both.
  const listed = new Set([...entries.warnings, ...kernels.warnings, ...folders.warnings]);
  const name = systemName(osRelease) ?? null;
  const isUndecoded = name === null && /[\0\uFFFD]/u.test(osRelease);
  return {
    name,
    options,
    warnings: [
      ...warnings,
      ...listed,
      ...blocks.warnings,
      ...tooLong,
      ...(isUndecoded ? ["its os-release is no text in UTF-8, so it has the name of the image"] : []),
      ...loops.map((path) => `its ${path} is a loop of links, and was not read`),
    ],
    hasLoops: loops.length > 0,
    separateBoot: volumeOf(tree, await resolveInRoot(host, root, "/boot")).directory !== root,
    kernels: kernels.names,
    folders: folders.names,
    modules: await listModules(host, root),
    loaderEntries: await readLoaderTexts(host, root, entries.names),
    loaderConfig,
    menu,
    environment: new Map(blocks.texts.flatMap((text) => [...parseBlockVariables(text)])),
    hasDefaults,
    grubDefault,
  };
}
