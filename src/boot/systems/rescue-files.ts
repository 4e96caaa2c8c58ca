/** The files of the rescue system: what they are made of is checked before anything is written, and then they are put onto its partition. */
import { BareonError } from "../../base/errors.ts";
import { MiB, renderSize } from "../../base/sizes.ts";
import { type CpioEntry, renderCpio } from "../../formats/cpio.ts";
import type { Context, Host } from "../../host/host.ts";
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import { parseFreeSpace, showFreeSpace } from "../../programs/coreutils.ts";
import { packFolder } from "../../programs/cpio.ts";
import { appendTo } from "../../programs/dd.ts";
import { listSizes, parseSized } from "../../programs/find.ts";
import { type RescuePlace, rescueFiles } from "../menu/rescue.ts";
import { isBlank, readKernelFile } from "./kernel-file.ts";

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
    if (await isBlank(host, path)) throw unfit(`${path} has nothing but zeros at its start`, ownFiles);
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

/** Throws BareonError "source" for files that cannot be read, or that are no kernel or no initrd, and for more than fits into `room` bytes. */
export async function measureRescue(host: Host, source: RescueSource, room: number): Promise<MeasuredRescue> {
  const { authorizedKeys } = source;
  const kernel = await resolveInRoot(host, "/", source.kernel);
  const kernelSize = await sizeOfFile(host, kernel);
  if ((await readKernelFile(host, kernel)) === undefined)
    throw unfit(`${source.kernel} is no kernel that GRUB can load`, ownFiles);
  const { initrd, bytes: initrdSize } = await measureInitrd(host, await resolveInRoot(host, "/", source.initrd));
  const bytes = kernelSize + initrdSize + renderKeys(authorizedKeys).length + MiB;
  if (bytes > room)
    throw unfit(
      `it needs ${renderSize(bytes)}, and its partition has room for ${renderSize(Math.max(room, 0))}`,
      "Give it a larger size.",
    );
  return { kernel, initrd, authorizedKeys, bytes };
}

/** Bytes for files on a new rescue partition: what its journal and the tables of ext4 take at most is left out (mke2fs 1.47). */
export function roomOnRescue(size: number): number {
  return size - size / 16 - 20 * MiB;
}

/** A second file of keys, which the ramdisk's sshd reads as well: those that the initrd has stay valid. */
function renderKeys(keys: readonly string[]): string {
  if (keys.length === 0) return "";
  const folders = ["files", "files/root", "files/root/.ssh"];
  const text = keys.map((key) => `${key}\n`).join("");
  return renderCpio([
    ...folders.map((path): CpioEntry => ({ path, mode: path === "files" ? 0o40755 : 0o40700, text: "" })),
    { path: "files/root/.ssh/authorized_keys2", mode: 0o100600, text },
  ]);
}

async function writeInitrd(host: Host, initrd: MeasuredRescue["initrd"], target: string, keys: string): Promise<void> {
  if ("file" in initrd) await host.copyFile(initrd.file, target, 0o600);
  else await host.run(packFolder(initrd.folder, initrd.paths, target));
  if (keys === "") return;
  // The kernel looks for a segment at multiples of four bytes.
  const { size = 0 } = (await host.facts(target)) ?? {};
  await host.run(appendTo(target, "\0".repeat((4 - (size % 4)) % 4) + keys));
}

/** Writes both files into a place that has none; the caller unmounts, which brings them to the disk. */
export async function writeRescue(
  host: Host,
  directory: string,
  place: RescuePlace,
  { kernel, initrd, authorizedKeys }: MeasuredRescue,
): Promise<void> {
  const files = rescueFiles(place);
  await host.makeDirectory(`${directory}${place}`, 0o700);
  await host.writeFile(`${directory}${rescueKeysPath}`, authorizedKeys.map((key) => `${key}\n`).join(""), 0o600);
  await host.copyFile(kernel, `${directory}${files.kernel}`, 0o600);
  await writeInitrd(host, initrd, `${directory}${files.initrd}`, renderKeys(authorizedKeys));
}

/** The keys that the deploy config brought. */
export async function readRescueKeys(host: Host, directory: string): Promise<string[]> {
  const text = (await readTextInRoot(host, directory, rescueKeysPath)) ?? "";
  return text.split("\n").filter((line) => line !== "");
}

/** Removes the files of a place, if there are any. */
export async function removeRescue(host: Host, directory: string, place: RescuePlace): Promise<void> {
  for (const path of Object.values(rescueFiles(place)))
    if ((await host.facts(`${directory}${path}`)) !== undefined) await host.removeFile(`${directory}${path}`);
}

/** Bytes that there are for the files of a place, those in it not counted. */
export async function roomBeside({ host }: Context, directory: string, place: RescuePlace): Promise<number> {
  const free = parseFreeSpace((await host.run(showFreeSpace(directory))).stdout);
  const former = await Promise.all(
    Object.values(rescueFiles(place)).map(async (path) => (await host.facts(`${directory}${path}`))?.size ?? 0),
  );
  return former.reduce((sum, size) => sum + size, free);
}
