/**
 * For an image whose C library does not fit, or that has another one: the loader and the libraries with which the tool runs on this machine,
 * put beside it. Nothing of the image uses them, and nothing starts them but the tool, which names their loader as its own.
 */
import { privateLibraries, privateLoader } from "../../base/places.ts";
import type { ElfNeeds } from "../../formats/elf.ts";
import type { Host } from "../../host/host.ts";
import { placeInRoot } from "../../host/path-in-root.ts";
import type { TreeWriter } from "../../host/tree-writer.ts";
import { findLibrary, foldersOf, missingVersions, readNeeds, systemLoader } from "./tool-fit.ts";

/** A file of this machine, and where it goes in the image. */
export interface OwnLibrary {
  readonly from: string;
  readonly path: string;
}

/** Programs by which an image's architecture is known. */
const knownPrograms = ["/bin/busybox", "/bin/sh", "/sbin/init", "/bin/bash", "/usr/bin/env", "/usr/bin/coreutils"];
const programFolders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"];

/** What every command or most of bareon-boot start (bareon-boot(8), "PROGRAMS"); those of Busybox will do. */
const started = ["blkid", "flock", "mount", "umount", "unshare", "dd", "sync"] as const;
/** The last name of a version in the library of util-linux before 2.27, which is needed: libmount.sym. */
const mountVersion = "MOUNT_2.26";

async function sharesMachine(host: Host, root: string, machine: number): Promise<boolean> {
  return (await findLibrary(host, root, knownPrograms, machine)) !== undefined;
}

/**
 * The files that the tool needs in an image that has no fitting ones: undefined if the image is of another architecture, the tool does not
 * look into that folder, or they are not found here.
 */
export async function findOwnLibraries(host: Host, root: string, tool: string): Promise<OwnLibrary[] | undefined> {
  const needs = await readNeeds(host, tool);
  const loader = needs?.interpreter;
  if (needs === undefined || loader === undefined || needs.searchPath !== privateLibraries) return undefined;
  if (!(await sharesMachine(host, root, needs.machine))) return undefined;
  const folders = [privateLibraries, ...(await foldersOf(host, "/"))];
  // The loader is a library itself.
  const loaderName = systemLoader(needs)?.split("/").at(-1);
  const libraries = Array.from(needs.libraries.keys(), (name) => ({
    path: `${privateLibraries}/${name}`,
    places: name === loaderName ? [loader] : folders.map((folder) => `${folder}/${name}`),
  }));
  const found: OwnLibrary[] = [];
  for (const { path, places } of [{ path: privateLoader, places: [loader] }, ...libraries]) {
    const from = await findLibrary(host, "/", places, needs.machine);
    if (from === undefined) return undefined;
    found.push({ from, path });
  }
  return found;
}

/** Whether util-linux is there, and older than what bareon-boot needs. */
async function hasOldMount(host: Host, root: string, machine: number): Promise<boolean> {
  const paths = (await foldersOf(host, root)).map((folder) => `${folder}/libmount.so.1`);
  const place = await findLibrary(host, root, paths, machine);
  return place !== undefined && (await missingVersions(host, place, [mountVersion])).length > 0;
}

/** What is to be said of an image that lacks programs that bareon-boot starts, or has too old ones; else nothing. */
export async function describeLackingPrograms(host: Host, root: string, tool: string): Promise<string> {
  const lacking = await findLackingPrograms(host, root);
  const machine = (await readNeeds(host, tool))?.machine;
  const isOld = machine !== undefined && (await hasOldMount(host, root, machine));
  const parts = [
    ...(lacking.length > 0 ? [`it lacks programs that they start: ${lacking.join(", ")}`] : []),
    ...(isOld ? ["its util-linux is older than 2.27"] : []),
  ];
  return parts.length === 0
    ? ""
    : ` But ${parts.join(", and ")}: until the image has them, of util-linux and coreutils or of Busybox, most commands fail there.`;
}

async function hasProgram(host: Host, root: string, name: string): Promise<boolean> {
  for (const folder of programFolders) {
    const place = await placeInRoot(host, root, `${folder}/${name}`);
    if (place !== undefined && (await host.facts(place))?.kind === "file") return true;
  }
  return false;
}

async function findLackingPrograms(host: Host, root: string): Promise<string[]> {
  const lacking: string[] = [];
  for (const name of started) if (!(await hasProgram(host, root, name))) lacking.push(name);
  return lacking;
}

async function nameLoader(host: Host, place: string, { interpreterAt }: ElfNeeds, loader: string): Promise<void> {
  if (interpreterAt === undefined || loader.length >= interpreterAt.size)
    throw new Error(`${place} has no room for the name of another loader`);
  const bytes = Buffer.alloc(interpreterAt.size);
  bytes.write(loader, "latin1");
  await host.writeInSector(place, interpreterAt.offset, bytes);
}

/** Bytes. */
export async function sizeOfLibraries(host: Host, libraries: readonly OwnLibrary[]): Promise<number> {
  let bytes = 0;
  for (const { from } of libraries) bytes += (await host.facts(from))?.size ?? 0;
  return bytes;
}

/** Puts the libraries into the tree, and makes the tool, which is there, one that is started by them. */
export async function useOwnLibraries(
  host: Host,
  tree: TreeWriter,
  tool: string,
  libraries: readonly OwnLibrary[],
): Promise<void> {
  await tree.makeFolder(privateLibraries);
  for (const { from, path } of libraries) await tree.put(path, { from }, 0o755);
  await chooseLoader(host, tree, tool, privateLoader);
}

/** Takes what an earlier image had, and makes the tool one that is started by the image's own loader. */
export async function useSystemLibraries(host: Host, tree: TreeWriter, tool: string): Promise<void> {
  const folder = await placeInRoot(host, tree.root, privateLibraries);
  const names = folder === undefined ? [] : await host.list(folder);
  for (const path of [...names.map((name) => `${privateLibraries}/${name}`), privateLoader]) await tree.remove(path);
  await chooseLoader(host, tree, tool, undefined);
}

/** That of the image if absent. */
async function chooseLoader(host: Host, tree: TreeWriter, tool: string, asked: string | undefined): Promise<void> {
  const place = await placeInRoot(host, tree.root, tool);
  const needs = place === undefined ? undefined : await readNeeds(host, place);
  if (place === undefined || needs === undefined) return;
  const loader = asked ?? systemLoader(needs);
  if (loader !== undefined && loader !== needs.interpreter) await nameLoader(host, place, needs, loader);
}
