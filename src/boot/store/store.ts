/** The multiboot partition on the machine: finds and reads it; write.ts writes it. */
import { runtimeDirectory, multibootFile, multibootType } from "../../base/places.ts";
import { tryTo } from "../../base/attempt.ts";
import { BareonError } from "../../base/errors.ts";
import { sectorSize } from "../../base/sizes.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import { withoutPaths } from "../../host/device-places.ts";
import type { Context, Host } from "../../host/host.ts";
import { type PrivateMounts, type PrivateRequest, openPrivateMounts } from "../../host/private-mounts.ts";
import { Scope } from "../../host/scope.ts";
import { joinAll } from "../../host/wait.ts";
import type { Partition } from "../../schema/bareon-boot.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import {
  type Filesystem,
  isSmallBlkid,
  listFilesystems,
  listFilesystemsPlainly,
  parseFilesystems,
} from "../../programs/blkid.ts";
import { parseTable, readTable } from "../../programs/sfdisk.ts";
import type { ParsedGrubEnv } from "../state/environment.ts";
import { type HistoryLine, historyPath, parseHistory } from "../state/history.ts";
import { readEnvironment } from "./environment-file.ts";
import { type CopyHead, mergeArmed, newestCopy } from "../state/copies.ts";
import { type CopyView, type FoundCopy, findCopies, readCopyLists } from "./copies.ts";
import { openImage } from "../../host/disk-image.ts";
import { parseInfo, readKeptInfo, readMember, readPlace } from "./info-file.ts";
import { locateMultiboot } from "./locate.ts";
import { type LoaderRecord, loaderInfoPath, parseLoaderInfo } from "./loader-info.ts";
import { type ParsedMenu, infoPath, menuPath } from "../menu/menu.ts";
import { parseMenu } from "../menu/parse-menu.ts";

/** Readers lock too: the kernel makes no writable superblock while a reader holds a read-only one. */
const lockPath = `${runtimeDirectory}/boot.lock`;
/** Seconds to wait for another bareon-boot, which takes well under one. */
const lockLimit = 10;

export interface BootStore {
  /** If it has copies, the one that is the truth. */
  readonly partition: Partition;
  /** The other copies that are there, as they were found; none for a partition that stands alone, or of which no other copy is there. */
  readonly copies: readonly FoundCopy[];
  /** What the truth was found to be, if it has copies. */
  readonly head?: CopyHead;
  readonly mounts: PrivateMounts;
  /** Every filesystem of the machine, or of the disk image. */
  readonly filesystems: readonly Filesystem[];
  /** True if it is in a file: then the running system is none of its systems. */
  readonly isDiskImage: boolean;
  /** What could not be read on the way to it. */
  readonly warnings: readonly string[];
}

/** What is on the partition and decides what is booted. */
export interface StoreContent {
  /** The text of grub.cfg, and what it says. */
  readonly menuText: string;
  readonly menu: ParsedMenu;
  /** Which entry belongs to which image: null if that cannot be read, which changes nothing of what is booted. */
  readonly info: BootInfo | null;
  readonly environment: ParsedGrubEnv;
  /** Why something that only informs is missing. */
  readonly warnings: readonly string[];
}

export interface StoreOptions {
  /** The filesystem UUID of the multiboot partition; null if the system is to know it. */
  readonly uuid: string | null;
  /** The multiboot partition's device, or its disk's. */
  readonly device?: string | null;
  /** A disk image that has it. */
  readonly image?: string | null;
  /** Seconds to wait for the lock. */
  readonly wait?: number;
}

/** The nodes of the partitions of a disk that has a table; of anything else its own. Throws "nopartition" for what is no block device. */
async function partitionsOf(host: Host, device: string): Promise<readonly string[]> {
  const kind = (await host.facts(device))?.kind;
  if (kind === "symlink") return await partitionsOf(host, await resolveInRoot(host, "/", device));
  if (kind === undefined) throw new BareonError("nopartition", `There is no device ${device}.`);
  if (kind !== "block")
    throw new BareonError("nopartition", `${device} is no block device.`, {
      ...(kind === "file" ? { hint: `If it is a disk image: --image ${device}` } : {}),
    });
  const table = parseTable((await host.run(readTable(device))).stdout);
  return table?.type === "gpt" ? table.partitions.map(({ path }) => path) : [device];
}

/** What the running system says in a file of its own; a file that says no UUID is passed over, with a warning. */
async function readWantedUuid(host: Host, warnings: string[]): Promise<string | null> {
  const text =
    (await tryTo(warnings, multibootFile, async () => await host.readText(multibootFile, sectorSize))) ?? null;
  const uuids = text?.trim() ?? "";
  if (text === null || /^[0-9a-f-]{9,36}(?:\s+[0-9a-f-]{9,36})*$/iu.test(uuids)) return text === null ? null : uuids;
  warnings.push(`${multibootFile} does not hold the UUID of a filesystem, so the partition is looked for by its name.`);
  return null;
}

/** Every filesystem of the machine, once. Busybox's blkid says of a partition no GPT name, so that only a UUID finds it there. */
async function readFilesystems(host: Host, mounts: PrivateMounts): Promise<readonly Filesystem[]> {
  const listed = await mounts.run(listFilesystems());
  const { stdout } = isSmallBlkid(listed) ? await mounts.run(listFilesystemsPlainly()) : listed;
  return await withoutPaths(host, parseFilesystems(stdout));
}

/** Finds the partition and takes the lock; both end with the scope. Throws "nopartition" and "locked". */
export async function openStore(ctx: Context, scope: Scope, options: StoreOptions): Promise<BootStore> {
  const { host } = ctx;
  const { uuid, device = null, image = null, wait = lockLimit } = options;
  // Deferred first, so that the loop devices of an image are detached after its filesystems were unmounted.
  const devices = new Scope();
  scope.defer(async () => await devices.close());
  const mounts = await openPrivateMounts(ctx, scope, lockPath, wait);
  const filesystems = image === null ? await readFilesystems(host, mounts) : await openImage(ctx, devices, image);
  const warnings: string[] = [];
  const isNamed = uuid !== null || device !== null || image !== null;
  const wanted = {
    option: uuid,
    file: isNamed ? null : await readWantedUuid(host, warnings),
    image,
    devices: device === null ? null : await partitionsOf(host, device),
  };
  const view = { host, mounts, filesystems };
  const isByName = wanted.option === null && wanted.file === null && wanted.devices === null && image === null;
  const lists = isByName ? { copies: await readCopyLists(view) } : {};
  const located = locateMultiboot(filesystems, { ...wanted, ...lists });
  const chosen = await chooseCopy(view, located, wanted.file?.trim().split(/\s+/u) ?? []);
  return { ...chosen, mounts, filesystems, isDiskImage: image !== null, warnings };
}

/** Of copies that differ the newest one. */
async function chooseCopy(
  view: CopyView,
  located: Partition,
  listed: readonly string[],
): Promise<Pick<BootStore, "partition" | "copies" | "head">> {
  const all = await findCopies(view, located, listed);
  const newest = all[newestCopy(all)];
  if (newest === undefined) return { partition: located, copies: [] };
  const { device, uuid } = newest;
  return { partition: { ...located, device, uuid }, copies: all.filter((copy) => copy !== newest), head: newest };
}

/** Mounts the partition; the directory is its top. */
export async function enterStore(store: BootStore, access: PrivateRequest["access"]): Promise<string> {
  return await store.mounts.mount({ source: store.partition.device, type: multibootType, access });
}

/** It is the menu that makes a multiboot partition: only with one is a boot-info that is lost no error. Throws "nopartition" for another's. */
async function readInfo(host: Host, store: BootStore, directory: string, warnings: string[]): Promise<BootInfo | null> {
  try {
    return parseInfo(store.partition, await readMember(host, store.partition, directory, infoPath));
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    const isMissing = (await host.facts(await resolveInRoot(host, directory, infoPath))) === undefined;
    if (error.exit === "nopartition" && !isMissing) throw error;
    const kept = await readKeptInfo(host, store, directory);
    if (kept !== undefined) {
      warnings.push(`${error.message} That of ${kept.device} is taken for it; bareon-boot verify --repair copies it.`);
      return kept.info;
    }
    warnings.push(`Which image an entry belongs to cannot be told. ${error.message}`);
    return null;
  }
}

/** Reads what decides the next boots, and checks that it is this partition's. Throws "nopartition", and "unverified" if it is damaged. */
export async function readContent({ host }: Context, store: BootStore): Promise<StoreContent> {
  const { partition } = store;
  const directory = await enterStore(store, "read");
  const warnings: string[] = [];
  const [menuText, info, found] = await joinAll([
    readMember(host, partition, directory, menuPath),
    readInfo(host, store, directory, warnings),
    readEnvironment(host, directory),
  ]);
  const others = store.copies.map(({ environment }) => environment);
  const environment = others.length === 0 ? found : { ...found, env: mergeArmed(found.env, others) };
  return { menuText, menu: parseMenu(menuText), info, environment, warnings };
}

/** A file on the partition, if it is there. */
async function readOptional({ host }: Context, store: BootStore, path: string): Promise<string | undefined> {
  return await readPlace(host, await enterStore(store, "read"), path);
}

/** The history, oldest first. Throws "failure" if it cannot be read. */
export async function readHistory(ctx: Context, store: BootStore): Promise<readonly HistoryLine[]> {
  return parseHistory((await readOptional(ctx, store, historyPath)) ?? "");
}

/** How UEFI starts the node. Throws "failure" if the file cannot be read. */
export async function readLoaderInfo(ctx: Context, store: BootStore): Promise<LoaderRecord> {
  return parseLoaderInfo(await readOptional(ctx, store, loaderInfoPath));
}
