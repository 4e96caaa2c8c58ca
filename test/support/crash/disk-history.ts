/** What was on a virtual machine's disk at every moment of its run, from the log of its writes: any of these moments can be put onto an image. */
import { readFile } from "node:fs/promises";
import { execa } from "execa";
import { type BlockWrite, parseRequests, patchSectors, sectorSize, splitSectors } from "./write-log.ts";

/** A place in the log: the writes that were begun before. */
export interface Place {
  /** All writes before this flush are on the disk. */
  readonly epoch: number;
  /** So many writes after it were begun. */
  readonly begun: number;
}

/** What the guest wrote into the sector that is kept for this, such as "ack 7". */
export interface Mark extends Place {
  readonly text: string;
}

/** Whether what was begun at the first place was so at the second. */
export function isBefore(one: Place, other: Place): boolean {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.begun < other.begun);
}

function findMarks(epochs: readonly (readonly BlockWrite[])[], sector: number): Mark[] {
  return epochs.flatMap((writes, epoch) =>
    writes.flatMap((write, begun) =>
      write.sector === sector
        ? { text: Buffer.from(write.bytes.subarray(0, sectorSize)).toString("latin1").trim(), epoch, begun }
        : [],
    ),
  );
}

async function copySparse(from: string, to: string): Promise<void> {
  await execa("cp", ["--sparse=always", "--", from, to]);
}

export interface SectorRange {
  readonly start: number;
  /** The first one behind it. */
  readonly end: number;
}

const sectorsInBlock = 4096 / sectorSize;

/**
 * What a power cut leaves of writes that no flush has completed: in the range any of the sectors, elsewhere any of the blocks of
 * 4 KiB. A torn block is no fair trial of a journal with checksums: of a commit block that is not whole the kernel says "journal
 * transaction N is corrupt", and does not mount (j_failed_commit in fs/jbd2/recovery.c), whatever wrote the files.
 */
export function losing({ start, end }: SectorRange, keeps: () => boolean): (write: BlockWrite) => boolean {
  let last = { sector: -1, kept: true };
  return ({ sector }) => {
    const sameBlock = sector === last.sector + 1 && sector % sectorsInBlock !== 0;
    const kept = sameBlock && (sector < start || sector >= end) ? last.kept : keeps();
    last = { sector, kept };
    return kept;
  };
}

export class DiskHistory {
  /** The image; nothing may write to it. */
  readonly path: string;
  readonly marks: readonly Mark[];
  readonly #epochs: readonly (readonly BlockWrite[])[];
  /** Epochs that are on the image, all of each. */
  #done = 0;
  #undo: readonly BlockWrite[] = [];

  private constructor(path: string, epochs: readonly (readonly BlockWrite[])[], marks: readonly Mark[]) {
    this.path = path;
    this.#epochs = epochs;
    this.marks = marks;
  }

  /** Of the disk before its first write a copy is made at `path`. */
  static async open(
    path: string,
    { before, log, markSector }: { readonly before: string; readonly log: string; readonly markSector: number },
  ): Promise<DiskHistory> {
    await copySparse(before, path);
    const epochs = parseRequests(await readFile(log));
    return new DiskHistory(path, epochs, findMarks(epochs, markSector));
  }

  /** The disk at the place, on another image. */
  async copyAt(place: Place, path: string): Promise<string> {
    await copySparse(this.path, path);
    const copy = new DiskHistory(path, this.#epochs, this.marks);
    copy.#done = this.#done;
    copy.#undo = this.#undo;
    await copy.show(place);
    return path;
  }

  /** The last mark with that text. */
  mark(text: string): Mark {
    const mark = this.marks.findLast((one) => one.text === text);
    if (mark === undefined) throw new Error(`the guest wrote no mark "${text}"`);
    return mark;
  }

  get end(): Place {
    return { epoch: this.#epochs.length, begun: 0 };
  }

  /** Bytes that were written before the place. */
  bytesUntil({ epoch, begun }: Place): number {
    const whole = [...this.#epochs.slice(0, epoch).flat(), ...(this.#epochs[epoch] ?? []).slice(0, begun)];
    return whole.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /**
   * Makes the image what the disk was when the power failed at the place: of the writes since the last flush every sector is
   * there that `keeps` says. Returns how many sectors are lost. Places must come in their order.
   */
  async show({ epoch, begun }: Place, keeps: (write: BlockWrite) => boolean = () => true): Promise<number> {
    if (epoch < this.#done) throw new Error("a disk's history is shown forwards only");
    await patchSectors(this.path, this.#undo.toReversed());
    await patchSectors(this.path, this.#epochs.slice(this.#done, epoch).flat());
    this.#done = epoch;
    const sectors = (this.#epochs[epoch] ?? []).slice(0, begun).flatMap(splitSectors);
    const kept = sectors.filter(keeps);
    this.#undo = await patchSectors(this.path, kept);
    return sectors.length - kept.length;
  }

  /**
   * Random places between two, in their order and each in the middle of a write: a third of them evenly over what was written, most
   * of which is files; a third over the flushes; and a third over the flushes with writes to the range, which are few.
   */
  places(from: Place, to: Place, count: number, { random, range }: Choosing): Place[] {
    const writes = this.#epochs.flatMap((list, epoch) => list.map((write, begun) => ({ epoch, begun, write })));
    const between = writes.filter((place) => isBefore(from, place) && isBefore(place, to));
    const inRange = between.filter(({ write }) => write.sector >= range.start && write.sector < range.end);
    const anyOf = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const epochsOf = (list: typeof between): number[] => [...new Set(list.map(({ epoch }) => epoch))];
    const [all, few] = [epochsOf(between), epochsOf(inRange)];
    const total = between.reduce((sum, { write }) => sum + write.bytes.length, 0);
    const byBytes = (): Place | undefined => {
      let left = random() * total;
      return between.find(({ write }) => (left -= write.bytes.length) < 0);
    };
    const within = (epochs: readonly number[]): Place | undefined => {
      const chosen = anyOf(epochs);
      return anyOf(between.filter(({ epoch }) => epoch === chosen));
    };
    const ways = [byBytes, () => within(all), () => within(few)];
    return Array.from({ length: count }, (_, index) => ways[index % ways.length]?.() ?? to)
      .map(({ epoch, begun }) => ({ epoch, begun: begun + 1 }))
      .toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
  }
}

interface Choosing {
  readonly random: () => number;
  readonly range: SectorRange;
}
