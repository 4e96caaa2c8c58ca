/** What a config asks for on a disk that has a table already, with sizes, and the free space of that disk. */
import { MiB, ceilMiB, floorMiB, sizeWithin } from "../../base/sizes.ts";
import type { Disk } from "../../schema/inventory.ts";
import type { LayerRequest, ServicePartition } from "../layer.ts";
import { type Extent, usableSize } from "./layout.ts";
import type { PartSlot, Slot } from "./slot.ts";

export interface AskedDisk {
  readonly request: LayerRequest;
  readonly disk: Disk;
  readonly pointer: string;
  readonly declaredSize: number;
  /** All that the config asks for on the disk, the service partitions first. */
  readonly slots: readonly (ServicePartition | PartSlot)[];
}

/** One thing that is asked for, with the size that it has or gets. */
export interface Wanted extends Slot {
  /** Bytes; undefined for the rest of the room. */
  readonly bytes: number | undefined;
}

/** Bytes that there are to be given out. */
export function roomOf({ disk: { size, sectorSize }, declaredSize }: AskedDisk): number {
  return usableSize({ realSize: size, sectorSize, declaredSize });
}

/** A percentage is of what the service partitions leave, as if nothing were there. */
export function findWanted(disk: AskedDisk): Wanted[] {
  const service = disk.slots.reduce((sum, slot) => sum + ("part" in slot ? 0 : ceilMiB(slot.size)), 0);
  const room = Math.max(roomOf(disk) - service, 0);
  return disk.slots.map((slot): Wanted => {
    if (!("part" in slot)) return { ...slot, bytes: ceilMiB(slot.size) };
    const { size } = slot.part;
    return { ...slot, bytes: size.kind === "remaining" ? undefined : sizeWithin(size, room) };
  });
}

/** The pieces of room between these partitions, in whole MiB. */
export function findGaps(disk: AskedDisk, partitions: readonly Extent[] = disk.disk.partitions): Extent[] {
  const end = MiB + roomOf(disk);
  let start = MiB;
  const gaps: Extent[] = [];
  const taken = partitions.toSorted((one, other) => one.start - other.start);
  for (const { start: next, size } of [...taken, { start: end, size: 0 }]) {
    const stop = Math.min(floorMiB(next), end);
    if (stop > start) gaps.push({ start, size: stop - start });
    start = Math.max(start, ceilMiB(next + size));
  }
  return gaps;
}
