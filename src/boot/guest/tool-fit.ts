/** Whether an image can run the boot tool: its loader, its C library and the other libraries, looked at in the image's tree; nothing is run. */
import { toByteText } from "../../base/byte-text.ts";
import { privateLoader } from "../../base/places.ts";
import { type ElfNeeds, readElfNeeds, readMachine } from "../../formats/elf.ts";
import { placeInRoot, readTextInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";

/** Where the loader looks by itself; Debian has its libraries in a folder named after the machine. */
const libraryFolders = ["/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib64", "/usr/local/lib"];
const machineFolders = ["x86_64-linux-gnu", "aarch64-linux-gnu"].flatMap((name) => [
  `/lib/${name}`,
  `/usr/lib/${name}`,
]);
/** The largest library that is read; those of which versions are asked have two or three MiB. */
const largest = 32 * 1024 * 1024;
/** So many folders of ld.so.conf are searched. */
const mostFolders = 200;

/** The folders of ld.so.conf(5), and of the files that it includes by the one form that is in use, `DIRECTORY/*.conf`. */
async function configuredFolders(host: Host, root: string): Promise<string[]> {
  const folders: string[] = [];
  const files = ["/etc/ld.so.conf"];
  for (let index = 0; index < files.length && index < mostFolders; index += 1) {
    const text = (await readTextInRoot(host, root, files[index] ?? "", 64 * 1024)) ?? "";
    for (const line of text.split("\n").map((one) => one.trim())) {
      if (line.startsWith("/")) folders.push(line.replace(/\/+$/u, ""));
      const [word, pattern = ""] = line.split(/[ \t]+/u, 2);
      if (word !== "include" || !pattern.endsWith("/*.conf")) continue;
      const folder = pattern.startsWith("/") ? pattern.slice(0, -7) : `/etc/${pattern.slice(0, -7)}`;
      const place = await placeInRoot(host, root, folder);
      const names = place === undefined ? [] : await host.list(place);
      files.push(...names.filter((name) => name.endsWith(".conf")).map((name) => `${folder}/${name}`));
    }
  }
  return folders.slice(0, mostFolders);
}

/** The loader of a tool that has its own here, in an image that has a C library, by e_machine. */
const systemLoaders: ReadonlyMap<number, string> = new Map([
  [62, "/lib64/ld-linux-x86-64.so.2"],
  [183, "/lib/ld-linux-aarch64.so.1"],
]);

/** The loader that starts the tool in an image with a C library that fits. */
export function systemLoader({ machine, interpreter }: ElfNeeds): string | undefined {
  return interpreter === privateLoader ? systemLoaders.get(machine) : interpreter;
}

/** The folders that a loader looks into. */
export async function foldersOf(host: Host, root: string): Promise<string[]> {
  return [...new Set([...libraryFolders, ...machineFolders, ...(await configuredFolders(host, root))])];
}

export async function readNeeds(host: Host, tool: string): Promise<ElfNeeds | undefined> {
  return await readElfNeeds(async (offset, length) => await host.readBytes(tool, offset, length));
}

/** The first of the places in the tree that has a file for this machine. */
export async function findLibrary(
  host: Host,
  root: string,
  paths: readonly string[],
  machine: number,
): Promise<string | undefined> {
  for (const path of paths) {
    const place = await placeInRoot(host, root, path);
    if (place === undefined) continue;
    const facts = await host.facts(place);
    if (facts?.kind === "file" && readMachine(await host.readBytes(place, 0, 64)) === machine) return place;
  }
  return undefined;
}

/** Of those versions the ones that are not in the library, whose table of names has each between two zeros. */
export async function missingVersions(host: Host, place: string, versions: readonly string[]): Promise<string[]> {
  if (versions.length === 0) return [];
  const size = (await host.facts(place))?.size ?? 0;
  const text = toByteText(await host.readBytes(place, 0, Math.min(size, largest)));
  return versions.filter((version) => !text.includes(`\0${version}\0`));
}

async function findLack(host: Host, root: string, needs: ElfNeeds): Promise<string | undefined> {
  const { machine, libraries } = needs;
  const interpreter = systemLoader(needs);
  if (interpreter === undefined) return undefined;
  if ((await findLibrary(host, root, [interpreter], machine)) === undefined)
    return `it has no ${interpreter} (another C library than glibc, or another architecture)`;
  const folders = await foldersOf(host, root);
  for (const [name, versions] of libraries) {
    // The loader is a library itself.
    const paths = [
      ...folders.map((folder) => `${folder}/${name}`),
      ...(interpreter.endsWith(`/${name}`) ? [interpreter] : []),
    ];
    const place = await findLibrary(host, root, paths, machine);
    if (place === undefined) return `it has no ${name}`;
    const missing = await missingVersions(host, place, versions);
    if (missing.length > 0) return `its ${name} is too old: it lacks ${missing.join(", ")}`;
  }
  return undefined;
}

/** Why the image in the tree cannot run the tool, in words about the image; undefined if nothing speaks against it. */
export async function findUnfit(host: Host, root: string, tool: string): Promise<string | undefined> {
  const needs = await readNeeds(host, tool);
  return needs === undefined ? undefined : await findLack(host, root, needs);
}
