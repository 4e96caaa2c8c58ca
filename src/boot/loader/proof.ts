/** Proves a boot menu on the disks: with GRUB's own grammar and GRUB's own filesystem drivers, from unmounted devices. */
import { BareonError } from "../../base/errors.ts";
import { environmentPath, parseEnvironment } from "../state/environment.ts";
import { matchEntries } from "../menu/entries.ts";
import { type GeneratedEntry, parseGeneratedMenu } from "../menu/generated-menu.ts";
import type { DeployedSystem } from "../menu/first-menu.ts";
import { attemptsOf, type MenuEntry, type MenuKernel } from "../menu/menu.ts";
import { parseMenu } from "../menu/parse-menu.ts";
import { withoutPaths } from "../../host/device-places.ts";
import type { Context, Host } from "../../host/host.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { Plan } from "../../schema/plan.ts";
import { type Filesystem, listFilesystems, parseFilesystems } from "../../programs/blkid.ts";
import { unreadableOn } from "./grub-inspection.ts";
import { checkScript, readFirstSector, readWhole, wasRead } from "../../programs/grub.ts";

/** Every filesystem of the machine, once. */
export async function readFilesystems(host: Host): Promise<readonly Filesystem[]> {
  return await withoutPaths(host, parseFilesystems((await host.run(listFilesystems())).stdout));
}

function unproven(what: string): BareonError {
  return new BareonError("bootloader", `The boot menu was not proven: ${what}.`);
}

function deviceOf(filesystems: readonly Filesystem[], uuid: string, what: string): string {
  const [one, ...more] = filesystems.filter((filesystem) => filesystem.uuid?.toLowerCase() === uuid.toLowerCase());
  if (one === undefined) throw unproven(`${what}: no filesystem has the UUID ${uuid}`);
  if (more.length > 0)
    throw unproven(`${what}: ${[one, ...more].map(({ device }) => device).join(" and ")} have the same UUID ${uuid}`);
  return one.device;
}

interface Loaded {
  readonly kernel: string;
  readonly initrd: string | null;
}

/** Why GRUB cannot load them; undefined if it can. */
async function findProblem(host: Host, device: string, { kernel, initrd }: Loaded): Promise<string | undefined> {
  for (const path of [kernel, ...(initrd === null ? [] : [initrd])]) {
    const output = await host.run(readFirstSector(device, path));
    if (wasRead(output)) continue;
    const why = output.stderr === "" ? ", which is empty" : `: ${output.stderr.trim()}`;
    const never = await unreadableOn(host, device);
    const because = never.length === 0 ? "" : ` (its filesystem has ${never.join(", ")}, which GRUB does not read)`;
    return `GRUB cannot read ${path} on ${device}${why}${because}`;
  }
  return undefined;
}

async function proveFiles(host: Host, device: string, loaded: Loaded, what: string): Promise<void> {
  const problem = await findProblem(host, device, loaded);
  if (problem !== undefined) throw unproven(`${what}: ${problem}`);
}

/**
 * The system without what a menu can do without: its older kernels, and the links to the kernel that it boots, if GRUB cannot read
 * them, which is a warning. That kernel itself is left to proveMenu. The devices must not be mounted for writing.
 */
export async function leaveOutUnreadable(ctx: Context, system: DeployedSystem): Promise<DeployedSystem> {
  const [first, ...older] = system.kernels;
  if (first === undefined) return system;
  const filesystems = await readFilesystems(ctx.host);
  const what = `image ${system.name}`;
  const isRead = async (kernel: MenuKernel): Promise<boolean> => {
    const problem = await findProblem(ctx.host, deviceOf(filesystems, kernel.bootUuid, what), kernel);
    if (problem !== undefined)
      ctx.report({ event: "warning", message: `Image ${system.name}: ${problem}, so it is not in the menu.` });
    return problem === undefined;
  };
  const { links, ...files } = first;
  const kernels: MenuKernel[] = [links === undefined || (await isRead({ ...files, ...links })) ? first : files];
  for (const kernel of older) if (await isRead(kernel)) kernels.push(kernel);
  return { ...system, kernels };
}

async function proveEntry(
  host: Host,
  entry: MenuEntry,
  index: number,
  filesystems: readonly Filesystem[],
): Promise<void> {
  const what = `entry ${index} (${entry.title})`;
  if (entry.kind === "chain") {
    deviceOf(filesystems, entry.bootUuid, what);
    return;
  }
  deviceOf(filesystems, entry.rootUuid, what);
  if (entry.kind === "updating") return;
  for (const attempt of attemptsOf(entry))
    await proveFiles(host, deviceOf(filesystems, attempt.bootUuid, what), attempt, what);
}

export interface MenuPlace {
  readonly device: string;
  /** From the top of the device's filesystem. */
  readonly path: string;
}

/**
 * Reads the menu back as GRUB will and compares it with `text`; then each of its entries: root and boot filesystem exist,
 * once, and kernel and initrd can be read. The devices must not be mounted for writing. Throws BareonError "bootloader", except for what
 * is wrong with an entry of a system that is not in `info`: such a disk may be taken away at any time, so that is returned, to be told.
 */
export async function proveMenu(
  { host, signal }: Context,
  place: MenuPlace,
  text: string,
  info: Pick<BootInfo, "elements">,
): Promise<readonly string[]> {
  await host.run(checkScript(text));
  const read = await host.run(readWhole(place.device, place.path));
  if (read.stdout !== text)
    throw unproven(`what GRUB reads from ${place.path} on ${place.device} is not what was written`);
  const filesystems = await readFilesystems(host);
  const { entries } = parseMenu(read.stdout);
  const doubts: string[] = [];
  for (const { menu, kind } of matchEntries({ entries }, info)) {
    if (menu === null) continue;
    try {
      await proveEntry(host, menu, menu.index, filesystems);
    } catch (error) {
      signal.throwIfAborted();
      if (kind !== "foreign" || !(error instanceof BareonError)) throw error;
      doubts.push(`${error.message} The config does not name that system, and its entry stays in the menu.`);
    }
  }
  return doubts;
}

/** Entries of a system's own menu that are proven: each takes a second. grub-mkconfig writes four for each kernel. */
const mostEntries = 400;

export interface ProvenEntry extends GeneratedEntry {
  readonly bootUuid: string;
}

/**
 * Proves a menu that an image's grub-mkconfig wrote: there is an entry, and each one loads files that GRUB can read and has
 * that root: by its UUID, or a logical volume by its name, which is as stable. Throws BareonError "bootloader".
 */
export async function proveGeneratedMenu(
  { host }: Context,
  place: MenuPlace,
  root: { readonly uuid: string; readonly device: string },
): Promise<[ProvenEntry, ...ProvenEntry[]]> {
  const { stdout: text } = await host.run(readWhole(place.device, place.path));
  await host.run(checkScript(text));
  const filesystems = await readFilesystems(host);
  const ownUuid = filesystems.find(({ device }) => device === place.device)?.uuid ?? "";
  const entries = parseGeneratedMenu(text).map((entry) => ({ ...entry, bootUuid: entry.bootUuid ?? ownUuid }));
  if (entries.length > mostEntries)
    throw unproven(
      `${place.path} has ${entries.length} entries for Linux kernels, of which at most ${mostEntries} can be proven`,
    );
  for (const entry of entries) {
    const what = `entry "${entry.title}"`;
    const isOurs =
      entry.root === `UUID=${root.uuid}` || (entry.root === root.device && root.device.startsWith("/dev/mapper/"));
    if (!isOurs) throw unproven(`${what}: its root is ${entry.root}, not UUID=${root.uuid}`);
    await proveFiles(host, deviceOf(filesystems, entry.bootUuid, what), entry, what);
  }
  const [first, ...more] = entries;
  if (first === undefined) throw unproven(`${place.path} has no entry for a Linux kernel`);
  return [first, ...more];
}

/** Proves that GRUB's modules are where its first stage for BIOS looks for them; for UEFI they are in one file with it. The directory counts from the top of the device's filesystem. */
export async function proveModules(
  { host }: Context,
  { firmware }: Pick<Plan, "firmware">,
  device: string,
  directory: string,
): Promise<void> {
  if (firmware === "uefi") return;
  for (const name of ["core.img", "normal.mod"]) {
    const path = `${directory}/i386-pc/${name}`;
    if (!wasRead(await host.run(readFirstSector(device, path))))
      throw unproven(`GRUB cannot read its own ${path} on ${device}`);
  }
}

/** Proves that GRUB reads an environment block of the right size. */
export async function proveEnvironment({ host }: Context, device: string): Promise<void> {
  const { stdout } = await host.run(readWhole(device, `/${environmentPath}`));
  const { problem } = parseEnvironment(new TextEncoder().encode(stdout));
  if (problem !== null) throw unproven(problem);
}
