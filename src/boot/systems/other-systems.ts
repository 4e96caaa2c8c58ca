/** What os-prober finds on the machine: names for the deployed systems, and the systems that the config does not name. */
import { BareonError } from "../../base/errors.ts";
import type { Command, Output } from "../../base/command.ts";
import { isWithin } from "../../base/paths.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import { Scope } from "../../host/scope.ts";
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
import { openProbeJail } from "./probe-jail.ts";

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

/** Whether what os-prober opens at this path of a tree ends: a FIFO would keep it waiting. Links lead on inside the tree or to nothing. */
async function ends(host: Host, root: string, path: string): Promise<boolean> {
  // A loop of links is no file for os-prober either.
  const place = await resolveInRoot(host, root, path).catch(() => undefined);
  const facts = place === undefined ? undefined : await host.facts(place);
  return facts === undefined || facts.kind === "directory" || (facts.kind === "file" && facts.size <= releaseLimit);
}

/** Whether os-prober may look at this mounted tree. A tree that is not shown to it is read by GRUB's drivers, which know no FIFO. */
async function canBeShown(host: Host, root: string): Promise<boolean> {
  const etc = await resolveInRoot(host, root, "/etc").catch(() => undefined);
  if (etc === undefined) return false;
  const names = (await host.list(etc)).filter((name) => /release|version|issue/iu.test(name));
  for (const path of ["/usr/lib/os-release", ...names.map((name) => `/etc/${name}`)])
    if (!(await ends(host, root, path))) return false;
  return true;
}

/** The trees that os-prober may see mounted, without those that lie in another: with that they are shown, or not. */
async function findShown(host: Host, roots: readonly string[]): Promise<readonly string[]> {
  const tops = roots.filter((root) => !roots.some((other) => other !== root && isWithin(other, root)));
  const shown: string[] = [];
  for (const top of new Set(tops)) {
    const inside = roots.filter((root) => isWithin(top, root));
    const judged = await Promise.all(inside.map(async (root) => await canBeShown(host, root)));
    if (judged.every(Boolean)) shown.push(top);
  }
  return shown;
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

async function runInJail(ctx: Context, trees: readonly string[]): Promise<string> {
  await using scope = new Scope();
  const inside = await openProbeJail(ctx, scope, trees);
  const { stdout } = await ctx.host.run(inside(probeSystems()));
  await scope.close();
  return stdout;
}

/** Undefined, after a warning, if the work in the jail failed, did not end, or got no jail. */
async function orWarning<T>(ctx: Context, what: string, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    ctx.signal.throwIfAborted();
    // What cannot be unmounted has to do with the deploy.
    if (!(error instanceof BareonError) || error.exit === "storage") throw error;
    const message = `${what}, so that systems that the config does not name are not in the menu: ${error.message}`;
    ctx.report({ event: "warning", message });
    return undefined;
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
  const shown = await findShown(
    host,
    [...deployed, ...volumes].map(({ root }) => root),
  );
  const printed = await orWarning(ctx, "os-prober failed", async () => await runInJail(ctx, shown));
  if (printed === undefined) return none;
  const found = parseSystems(printed);
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

/** More kernels of one strange system are no use in a menu of 100 entries. */
const mostKernels = 20;

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

/** Runs a program on a disk that nobody vouches for. */
type Run = (command: Command) => Promise<Output>;

async function readOtherKernel(
  run: Run,
  probed: ProbedKernel,
  filesystems: readonly Filesystem[],
): Promise<MenuKernel | null> {
  const separate = probed.bootDevice !== probed.rootDevice;
  const place = (path: string): string => (separate ? path.replace(/^\/boot(?=\/)/u, "") : path);
  const boot = namedFilesystem(filesystems, probed.bootDevice);
  const files = [probed.kernel, ...(probed.initrd === null ? [] : [probed.initrd])].map(place);
  if (boot === null || files.some((file) => /\p{C}/u.test(file))) return null;
  for (const file of files) {
    if (!wasRead(await run(readFirstSector(probed.bootDevice, file)))) return null;
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

async function readKernels(
  run: Run,
  device: string,
  filesystems: readonly Filesystem[],
): Promise<readonly MenuKernel[]> {
  const kernels: MenuKernel[] = [];
  for (const kernel of parseKernels((await run(probeKernels(device))).stdout).slice(0, mostKernels)) {
    const found = await readOtherKernel(run, kernel, filesystems);
    if (found !== null) kernels.push(found);
  }
  return kernels;
}

/** The systems with their kernels, for the menu; one that cannot be booted is a warning. Nothing is written to their filesystems. */
export async function readOthers(
  ctx: Context,
  probed: readonly ProbedSystem[],
  filesystems: readonly Filesystem[],
): Promise<OtherSystem[]> {
  if (probed.length === 0) return [];
  const look = async (): Promise<OtherSystem[]> => await lookInJail(ctx, probed, filesystems);
  return (await orWarning(ctx, "Their kernels could not be looked at", look)) ?? [];
}

async function lookInJail(
  ctx: Context,
  probed: readonly ProbedSystem[],
  filesystems: readonly Filesystem[],
): Promise<OtherSystem[]> {
  const systems: OtherSystem[] = [];
  await using scope = new Scope();
  const inside = await openProbeJail(ctx, scope, []);
  const run: Run = async (command) => await ctx.host.run(inside(command));
  for (const { device, name, type } of probed) {
    const filesystem = namedFilesystem(filesystems, device);
    if (filesystem !== null && type === "chain") {
      systems.push({ kind: "chain", device, title: name, ...filesystem });
      continue;
    }
    let reason = "no way to boot it was found";
    const kernels =
      filesystem === null || type !== "linux"
        ? []
        : await readKernels(run, device, filesystems).catch((error: unknown) => {
            ctx.signal.throwIfAborted();
            if (!(error instanceof BareonError)) throw error;
            reason = error.message;
            return [];
          });
    if (filesystem !== null && kernels.length > 0)
      systems.push({ kind: "linux", device, title: name, rootUuid: filesystem.uuid, kernels });
    else
      ctx.report({
        event: "warning",
        message: `${name} on ${device}, which the config does not name, is not in the menu: ${reason}.`,
      });
  }
  await scope.close();
  return systems;
}
