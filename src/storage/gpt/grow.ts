/**
 * A disk whose partitions stay where they are, are made as large as the config has them if free space follows, and get others in the
 * free space that is left. Nothing is moved, and nothing is made smaller.
 */
import type { Difference } from "../../base/errors.ts";
import { MiB, ceilMiB, floorMiB } from "../../base/sizes.ts";
import { configDriveName } from "../../base/places.ts";
import type { Partition } from "../../schema/inventory.ts";
import type { PlannedPartition } from "../../schema/plan.ts";
import { differenceRow, mismatch, none, type Row, tolerance, renderBytes } from "../compare.ts";
import type { Place } from "../layer.ts";
import { matchPartitions } from "./grow-match.ts";
import type { Extent } from "./layout.ts";
import { partitionDevice } from "../partition-device.ts";
import { checkNumber, checkPartition } from "./slot.ts";
import { type AskedDisk, findGaps, findWanted, roomOf, type Wanted } from "./wanted.ts";

export interface GrownDisk {
  /** In the order of their start. */
  readonly partitions: PlannedPartition[];
  readonly places: readonly (readonly [object, Place])[];
  /** What cannot become as the config has it; such a partition is planned as it is. */
  readonly differences: readonly Difference[];
}

/** One thing that is asked for, with the partition that it is, or undefined for one that is made. */
interface Slotted {
  readonly one: Wanted;
  readonly found: Partition | undefined;
}

/** What follows a partition: bytes of free space, and the partition after that. */
interface Following {
  readonly free: number;
  readonly next: Partition | undefined;
}

function followingOf(disk: AskedDisk, { start, size }: Partition): Following {
  const next = disk.disk.partitions
    .filter((other) => other.start > start)
    .toSorted((one, other) => one.start - other.start)[0];
  const end = next?.start ?? MiB + roomOf(disk);
  return { free: Math.max(floorMiB(end - start - size), 0), next };
}

function renderFollowing({ free, next }: Following): string {
  if (free === 0) return next === undefined ? "it ends where the disk does" : `${next.path} follows directly`;
  return `${renderBytes(free)} are free behind it`;
}

/** Why a partition of that use cannot be made larger, with what is on it now; undefined if it can. */
function findObstacle({ part, purpose, refusals }: Wanted, { content }: Partition): string | undefined {
  if (part === undefined) return `the implicit partition ${purpose} stays as it is`;
  if (refusals?.larger !== undefined) return refusals.larger;
  if (purpose === "raw" && content !== null) return `${content.type} on it may have something at its end`;
  return undefined;
}

/** Whether it gets larger, or why it cannot be as large as the config has it. */
function judgeSize(disk: AskedDisk, { one, found }: Required<Slotted> & { readonly found: Partition }): number | Row {
  const { bytes } = one;
  const isSame = bytes !== undefined && Math.abs(bytes - found.size) <= tolerance;
  const following = followingOf(disk, found);
  const takesNothing = bytes === undefined && (following.free <= tolerance || disk.request.keepAll === true);
  if (isSame || takesNothing) return found.size;
  const asked = bytes === undefined ? "the rest" : renderBytes(bytes);
  const refuse = (why: string): Row => differenceRow("size", asked, `${renderBytes(found.size)}: ${why}`);
  if (bytes !== undefined && bytes < found.size) return refuse("nothing is made smaller");
  if (disk.request.keepAll === true) return refuse("the phase storage has not made it larger");
  const obstacle = findObstacle(one, found);
  if (obstacle !== undefined) return refuse(obstacle);
  if (bytes === undefined) return found.size;
  return found.size + following.free >= bytes ? bytes : refuse(renderFollowing(following));
}

/** Where what is new goes: behind what is there, except that what takes the rest leaves its free space until it is known how much is left. */
function placeNew(
  gaps: readonly Extent[],
  wanted: readonly Wanted[],
  takesRest: (gap: Extent) => boolean,
): ReadonlyMap<Wanted, Extent> {
  const left = [...gaps];
  const extents = new Map<Wanted, Extent>();
  const take = (one: Wanted, index: number, size: number): void => {
    const gap = left[index];
    if (gap === undefined || size < MiB) return;
    const isLast = takesRest(gap);
    extents.set(one, { start: isLast ? gap.start + gap.size - size : gap.start, size });
    left[index] = { start: isLast ? gap.start : gap.start + size, size: gap.size - size };
  };
  for (const one of wanted) {
    const { bytes } = one;
    if (bytes !== undefined)
      take(
        one,
        left.findIndex(({ size }) => size >= bytes),
        bytes,
      );
  }
  for (const one of wanted.filter(({ bytes }) => bytes === undefined)) {
    const size = Math.max(0, ...left.map((gap) => gap.size));
    take(
      one,
      left.findIndex((gap) => gap.size === size),
      size,
    );
  }
  return extents;
}

interface Sized {
  /** The size that each partition that is there gets. */
  readonly sizes: ReadonlyMap<Partition, number>;
  readonly extents: ReadonlyMap<Wanted, Extent>;
}

/** First what has a size of its own, then what is new, then what takes the rest. */
function giveRoom(disk: AskedDisk, slotted: readonly Slotted[], fixed: ReadonlyMap<Partition, number>): Sized {
  const rest = slotted.find(({ one, found }) => one.bytes === undefined && found !== undefined);
  const isRestFixed = rest?.found === undefined || findObstacle(rest.one, rest.found) !== undefined;
  const end = rest?.found === undefined ? 0 : rest.found.start + rest.found.size;
  const isBehindRest = ({ start }: Extent): boolean => !isRestFixed && start === ceilMiB(end);
  const sizesNow = disk.disk.partitions.map((one) => ({ ...one, size: fixed.get(one) ?? one.size }));
  const fresh = slotted.filter(({ found }) => found === undefined).map(({ one }) => one);
  const extents = disk.request.keepAll === true ? new Map() : placeNew(findGaps(disk, sizesNow), fresh, isBehindRest);
  const sizes = new Map(fixed);
  if (!isRestFixed && rest.found !== undefined && disk.request.keepAll !== true) {
    const added = Array.from(extents.values(), (extent: Extent) => extent.start).filter((start) => start >= end);
    const { free } = followingOf(disk, rest.found);
    const limit = Math.min(end + free, ...added);
    if (limit - end > tolerance) sizes.set(rest.found, limit - rest.found.start);
  }
  return { sizes, extents };
}

/** A config drive is nothing of the config, and stays. */
function findDrives(disk: AskedDisk, slotted: readonly Slotted[]): Partition[] {
  return disk.disk.partitions.filter(
    (found) => found.name === configDriveName && !slotted.some((one) => one.found === found),
  );
}

function present(
  { purpose, type, name }: Pick<Wanted, "purpose" | "type" | "name">,
  found: Partition,
  size: number,
): PlannedPartition {
  const { path, number, start, partuuid, unfinished } = found;
  return {
    ...{ device: path, number, start, size, type, partuuid: partuuid ?? "", name, purpose },
    ...(size === found.size ? {} : { grownFrom: found.size }),
    ...(unfinished === true ? { unfinished } : {}),
  };
}

function placeOn({ device, size, grownFrom }: PlannedPartition, isNew: boolean, sectorSize: number): Place {
  return { device, size, sectorSize, ...(isNew ? { isNew } : { sizeNow: grownFrom ?? size }) };
}

/** Notes what cannot become as the config has it. */
type Note = (one: Wanted, where: string, row: Row) => void;

/** The size that each partition gets that is there and has a size of its own in the config. */
function sizeFound(disk: AskedDisk, slotted: readonly Slotted[], note: Note): Map<Partition, number> {
  const sizes = new Map<Partition, number>();
  for (const { one, found } of slotted) {
    if (found === undefined) continue;
    const judged = judgeSize(disk, { one, found });
    sizes.set(found, typeof judged === "number" ? judged : found.size);
    if (typeof judged !== "number") note(one, found.path, judged);
    if (found.unfinished === true && disk.request.keepAll === true)
      note(one, found.path, differenceRow("partition", "made", "the phase storage has not made it to its end"));
  }
  return sizes;
}

/** Numbers what is new, behind all that is there. */
function planSlots(
  disk: AskedDisk,
  slotted: readonly Slotted[],
  { sizes, extents }: Sized,
  note: Note,
): Pick<GrownDisk, "partitions" | "places"> {
  const { request, pointer } = disk;
  const { path, sectorSize, partitions: there } = disk.disk;
  let number = Math.max(0, ...there.map((found) => found.number));
  const places: (readonly [object, Place])[] = [];
  const partitions = slotted.flatMap(({ one, found }): PlannedPartition[] => {
    const partuuid = request.newUuid().toUpperCase();
    const extent = extents.get(one);
    const lack = found === undefined ? findLack(disk, one, extent) : undefined;
    if (lack !== undefined) note(one, path, lack);
    if (lack !== undefined || (found === undefined && extent === undefined)) return [];
    const planned =
      found === undefined
        ? addPartition(disk, one, { number: (number += 1), partuuid, ...(extent as Extent) })
        : present(one, found, sizes.get(found) ?? found.size);
    const isNew = planned.unfinished === true;
    if (isNew) checkPartition(request, planned, disk.disk, one.pointer ?? pointer);
    if (one.part !== undefined) places.push([one.part, placeOn(planned, isNew, sectorSize)]);
    return [planned];
  });
  checkNumber(number, disk.disk, pointer, disk.slots.filter((slot) => !("part" in slot)).length);
  return { partitions, places };
}

/** Throws BareonError "mismatch" if the disk has no GPT, of which nothing else could be said. */
export function growDisk(disk: AskedDisk): GrownDisk {
  const { request, pointer } = disk;
  const { path, table } = disk.disk;
  const whole = { where: path, what: "partition table", expected: "gpt", found: table?.type ?? none, pointer };
  if (table?.type !== "gpt") throw mismatch(request.config, [whole]);
  const wanted = findWanted(disk);
  const { matches, differences: unclear } = matchPartitions(disk, wanted);
  const slotted = wanted.map((one, index): Slotted => ({ one, found: matches[index] }));
  const differences: Difference[] = [...unclear];
  const note: Note = (one, where, row) => void differences.push({ where, pointer: one.pointer ?? pointer, ...row });
  const sized = giveRoom(disk, slotted, sizeFound(disk, slotted, note));
  const { partitions, places } = planSlots(disk, slotted, sized, note);
  const kept = findDrives(disk, slotted).map((found) =>
    present({ purpose: "config-drive", type: found.type.toUpperCase(), name: found.name ?? "" }, found, found.size),
  );
  return {
    partitions: [...partitions, ...kept].toSorted((one, other) => one.start - other.start),
    places,
    differences,
  };
}

/** Why what is not there cannot be made; undefined if it can. */
function findLack(disk: AskedDisk, one: Wanted, extent: Extent | undefined): Row | undefined {
  const asked = one.bytes === undefined ? "the rest" : renderBytes(one.bytes);
  const refuse = (expected: string, why: string): Row => differenceRow("partition", expected, `${none}: ${why}`);
  if (one.part === undefined) return refuse(one.purpose, "an implicit partition is not added");
  if (disk.request.keepAll === true) return refuse(asked, "the phase storage has not made it");
  if (one.refusals?.added !== undefined) return refuse(asked, one.refusals.added);
  if (extent !== undefined) return undefined;
  const largest = Math.max(0, ...findGaps(disk, disk.disk.partitions).map(({ size }) => size));
  return refuse(asked, `the largest free piece has ${renderBytes(largest)}`);
}

function addPartition(
  { disk }: AskedDisk,
  { purpose, type, name }: Wanted,
  place: { readonly number: number; readonly partuuid: string } & Extent,
): PlannedPartition {
  const { number, partuuid, start, size } = place;
  const identity = { device: partitionDevice(disk, number), number, start, size, type, partuuid, name, purpose };
  return { ...identity, added: true, unfinished: true };
}
