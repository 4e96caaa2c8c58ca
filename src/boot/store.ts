/** The multiboot partition on the machine: found, read, and its default changed in place; what to write is decided elsewhere. */
import { BareonError } from "../base/errors.ts";
import { resolveBelow } from "../host/below.ts";
import type { Context, Host } from "../host/host.ts";
import { type PrivateMounts, openPrivateMounts } from "../host/private-mounts.ts";
import type { Scope } from "../host/scope.ts";
import type { Partition } from "../schema/bareon-boot.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import { validate } from "../schema/boot-info.validate.js";
import { type Filesystem, listFilesystems, parseFilesystems } from "../tools/blkid-list.ts";
import { readUncached } from "../tools/dd.ts";
import { locateMultiboot, multibootFile, multibootType } from "./locate.ts";
import { type ParsedMenu, infoPath, menuPath, parseMenu } from "./menu.ts";
import { planDefault } from "./set-default.ts";

/** Readers lock too: the kernel gives nobody a writable superblock while a reader holds a read-only one. */
const lockPath = "/run/bareon/boot.lock";
/** Seconds to wait for another bareon-boot, which takes well under one. */
const lockLimit = 10;

export interface BootStore {
  readonly partition: Partition;
  readonly mounts: PrivateMounts;
  /** Every filesystem of the machine. */
  readonly filesystems: readonly Filesystem[];
}

export interface BootState {
  readonly menu: ParsedMenu;
  readonly info: BootInfo;
}

/** Finds the partition and takes the lock; both end with the scope. `uuid` goes before what the system says. Throws "nopartition" and "locked". */
export async function openStore(ctx: Context, scope: Scope, uuid: string | null): Promise<BootStore> {
  const { host } = ctx;
  const listing = host.run(listFilesystems());
  // Handled below; but where opening fails first, nobody waits for it any more.
  listing.catch(() => undefined);
  const mounts = await openPrivateMounts(ctx, scope, lockPath, lockLimit);
  const filesystems = parseFilesystems((await listing).stdout);
  const file = await host.readText(multibootFile);
  return { partition: locateMultiboot(filesystems, { option: uuid, file: file ?? null }), mounts, filesystems };
}

async function open(store: BootStore, access: "read" | "write"): Promise<string> {
  return await store.mounts.mount({ source: store.partition.device, type: multibootType, access });
}

function notMultiboot({ device }: Partition, problem: string): BareonError {
  return new BareonError("nopartition", `${device} is not a multiboot partition: ${problem}.`, { hint: "Name the right one with --uuid." });
}

function parseInfo(partition: Partition, text: string): BootInfo {
  let info: unknown;
  try {
    info = JSON.parse(text);
  } catch (error) {
    throw new BareonError("unverified", `${infoPath} on ${partition.device} is damaged: it is no JSON.`, { cause: error });
  }
  if (!validate(info)) {
    const [first] = validate.errors ?? [];
    throw new BareonError("unverified", `${infoPath} on ${partition.device} is damaged: ${first?.instancePath ?? ""} ${first?.message ?? ""}.`);
  }
  if (info.multiboot_partition?.toLowerCase() !== partition.uuid.toLowerCase()) {
    throw notMultiboot(partition, `its ${infoPath} is that of ${info.multiboot_partition ?? "a node without one"}, but its own UUID is ${partition.uuid}`);
  }
  return info;
}

async function readMember(host: Host, partition: Partition, directory: string, path: string): Promise<string> {
  const text = await host.readText(await resolveBelow(host, directory, path));
  if (text === undefined) throw notMultiboot(partition, `it has no ${path}`);
  return text;
}

/** Reads the menu and boot-info, and checks that they are this partition's. Throws "nopartition", and "unverified" where they are damaged. */
export async function readState({ host }: Context, store: BootStore): Promise<BootState> {
  const { partition } = store;
  const directory = await open(store, "read");
  const info = parseInfo(partition, await readMember(host, partition, directory, infoPath));
  const menu = parseMenu(await readMember(host, partition, directory, menuPath));
  return { menu, info };
}

async function overwrite(host: Host, store: BootStore, index: number): Promise<string> {
  const { partition } = store;
  const directory = await open(store, "write");
  const path = await resolveBelow(host, directory, menuPath);
  // Read again: mounting for writing has replayed the journal.
  const change = planDefault(await readMember(host, partition, directory, menuPath), index);
  await host.writeInSector(path, change.offset, new TextEncoder().encode(change.field));
  return change.after;
}

async function verify(host: Host, store: BootStore, expected: string): Promise<void> {
  const directory = await open(store, "read");
  const { stdout } = await host.run(readUncached(await resolveBelow(host, directory, menuPath)));
  if (stdout !== expected) {
    throw new BareonError("unverified", `${menuPath} on ${store.partition.device} is not what was written to it.`, {
      hint: "Look at the disk's health (dmesg, smartctl); then run the command again.",
    });
  }
}

/**
 * Makes the entry the default: one write inside one sector, flushed, unmounted, and read back from the disk.
 * Throws "readonly" where it cannot be written and "unverified" where it is damaged or differs afterwards.
 */
export async function writeDefault({ host }: Context, store: BootStore, index: number): Promise<void> {
  await store.mounts.unmountAll();
  const expected = await overwrite(host, store, index).catch((error: unknown) => {
    if (!(error instanceof BareonError) || error.exit !== "failure") throw error;
    throw new BareonError("readonly", `The default cannot be written to ${store.partition.device}. ${error.message}`, { cause: error });
  });
  await store.mounts.unmountAll();
  await verify(host, store, expected);
}
