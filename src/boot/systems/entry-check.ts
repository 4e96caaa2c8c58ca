/** Checks whether entries of the menu can be booted, by looking into their filesystems; nothing is written to them. */
import { filesystemNamed } from "../../storage/filesystem/filesystems.ts";
import { dirname } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { isWithin } from "../../base/paths.ts";
import { isSameUuid } from "../../base/uuid.ts";
import { describeUpdate } from "../menu/entries.ts";
import { type Attempt, attemptsOf, type MenuEntry, type LinuxEntry } from "../menu/menu.ts";
import { findInRoot, LinkLoop } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";
import type { PrivateMounts } from "../../host/private-mounts.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import type { RunningSystem } from "../../machine/running-entry.ts";
import { isBlank, readKernelFile } from "./kernel-file.ts";

export interface Machine {
  readonly filesystems: readonly Filesystem[];
  readonly running: RunningSystem;
  readonly mounts: PrivateMounts;
}

/** What blkid calls a volume in which another one may be. */
const encryptedType = "crypto_LUKS";

interface MountableFilesystem {
  readonly device: string;
  readonly type: string;
}

/** Says why an entry cannot be booted, for a person. */
export class Unbootable extends Error {}

/** Of a filesystem that may be there although it is not seen. */
export class ClosedFilesystem extends BareonError {}

/** What a look at an entry told. */
export interface Looked {
  /** Why it cannot be booted at all: that was seen. */
  readonly problem: string | null;
  /** Why what it tries first cannot be loaded, so that something else of the same system is; null if it can, or nothing can. */
  readonly first: string | null;
  /** Why it could not be looked into, which says nothing of whether it can be booted: the running kernel need not know its filesystem. */
  readonly unchecked: string | null;
}

/** What the running system lies on, by the numbers of the devices: of two with one UUID, as a snapshot makes them, it is the one that is meant. */
type RunningDevices = Pick<RunningSystem, "devices">;

function withUuid(filesystems: readonly Filesystem[], uuid: string): readonly Filesystem[] {
  return filesystems.filter((filesystem) => filesystem.uuid?.toLowerCase() === uuid.toLowerCase());
}

/**
 * The filesystems that GRUB, which knows nothing but UUIDs, cannot tell from the running system's own; empty for none. Several
 * devices of one filesystem that spans them have its UUID too.
 */
export function findTwins(filesystems: readonly Filesystem[], uuid: string, { devices }: RunningDevices): string[] {
  const names = withUuid(filesystems, uuid).flatMap(({ device, type }) =>
    filesystemNamed(type ?? "")?.spansDevices === true ? [] : [device],
  );
  return names.some((device) => devices.includes(device)) ? names.filter((device) => !devices.includes(device)) : [];
}

/**
 * The one filesystem with that UUID. Throws Unbootable; `what` says what it is wanted for. On a machine with encrypted volumes, one that is
 * not found may be in any of these that is closed: then ClosedFilesystem, for what could not be looked into.
 */
export function findFilesystem(
  filesystems: readonly Filesystem[],
  uuid: string,
  what: string,
  { devices }: RunningDevices = { devices: [] },
): MountableFilesystem {
  const all = withUuid(filesystems, uuid);
  const running = all.filter(({ device }) => devices.includes(device));
  const matches = running.length === 1 ? running : all;
  const [match] = matches;
  if (match === undefined || match.type === null) {
    const text = `${what}: no filesystem has the UUID ${uuid}`;
    const containers = filesystems.filter(({ type }) => type === encryptedType).map(({ device }) => device);
    if (containers.length === 0) throw new Unbootable(text);
    throw new ClosedFilesystem(
      "failure",
      `${text}; it may be in an encrypted volume that is closed (${containers.join(", ")})`,
    );
  }
  if (matches.length > 1)
    throw new Unbootable(`${what}: ${matches.map(({ device }) => device).join(" and ")} have the same UUID ${uuid}`);
  return { device: match.device, type: match.type };
}

/** True if `/` shows the files that the boot loader sees: its whole filesystem, and nothing mounted over the way to them. */
function isSeenInPlace({ running: { rootUuid, mounted } }: Machine, { bootUuid, kernel, initrd }: Attempt): boolean {
  const root = mounted.findLast(({ target }) => target === "/");
  if (!isSameUuid(bootUuid, rootUuid) || root?.root !== "/") return false;
  const directories = ["/boot", dirname(kernel), dirname(initrd ?? kernel)];
  return !mounted.some(({ target }) => target !== "/" && directories.some((path) => isWithin(target, path)));
}

/** A loop of links is the image's own fault, and GRUB ends there too. */
async function findBootFile(host: Host, directory: string, path: string, what: string): ReturnType<typeof findInRoot> {
  try {
    return await findInRoot(host, directory, path);
  } catch (error) {
    if (error instanceof LinkLoop) throw new Unbootable(`${what} ${path} is a loop of links`);
    throw error;
  }
}

/** The place of a file with something in it. */
async function checkFile(host: Host, directory: string, path: string, what: string): Promise<string> {
  const { place, facts } = await findBootFile(host, directory, path, what);
  if (facts === undefined) throw new Unbootable(`${what} ${path} is missing`);
  if (facts.kind !== "file") throw new Unbootable(`${what} ${path} is not a file`);
  if (facts.size === 0) throw new Unbootable(`${what} ${path} is empty`);
  return place;
}

/** Where the files of an attempt are on this machine now. */
export interface BootFiles {
  readonly kernel: string;
  readonly initrd: string | null;
}

/** A crash may leave a file its name and its size, and none of its data. */
async function checkKernel(host: Host, directory: string, { kernel, initrd }: Attempt): Promise<BootFiles> {
  const place = await checkFile(host, directory, kernel, "kernel");
  if ((await readKernelFile(host, place)) === undefined)
    throw new Unbootable(`kernel ${kernel} is no kernel that GRUB can load`);
  if (initrd === null) return { kernel: place, initrd };
  const disk = await checkFile(host, directory, initrd, "initrd");
  if (await isBlank(host, disk)) throw new Unbootable(`initrd ${initrd} has nothing but zeros at its start`);
  return { kernel: place, initrd: disk };
}

type Glance = Omit<Looked, "first">;

async function glance(check: () => Promise<void> | void): Promise<Glance> {
  try {
    await check();
    return { problem: null, unchecked: null };
  } catch (error) {
    if (error instanceof Unbootable) return { problem: error.message, unchecked: null };
    if (error instanceof BareonError) return { problem: null, unchecked: error.message };
    throw error;
  }
}

/** Of the attempts of one entry, in their order: one that can be loaded is enough, and one that could not be looked into may be it. */
async function lookAtAttempts(
  attempts: readonly Attempt[],
  look: (attempt: Attempt) => Promise<Glance>,
): Promise<Looked> {
  const [first, ...others] = attempts;
  const { problem, unchecked } = first === undefined ? { problem: null, unchecked: null } : await look(first);
  if (problem === null) return { problem, first: null, unchecked };
  let unknown: string | null = null;
  for (const attempt of others) {
    const other = await look(attempt);
    const { kernel } = attempt;
    if (other.problem === null && other.unchecked === null) {
      const instead = `${problem}; until it is there, ${kernel} of the same system is booted`;
      return { problem: null, first: instead, unchecked: null };
    }
    if (other.unchecked !== null) unknown ??= `${problem}; ${kernel} of the same system: ${other.unchecked}`;
  }
  return { problem: unknown === null ? problem : null, first: null, unchecked: unknown };
}

export interface EntryCheck {
  /** Looks whether an entry can be booted: whether there is anything of what it tries. */
  readonly look: (entry: MenuEntry) => Promise<Looked>;
  /** The files of what an entry tries. Throws Unbootable, and BareonError for what could not be looked into. */
  readonly find: (entry: LinuxEntry, attempt: Attempt) => Promise<BootFiles>;
}

export function createEntryCheck(host: Host, machine: Machine): EntryCheck {
  const enter = async (uuid: string): Promise<string> => {
    const { device, type } = findFilesystem(machine.filesystems, uuid, "boot filesystem", machine.running);
    return await machine.mounts.mount({ source: device, type, access: "read" });
  };
  const find: EntryCheck["find"] = async ({ rootUuid }, attempt) => {
    findFilesystem(machine.filesystems, rootUuid, "root filesystem", machine.running);
    const directory = isSeenInPlace(machine, attempt) ? "/" : await enter(attempt.bootUuid);
    return await checkKernel(host, directory, attempt);
  };
  const checkLinux = async (entry: LinuxEntry): Promise<Looked> =>
    await lookAtAttempts(
      attemptsOf(entry),
      async (attempt) => await glance(async () => void (await find(entry, attempt))),
    );
  const look: EntryCheck["look"] = async (entry) => {
    if (entry.kind === "updating") return { problem: `it is ${describeUpdate(entry)}`, first: null, unchecked: null };
    if (entry.kind === "linux") return await checkLinux(entry);
    const looked = await glance(() => {
      findFilesystem(machine.filesystems, entry.bootUuid, "filesystem", machine.running);
    });
    return { ...looked, first: null };
  };
  return { look, find };
}
