/** What os-prober finds on the machine: names for the deployed systems, and the systems that the config does not name. */
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import { pathVersion } from "../menu/kernels.ts";
import type { MenuKernel } from "../menu/menu.ts";
import type { OtherSystem } from "../menu/new-entries.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import { readFirstSector, wasRead } from "../../programs/grub.ts";
import {
  type ProbedKernel,
  type ProbedSystem,
  parseKernels,
  parseSystems,
  probeKernels,
  probeSystems,
} from "../../programs/os-prober.ts";

/** A deployed system, for os-prober to look at. */
export interface Deployed {
  readonly name: string;
  /** Where its root is mounted, and the device. */
  readonly root: string;
  readonly device: string;
  readonly title: string | null;
}

/** A filesystem that the deploy wrote to and that is no system's root. */
export interface DeployedVolume {
  readonly device: string;
  /** The directory that shows its top. */
  readonly root: string;
}

export interface ProbedMachine {
  /** os-prober's name for each deployed image that it found, by image name. */
  readonly names: ReadonlyMap<string, string>;
  /** Systems on devices that the deploy did not write to. */
  readonly others: readonly ProbedSystem[];
}

/** A text that is larger is no release file. */
const releaseLimit = 256 * 1024;

/**
 * The lines that begin with `start`, of the file that os-prober opens: it follows links by the kernel's rules, also out of the
 * tree. Undefined for a file that it must not open.
 */
async function probedLines(host: Host, path: string, start: string): Promise<readonly string[] | undefined> {
  // A loop of links is no file for os-prober.
  const place = await resolveInRoot(host, "/", path).catch(() => undefined);
  if (place === undefined || (await host.facts(place)) === undefined) return [];
  const text = await readTextInRoot(host, "/", place, releaseLimit);
  return text?.split("\n").filter((line) => line.startsWith(start));
}

const harmlessName = /^NAME=["']?[\w.()+,!-]*(?: [\w .()+,!/-]*)?["']?\r?$/u;
const harmlessId = /^DISTRIB_ID="?[\w .()+,!-]*"?\r?$/u;

/**
 * Whether os-prober may look at this system. It puts the first word of os-release's NAME and lsb-release's DISTRIB_ID into
 * sed's program text, where a hostile one would be a command (os-prober 1.81, count_next_label); a FIFO would keep it waiting for ever.
 */
async function isHarmless(host: Host, root: string): Promise<boolean> {
  const files = [
    { path: "/etc/os-release", start: "NAME=", line: harmlessName },
    { path: "/usr/lib/os-release", start: "NAME=", line: harmlessName },
    { path: "/etc/lsb-release", start: "DISTRIB_ID", line: harmlessId },
  ];
  for (const { path, start, line } of files) {
    const lines = await probedLines(host, root + path, start);
    if (lines === undefined || lines.length > 1 || !lines.every((text) => line.test(text))) return false;
  }
  return true;
}

async function deviceNumber(host: Host, device: string): Promise<string | undefined> {
  return (await host.facts(await resolveInRoot(host, "/", device)))?.device;
}

/** It looks at partitions and logical volumes, and at no MD array (1.81). */
function warnOfDifferences(ctx: Context, deployed: readonly Deployed[], names: ReadonlyMap<string, string>): void {
  for (const { name, title } of deployed.filter(({ device }) => !device.startsWith("/dev/md"))) {
    const probed = names.get(name);
    if (probed === undefined)
      ctx.report({ event: "warning", message: `os-prober does not find the system of image ${name}.` });
    else if (title !== null && probed !== title) {
      ctx.report({
        event: "warning",
        message: `os-prober calls the system of image ${name} "${probed}"; it calls itself "${title}".`,
      });
    }
  }
}

/**
 * Runs os-prober, which is to find the deployed roots mounted. Differences from what is known of them are warnings. What looks
 * like a system on another of the deployed volumes, such as a utility image, is none.
 */
export async function probeMachine(
  ctx: Context,
  deployed: readonly Deployed[],
  volumes: readonly DeployedVolume[],
): Promise<ProbedMachine> {
  const { host } = ctx;
  const none = { names: new Map<string, string>(), others: [] };
  if (!(await host.hasProgram("os-prober"))) {
    ctx.report({
      event: "warning",
      message: "There is no os-prober here: systems that the config does not name are not in the menu.",
    });
    return none;
  }
  const trees = [
    ...deployed.map(({ root, name }) => ({ root, what: `of image ${name}` })),
    ...volumes.map(({ root, device }) => ({ root, what: `on ${device}` })),
  ];
  for (const { root, what } of trees) {
    if (await isHarmless(host, root)) continue;
    ctx.report({
      event: "warning",
      message: `os-prober is not run: the os-release or lsb-release ${what} could make it run commands.`,
    });
    return none;
  }
  const found = parseSystems((await host.run(probeSystems())).stdout);
  const devices = new Map<string, string | null>();
  for (const { device } of volumes) devices.set((await deviceNumber(host, device)) ?? device, null);
  for (const { name, device } of deployed) devices.set((await deviceNumber(host, device)) ?? device, name);
  const names = new Map<string, string>();
  const others: ProbedSystem[] = [];
  for (const system of found) {
    const name = devices.get((await deviceNumber(host, system.device)) ?? system.device);
    if (name === undefined) others.push(system);
    else if (name !== null) names.set(name, system.name);
  }
  warnOfDifferences(ctx, deployed, names);
  return { names, others };
}

/** The filesystem of a device; null if its UUID names another one too: a cloned disk cannot be told from its original. */
function namedFilesystem(
  filesystems: readonly Filesystem[],
  device: string,
): { readonly uuid: string; readonly type: string } | null {
  const { uuid = null, type = null } = filesystems.find((one) => one.device === device) ?? {};
  if (uuid === null || type === null) return null;
  return filesystems.filter((one) => one.uuid?.toLowerCase() === uuid.toLowerCase()).length === 1
    ? { uuid, type }
    : null;
}

async function readOtherKernel(
  host: Host,
  probed: ProbedKernel,
  filesystems: readonly Filesystem[],
): Promise<MenuKernel | null> {
  const separate = probed.bootDevice !== probed.rootDevice;
  const place = (path: string): string => (separate ? path.replace(/^\/boot(?=\/)/u, "") : path);
  const boot = namedFilesystem(filesystems, probed.bootDevice);
  const files = [probed.kernel, ...(probed.initrd === null ? [] : [probed.initrd])].map(place);
  if (boot === null || files.some((file) => /\p{C}/u.test(file))) return null;
  for (const file of files) {
    if (!wasRead(await host.run(readFirstSector(probed.bootDevice, file)))) return null;
  }
  const [kernel = "", initrd = null] = files;
  return {
    version: pathVersion(kernel) ?? null,
    bootUuid: boot.uuid,
    bootType: boot.type,
    kernel,
    initrd,
    parameters: probed.parameters,
  };
}

/** The systems with their kernels, for the menu; one that cannot be booted is a warning. Nothing is written to their filesystems. */
export async function readOthers(
  ctx: Context,
  probed: readonly ProbedSystem[],
  filesystems: readonly Filesystem[],
): Promise<OtherSystem[]> {
  const systems: OtherSystem[] = [];
  for (const { device, name, type } of probed) {
    const filesystem = namedFilesystem(filesystems, device);
    if (filesystem !== null && type === "chain") {
      systems.push({ kind: "chain", device, title: name, ...filesystem });
      continue;
    }
    const kernels: MenuKernel[] = [];
    if (filesystem !== null && type === "linux") {
      for (const kernel of parseKernels((await ctx.host.run(probeKernels(device))).stdout)) {
        const found = await readOtherKernel(ctx.host, kernel, filesystems);
        if (found !== null) kernels.push(found);
      }
    }
    if (filesystem !== null && kernels.length > 0)
      systems.push({ kind: "linux", device, title: name, rootUuid: filesystem.uuid, kernels });
    else
      ctx.report({
        event: "warning",
        message: `${name} on ${device}, which the config does not name, is not in the menu: no way to boot it was found.`,
      });
  }
  return systems;
}
