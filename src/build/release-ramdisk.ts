/** What a release has of a deployment ramdisk: kernel, initrd, the medium of both, and a script for iPXE that names them. */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { consoleArguments, type Machine } from "./architecture.ts";
import type { Log } from "./cache.ts";
import { buildMedium, readRamdisk } from "./media.ts";
import { packageVersion } from "./packages/about.ts";
import { readExecutable } from "./packages/architecture.ts";
import { buildRamdisk } from "./ramdisk.ts";

const script = resolve(import.meta.dirname, "../integrations/ipxe/bareon.ipxe");

export interface Ramdisk {
  readonly kernel: string;
  readonly initrd: string;
  readonly machine: Machine;
}

/** Of folders with vmlinuz and initrd.img. Throws where two are for the same machine. */
export async function readRamdisks(folders: readonly string[]): Promise<Ramdisk[]> {
  const found = new Map<Machine, string>();
  const ramdisks: Ramdisk[] = [];
  for (const folder of folders) {
    const [kernel, initrd] = [join(folder, "vmlinuz"), join(folder, "initrd.img")];
    const machine = await readRamdisk(kernel, initrd);
    const other = found.get(machine);
    if (other !== undefined) throw new Error(`the ramdisks in ${other} and ${folder} are both for ${machine}`);
    found.set(machine, folder);
    ramdisks.push({ kernel, initrd, machine });
  }
  return ramdisks;
}

/**
 * Makes a ramdisk without keys in the folder, of the executable for this machine's architecture, unless one of the ramdisks is for that
 * already; returns the folders then.
 */
export async function withOwnRamdisk(
  folders: readonly string[],
  executables: readonly string[],
  folder: string,
  log: Log,
): Promise<readonly string[]> {
  const machines = (await readRamdisks(folders)).map(({ machine }) => machine);
  for (const executable of executables) {
    const { architecture } = await readExecutable(executable);
    if (architecture.node !== process.arch || machines.includes(architecture.rpm)) continue;
    await buildRamdisk(architecture, { executable, output: folder, authorized: [] }, log);
    return [...folders, folder];
  }
  return folders;
}

/** The script of src/integrations/ipxe with other names of the two files and other consoles. Throws where it has not what is to be replaced. */
export function renderIpxeScript(
  text: string,
  { kernel, initrd, machine }: { readonly kernel: string; readonly initrd: string; readonly machine: Machine },
): string {
  const lines = [`kernel vmlinuz initrd=initrd.img ${consoleArguments("x86_64")} `, "initrd initrd.img "];
  const missing = lines.find((line) => !text.includes(`\n${line}`));
  if (missing !== undefined) throw new Error(`the script for iPXE has no line that begins with "${missing.trim()}"`);
  return text
    .replaceAll(consoleArguments("x86_64"), consoleArguments(machine))
    .replaceAll(/\bvmlinuz\b/gu, kernel)
    .replaceAll(/\binitrd\.img\b/gu, initrd);
}

export interface RamdiskRelease {
  readonly version: string;
  /** Seconds. */
  readonly epoch: number;
  readonly output: string;
}

/** Returns the names of the files. */
export async function releaseRamdisk(
  { machine, kernel, initrd }: Ramdisk,
  { version, epoch, output }: RamdiskRelease,
  log: Log,
): Promise<string[]> {
  const name = (end: string): string => `bareon-${packageVersion(version)}-${machine}.${end}`;
  const names = { kernel: name("vmlinuz"), initrd: name("initrd.img"), medium: name("iso"), script: name("ipxe") };
  await copyFile(kernel, join(output, names.kernel));
  await copyFile(initrd, join(output, names.initrd));
  await writeFile(join(output, names.script), renderIpxeScript(await readFile(script, "utf8"), { ...names, machine }));
  await buildMedium({ kernel, initrd, output: join(output, names.medium), epoch }, log);
  return Object.values(names);
}
