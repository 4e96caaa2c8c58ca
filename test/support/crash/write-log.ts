/** Every write to a disk image while something works on it, in order and with the flushes between; the work sees a loop device. */
import { open, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { execa } from "execa";
import { attachLoop } from "../disks/loop-disk.ts";

export const sectorSize = 512;

/** What was written from a sector on: as many whole sectors as there are bytes. */
export interface BlockWrite {
  readonly sector: number;
  readonly bytes: Uint8Array;
}

/** One sector as it was written. */
export type SectorWrite = BlockWrite;

/** The writes between two flushes, in order. Any of them may be on the disk after a power cut, or not, sector by sector. */
export type Epoch = readonly SectorWrite[];

/** As dm-log-writes has it (drivers/md/dm-log-writes.c), which QEMU's blklogwrites writes too. */
const flags = { flush: 1n, discard: 4n };

export function splitSectors({ sector, bytes }: BlockWrite): SectorWrite[] {
  return Array.from({ length: bytes.length / sectorSize }, (_, index) => ({
    sector: sector + index,
    bytes: bytes.subarray(index * sectorSize, (index + 1) * sectorSize),
  }));
}

/**
 * The writes as they were asked for, those between two flushes together. The log advances by the sectors of an entry, not by the
 * length of its data; a discard has none. If the writer was killed, what it counted and had not written yet is missing, and entries
 * that it had not counted yet are there: behind those that are counted the log ends at a header that was not written.
 */
export function parseRequests(log: Buffer): BlockWrite[][] {
  const count = log.readBigUInt64LE(16);
  const epochs: BlockWrite[][] = [[]];
  let place = sectorSize;
  for (let entry = 0n; place + sectorSize <= log.length; entry += 1n) {
    if (entry >= count && log.subarray(place, place + 32).every((byte) => byte === 0)) break;
    const [sector, sectors, kind] = [
      Number(log.readBigUInt64LE(place)),
      Number(log.readBigUInt64LE(place + 8)),
      log.readBigUInt64LE(place + 16),
    ];
    place += sectorSize;
    if ((kind & flags.flush) !== 0n) epochs.push([]);
    if ((kind & flags.discard) !== 0n) continue;
    const size = sectors * sectorSize;
    if (place + size > log.length) break;
    if (size > 0) epochs.at(-1)?.push({ sector, bytes: log.subarray(place, place + size) });
    place += size;
  }
  return epochs.filter((epoch) => epoch.length > 0);
}

/** The same, sector by sector. */
function parseWriteLog(log: Buffer): Epoch[] {
  return parseRequests(log).map((epoch) => epoch.flatMap(splitSectors));
}

async function isExported(path: string, size: number): Promise<boolean> {
  try {
    const mounts = await readFile("/proc/self/mountinfo", "utf8");
    return mounts.includes(` ${path} `) && (await stat(path)).size === size;
  } catch {
    return false;
  }
}

/** Files of its own beside the image; the image has what was written afterwards. */
export async function recordWrites(image: string, work: (device: string) => Promise<void>): Promise<Epoch[]> {
  const [log, exported] = [`${image}.log`, `${image}.exported`];
  const { size } = await stat(image);
  await writeFile(log, "");
  await writeFile(exported, "");
  await truncate(exported, size);
  const daemon = execa(
    "qemu-storage-daemon",
    [
      "--blockdev",
      `driver=file,node-name=disk,filename=${image}`,
      "--blockdev",
      `driver=file,node-name=log,filename=${log}`,
      "--blockdev",
      `driver=blklogwrites,node-name=logged,file=disk,log=log,log-sector-size=${sectorSize}`,
      "--export",
      `type=fuse,id=export,node-name=logged,mountpoint=${exported},writable=on`,
    ],
    { reject: false },
  );
  try {
    const limit = Date.now() + 10_000;
    while (!(await isExported(exported, size))) {
      if (Date.now() > limit) throw new Error(`qemu-storage-daemon does not export ${exported}`);
      await setTimeout(20);
    }
    // The export has no page cache, so that the log has every write. Without --direct-io the loop device does one after the
    // other: QEMU 7.2 mixes up the data of requests that it gets at once.
    await using loop = await attachLoop(exported);
    await work(loop.device);
  } finally {
    daemon.kill("SIGTERM");
    await daemon;
  }
  return parseWriteLog(await readFile(log));
}

/** Writes sectors into a file, and gives back what was there. */
export async function patchSectors(path: string, writes: Iterable<BlockWrite>): Promise<BlockWrite[]> {
  await using file = await open(path, "r+");
  const before: BlockWrite[] = [];
  for (const { sector, bytes } of writes) {
    const old = new Uint8Array(bytes.length);
    await file.read(old, 0, old.length, sector * sectorSize);
    await file.write(bytes, 0, bytes.length, sector * sectorSize);
    before.push({ sector, bytes: old });
  }
  return before;
}

/** Without the writes that change nothing: a filesystem writes whole blocks for a few bytes in one of their sectors. */
export async function changingWrites(path: string, epoch: Epoch): Promise<Epoch> {
  await using file = await open(path, "r");
  const content = new Map<number, Uint8Array>();
  const kept: SectorWrite[] = [];
  for (const write of epoch) {
    let before = content.get(write.sector);
    if (before === undefined) {
      before = new Uint8Array(sectorSize);
      await file.read(before, 0, sectorSize, write.sector * sectorSize);
    }
    if (!Buffer.from(before).equals(write.bytes)) kept.push(write);
    content.set(write.sector, write.bytes);
  }
  return kept;
}
