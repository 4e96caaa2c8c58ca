/** Changes the partition table of a disk that may be in use: partitions are added, taken out or made larger, and no other is touched. */
import type { Command } from "../base/command.ts";
import { BareonError } from "../base/errors.ts";
import { findAside, planWrites, type TableWrite } from "../formats/gpt-writes.ts";
import {
  isWhole,
  parseEntries,
  parseHeader,
  type TableEntry,
  type TableHeader,
  withEntry,
  withLast,
  withoutAttribute,
  withoutEntry,
} from "../formats/gpt.ts";
import type { Context, Host } from "../host/host.ts";
import { deviceNode, readDevice } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { waitFor } from "../host/wait.ts";
import { unfinishedBit } from "../programs/sfdisk.ts";
import type { Disk } from "../schema/inventory.ts";
import type { PlannedPartition } from "../schema/plan.ts";

/** Bytes that a write cannot tear. */
const piece = 512;

type TableDisk = Pick<Disk, "path" | "size" | "sectorSize">;

interface Table {
  readonly header: TableHeader;
  readonly bytes: Uint8Array;
  readonly entries: readonly TableEntry[];
}

async function readTable(host: Host, { path, sectorSize }: TableDisk): Promise<Table> {
  const header = parseHeader(await readDevice(host, path, sectorSize, piece));
  const bytes =
    header === undefined ? undefined : await readDevice(host, path, header.entries * sectorSize, header.length);
  if (header === undefined || bytes === undefined || !isWhole(header, bytes))
    throw new BareonError("storage", `${path} has no whole partition table at its start`, {
      hint: "The copy at its end may be whole: sfdisk writes both anew from that.",
    });
  return { header, bytes, entries: parseEntries(bytes) };
}

/** Throws "storage" if the new one lies on one that is there, or has the number of it. */
function checkFree({ path, size, sectorSize }: TableDisk, table: Table, { number, first, last }: TableEntry): void {
  const isInTheWay = table.entries.some((one) => one.number === number || (one.first <= last && first <= one.last));
  const after = size / sectorSize - 1 - Math.ceil(table.header.length / sectorSize);
  if (isInTheWay || number * 128 > table.header.length || first < table.header.first || last >= after)
    throw new BareonError("storage", `${path} has no room for a partition ${number} any more`);
}

function entryOf(
  { number, start, size }: Pick<PlannedPartition, "number" | "start" | "size">,
  sectorSize: number,
): TableEntry {
  return { number, first: start / sectorSize, last: (start + size) / sectorSize - 1 };
}

async function writeChanged(host: Host, path: string, { offset, bytes }: TableWrite): Promise<void> {
  const there = await host.readBytes(path, offset, bytes.length);
  for (let start = 0; start < bytes.length; start += piece) {
    const part = bytes.subarray(start, start + piece);
    if (Buffer.compare(part, there.subarray(start, start + part.length)) !== 0)
      await host.writeInSector(path, offset + start, part);
  }
}

/** GPT attribute 63: see programs/sfdisk.ts. */
const noAuto = 1n << 63n;
const unfinished = 1n << BigInt(unfinishedBit);

export interface TableChange {
  readonly add: readonly PlannedPartition[];
  /** Whether what is added is marked as not made to its end. */
  readonly marksAdded?: boolean;
  /** Those that are there, with the sizes that they get. */
  readonly grow?: readonly PlannedPartition[];
  /** Numbers of those that lose that mark. */
  readonly finish?: readonly number[];
  /** What erases the places of these; once they are partitions, udev would switch on what it finds there. */
  readonly clear: readonly Command[];
  /** Numbers; one that is not there is gone already. */
  readonly remove: readonly number[];
}

/** udev has a disk for moments, and leaves it alone as long as this program has it. */
async function lockDisk(ctx: Context, scope: Scope, path: string): Promise<void> {
  await waitFor(ctx, 30, async () => {
    const lock = await ctx.host.lock(path);
    if (lock === undefined) return `another program has a lock on ${path}`;
    scope.defer(async () => await lock.release());
    return undefined;
  });
}

/** Throws "storage" if it is not where it was, or if another one is in the way. */
function checkGrown(disk: TableDisk, table: Table, wanted: TableEntry): void {
  const { number, first, last } = wanted;
  const found = table.entries.find((one) => one.number === number);
  if (found?.first !== first)
    throw new BareonError("storage", `partition ${number} of ${disk.path} is not where it was`);
  if (found.last === last) return;
  if (found.last > last) throw new BareonError("storage", `partition ${number} of ${disk.path} is larger than it was`);
  const others = table.entries.filter((one) => one !== found);
  checkFree(disk, { ...table, entries: others }, wanted);
}

function withChange({ bytes, entries }: Table, disk: TableDisk, change: TableChange): Uint8Array {
  const { add, marksAdded = false, grow = [], finish = [], remove } = change;
  const removed = entries
    .filter(({ number }) => remove.includes(number))
    .reduce((left, { number }) => withoutEntry(left, number), bytes);
  const grown = grow.reduce((left, one) => withLast(left, entryOf(one, disk.sectorSize)), removed);
  const finished = finish.reduce((left, number) => withoutAttribute(left, number, unfinished), grown);
  return add.reduce((left, { type, partuuid, name, purpose, ...place }) => {
    const attributes = (purpose === "bios-boot" ? 0n : noAuto) | (marksAdded ? unfinished : 0n);
    return withEntry(left, { ...entryOf(place, disk.sectorSize), type, partuuid, name, attributes });
  }, finished);
}

/** The table as it is. Throws BareonError "storage" if the disk is not as it was, or has no room for the change. */
export async function checkChange(
  { host }: Pick<Context, "host">,
  disk: TableDisk,
  { add, grow = [] }: Pick<TableChange, "add" | "grow">,
): Promise<Table> {
  const table = await readTable(host, disk);
  for (const one of add) checkFree(disk, table, entryOf(one, disk.sectorSize));
  for (const one of grow) checkGrown(disk, table, entryOf(one, disk.sectorSize));
  return table;
}

/**
 * Both copies of the table are flushed; the kernel is not told. Throws BareonError "storage" or "failure" with nothing changed if the
 * disk is not as it was, and "failure" if it cannot be written.
 */
export async function changeTable(ctx: Context, named: TableDisk, change: TableChange): Promise<void> {
  const { host } = ctx;
  const disk = { ...named, path: await deviceNode(host, named.path) };
  const { path, size, sectorSize } = disk;
  await using scope = new Scope();
  await lockDisk(ctx, scope, path);
  const table = await checkChange(ctx, named, change);
  const { header, entries } = table;
  const added = change.add.map((partition) => entryOf(partition, sectorSize));
  for (const command of change.clear) await host.run(command);
  const firstUsed = Math.min(...[...entries, ...added].map(({ first }) => first));
  const found = { sectorSize, sectors: Math.floor(size / sectorSize), header, firstUsed };
  const aside = findAside(found);
  const former =
    aside === undefined || aside === header.entries
      ? []
      : [{ offset: aside * sectorSize, bytes: await host.readBytes(path, aside * sectorSize, header.length) }];
  for (const write of [...planWrites(found, withChange(table, disk, change)), ...former])
    await writeChanged(host, path, write);
  await scope.close();
}
