/** Checks whether entries of the menu can be booted, by looking into their filesystems; nothing is written to them. */
import { dirname } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { isWithin } from "../../base/paths.ts";
import type { MenuEntry, LinuxEntry } from "../menu/menu.ts";
import { LinkLoop, resolveInRoot } from "../../host/path-in-root.ts";
import type { Host } from "../../host/host.ts";
import type { PrivateMounts } from "../../host/private-mounts.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import type { RunningSystem } from "../menu/entries.ts";

export interface Machine {
  readonly filesystems: readonly Filesystem[];
  readonly running: RunningSystem;
  readonly mounts: PrivateMounts;
}

interface MountableFilesystem {
  readonly device: string;
  readonly type: string;
}

/** Says why an entry cannot be booted, for a person. */
export class Unbootable extends Error {}

/** What a look at an entry told. */
export interface Looked {
  /** Why it cannot be booted: that was seen. */
  readonly problem: string | null;
  /** Why it could not be looked into, which says nothing of whether it can be booted: the running kernel need not know its filesystem. */
  readonly unchecked: string | null;
}

/** The one filesystem with that UUID. Throws Unbootable; `what` says what it is wanted for. */
export function findFilesystem(filesystems: readonly Filesystem[], uuid: string, what: string): MountableFilesystem {
  const matches = filesystems.filter((filesystem) => filesystem.uuid?.toLowerCase() === uuid.toLowerCase());
  const [match] = matches;
  if (match === undefined || match.type === null) throw new Unbootable(`${what}: no filesystem has the UUID ${uuid}`);
  if (matches.length > 1)
    throw new Unbootable(`${what}: ${matches.map(({ device }) => device).join(" and ")} have the same UUID ${uuid}`);
  return { device: match.device, type: match.type };
}

/** True if `/` shows the files that the boot loader sees: its whole filesystem, and nothing mounted over the way to them. */
function isSeenInPlace({ running: { rootUuid, mounted } }: Machine, { bootUuid, kernel, initrd }: LinuxEntry): boolean {
  const root = mounted.findLast(({ target }) => target === "/");
  if (rootUuid !== bootUuid || root?.root !== "/") return false;
  const directories = ["/boot", dirname(kernel), dirname(initrd ?? kernel)];
  return !mounted.some(({ target }) => target !== "/" && directories.some((path) => isWithin(target, path)));
}

/** A loop of links is the image's own fault, and GRUB ends there too. */
async function resolveBootFile(host: Host, directory: string, path: string, what: string): Promise<string> {
  try {
    return await resolveInRoot(host, directory, path);
  } catch (error) {
    if (error instanceof LinkLoop) throw new Unbootable(`${what} ${path} is a loop of links`);
    throw error;
  }
}

async function checkFile(host: Host, directory: string, path: string, what: string): Promise<void> {
  const facts = await host.facts(await resolveBootFile(host, directory, path, what));
  if (facts === undefined) throw new Unbootable(`${what} ${path} is missing`);
  if (facts.kind !== "file") throw new Unbootable(`${what} ${path} is not a file`);
  if (facts.size === 0) throw new Unbootable(`${what} ${path} is empty`);
}

/** Looks whether an entry can be booted. */
export function createEntryCheck(host: Host, machine: Machine): (entry: MenuEntry) => Promise<Looked> {
  const enter = async (uuid: string): Promise<string> => {
    const { device, type } = findFilesystem(machine.filesystems, uuid, "boot filesystem");
    return await machine.mounts.mount({ source: device, type, access: "read" });
  };
  const checkLinux = async (entry: LinuxEntry): Promise<void> => {
    findFilesystem(machine.filesystems, entry.rootUuid, "root filesystem");
    const directory = isSeenInPlace(machine, entry) ? "/" : await enter(entry.bootUuid);
    await checkFile(host, directory, entry.kernel, "kernel");
    if (entry.initrd !== null) await checkFile(host, directory, entry.initrd, "initrd");
  };
  return async (entry) => {
    try {
      if (entry.kind === "linux") await checkLinux(entry);
      else findFilesystem(machine.filesystems, entry.bootUuid, "filesystem");
      return { problem: null, unchecked: null };
    } catch (error) {
      if (error instanceof Unbootable) return { problem: error.message, unchecked: null };
      if (error instanceof BareonError) return { problem: null, unchecked: error.message };
      throw error;
    }
  };
}
