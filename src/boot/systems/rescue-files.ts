/** The files of the rescue system: what they are made of is checked before anything is written, and then they are put onto its partition. */
import { dirname } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { MiB, renderSize } from "../../base/sizes.ts";
import { type CpioEntry, renderCpio } from "../../formats/cpio.ts";
import type { Host } from "../../host/host.ts";
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import { parseFreeSpace, showFreeSpace } from "../../programs/coreutils.ts";
import { packFolder } from "../../programs/cpio.ts";
import { appendTo } from "../../programs/dd.ts";
import { emptyFolder, listSizes, parseSized } from "../../programs/find.ts";
import { syncFilesystem } from "../../programs/mount.ts";
import { type RescuePlace, rescueFiles } from "../menu/rescue.ts";
import { describeFile, isInitrdFile, readKernelFile } from "./kernel-file.ts";

export interface RescueSource {
  readonly kernel: string;
  /** A file, or a folder with what the initrd is to hold. */
  readonly initrd: string;
  /** Lines of sshd's authorized_keys. */
  readonly authorizedKeys: readonly string[];
}

export interface MeasuredRescue extends Omit<RescueSource, "initrd"> {
  readonly initrd: { readonly file: string } | { readonly folder: string; readonly paths: readonly string[] };
  /** Bytes of all that is written. */
  readonly bytes: number;
}

/** On the rescue partition: the keys, for an initrd that comes later. */
export const rescueKeysPath = "/rescue/authorized_keys";

function unfit(problem: string, hint: string): BareonError {
  return new BareonError("source", `The rescue system cannot be made: ${problem}`, { hint });
}

const ownFiles =
  "The ramdisk that npm run ramdisk makes keeps its own; for another one name the files that it was started with.";

async function sizeOfFile(host: Host, path: string): Promise<number> {
  const facts = await host.facts(path);
  if (facts === undefined) throw unfit(`${path} is not there`, ownFiles);
  if (facts.kind !== "file" || facts.size === 0) throw unfit(`${path} is no file with something in it`, ownFiles);
  return facts.size;
}

async function measureInitrd(
  host: Host,
  path: string,
): Promise<{ readonly initrd: MeasuredRescue["initrd"]; readonly bytes: number }> {
  if ((await host.facts(path))?.kind !== "directory") {
    const bytes = await sizeOfFile(host, path);
    if (!(await isInitrdFile(host, path)))
      throw unfit(
        `${path} is no initrd that a kernel unpacks: it looks like ${await describeFile(host, path)}`,
        `It is a cpio archive of the form newc, as it is or packed by gzip, bzip2, lzma, xz, lzo, lz4 or zstd. ${ownFiles}`,
      );
    return { initrd: { file: path }, bytes };
  }
  if (!(await host.hasProgram("cpio")))
    throw unfit("there is no cpio to pack its initrd with", "Install the Debian package cpio.");
  const found = (await host.run(listSizes(path))).stdout.split("\0").flatMap((item) => parseSized(item) ?? []);
  if (!found.some((one) => one.path === "init")) throw unfit(`${path} holds no initramfs: it has no init`, ownFiles);
  // A head, a name and two gaps for each.
  const bytes = found.reduce((sum, { size, path: name }) => sum + size + name.length + 128, 0);
  return { initrd: { folder: path, paths: found.map((one) => one.path) }, bytes };
}

/** Without keys. Throws BareonError "source" for files that cannot be read, or that are no kernel or no initrd. */
export async function measureRescueFiles(
  host: Host,
  source: Pick<RescueSource, "kernel" | "initrd">,
): Promise<Omit<MeasuredRescue, "authorizedKeys">> {
  const kernel = await resolveInRoot(host, "/", source.kernel);
  const kernelSize = await sizeOfFile(host, kernel);
  if ((await readKernelFile(host, kernel)) === undefined)
    throw unfit(
      `${source.kernel} is no kernel that GRUB can load: it looks like ${await describeFile(host, kernel)}`,
      ownFiles,
    );
  const { initrd, bytes: initrdSize } = await measureInitrd(host, await resolveInRoot(host, "/", source.initrd));
  return { kernel, initrd, bytes: kernelSize + initrdSize };
}

/** Throws BareonError "source" as measureRescueFiles does, and for more than fits into `room` bytes. */
export async function measureRescue(host: Host, source: RescueSource, room: number): Promise<MeasuredRescue> {
  const { authorizedKeys } = source;
  const files = await measureRescueFiles(host, source);
  const bytes = files.bytes + renderKeys(authorizedKeys).length + MiB;
  if (bytes > room)
    throw unfit(
      `it needs ${renderSize(bytes)}, and its partition has room for ${renderSize(Math.max(room, 0))}`,
      "Give it a larger size.",
    );
  return { ...files, authorizedKeys, bytes };
}

/** Bytes for files on a new rescue partition: what its journal and the tables of ext4 take at most is left out (mke2fs 1.47). */
export function roomOnRescue(size: number): number {
  return size - size / 16 - 20 * MiB;
}

function renderLines(keys: readonly string[]): string {
  return keys.map((key) => `${key}\n`).join("");
}

/** A second file of keys, which the ramdisk's sshd reads as well: those that the initrd has stay valid. */
function renderKeys(keys: readonly string[]): string {
  if (keys.length === 0) return "";
  const folders = ["files", "files/root", "files/root/.ssh"];
  return renderCpio([
    ...folders.map((path): CpioEntry => ({ path, mode: path === "files" ? 0o40755 : 0o40700, text: "" })),
    { path: "files/root/.ssh/authorized_keys2", mode: 0o100600, text: renderLines(keys) },
  ]);
}

/**
 * Makes the folder of a place, which is not the one that is booted from, empty: a write that was cut leaves files there. Throws
 * "unverified" for a link instead of a folder: the partition is not trusted, and a link may lead to anywhere.
 */
export async function clearPlace(host: Host, directory: string, place: RescuePlace): Promise<void> {
  for (const path of [dirname(place), place]) {
    const kind = (await host.facts(`${directory}${path}`))?.kind ?? "directory";
    if (kind !== "directory") throw new BareonError("unverified", `${path} on the rescue partition is no folder.`);
  }
  await host.makeDirectory(`${directory}${place}`, 0o700);
  await host.run(emptyFolder(`${directory}${place}`));
}

/** Bytes that are free. */
export async function freeSpace(host: Host, directory: string): Promise<number> {
  return parseFreeSpace((await host.run(showFreeSpace(directory))).stdout);
}

async function writeInitrd(host: Host, initrd: MeasuredRescue["initrd"], target: string, keys: string): Promise<void> {
  if ("file" in initrd) await host.copyFile(initrd.file, target, 0o600);
  else {
    // cpio leaves the mode of a file that is there.
    await host.writeFile(target, "", 0o600);
    await host.run(packFolder(initrd.folder, initrd.paths, target));
  }
  if (keys === "") return;
  // The kernel looks for a segment at multiples of four bytes.
  const { size = 0 } = (await host.facts(target)) ?? {};
  await host.run(appendTo(target, "\0".repeat((4 - (size % 4)) % 4) + keys));
}

/** Writes both files into a place that was cleared, and flushes them; the caller unmounts, which makes GRUB see them. */
export async function writeRescue(
  host: Host,
  directory: string,
  place: RescuePlace,
  { kernel, initrd, authorizedKeys }: MeasuredRescue,
): Promise<void> {
  const files = rescueFiles(place);
  await host.copyFile(kernel, `${directory}${files.kernel}`, 0o600);
  await writeInitrd(host, initrd, `${directory}${files.initrd}`, renderKeys(authorizedKeys));
  await host.run(syncFilesystem(directory));
}

/** Puts the keys onto a new partition. */
export async function writeRescueKeys(host: Host, directory: string, keys: readonly string[]): Promise<void> {
  await host.writeFile(`${directory}${rescueKeysPath}`, renderLines(keys), 0o600);
}

/** The keys that the deploy config brought. Throws "unverified" if they are lost: without them nobody may be able to log in. */
export async function readRescueKeys(host: Host, directory: string): Promise<string[]> {
  const text = await readTextInRoot(host, directory, rescueKeysPath);
  if (text === undefined)
    throw new BareonError("unverified", `${rescueKeysPath} on the rescue partition is missing, or no regular file.`, {
      hint: "It holds the keys of the deploy config for ssh, one on a line; it may be empty.",
    });
  return text.split("\n").filter((line) => line !== "");
}
