/** The arithmetic of one disk: where its partitions lie. Knows sizes only, neither devices nor filesystems. */
import { MiB, ceilMiB, divide, floorMiB, type SizeSpec } from "../../base/sizes.ts";

/** What a second GPT needs at the end of a disk: a header and 128 entries of 128 bytes. */
function backupTableSize(sectorSize: number): number {
  return sectorSize + Math.ceil((128 * 128) / sectorSize) * sectorSize;
}

export interface RoomRequest {
  /** Bytes that the disk really has. */
  readonly realSize: number;
  readonly sectorSize: number;
  /** Bytes that the config says the disk has. */
  readonly declaredSize: number;
}

export interface LayoutRequest extends RoomRequest {
  /** Bytes of the implicit partitions, which come first. */
  readonly service: readonly number[];
  readonly volumes: readonly SizeSpec[];
}

export interface Extent {
  readonly start: number;
  readonly size: number;
}

export type LayoutResult =
  | { readonly kind: "fits"; readonly extents: readonly Extent[] }
  /** What the partitions need and what there is for them, in bytes. */
  | { readonly kind: "too-small"; readonly needed: number; readonly available: number };

/** Bytes from 1 MiB on that can be given out: the declared size, or less if the real disk holds less between its two partition tables. */
export function usableSize({ realSize, sectorSize, declaredSize }: RoomRequest): number {
  return Math.max(Math.min(floorMiB(declaredSize), floorMiB(realSize - backupTableSize(sectorSize)) - MiB), 0);
}

/**
 * Places the service partitions and then the volumes, in order, from 1 MiB on, all in whole MiB: fixed sizes rounded up,
 * percentages (of what the service partitions leave) down, "remaining" exactly the rest. What is given out is the declared
 * size, or less if the real disk holds less between its two partition tables (provision.json(5), "Layout").
 */
export function layOut({ service, volumes, ...room }: LayoutRequest): LayoutResult {
  const available = usableSize(room);
  const implicit = service.map(ceilMiB);
  const asked = divide(available - sum(implicit), volumes);
  if (asked.kind === "too-small") return { kind: "too-small", needed: sum(implicit) + asked.needed, available };
  const sizes = [...implicit, ...asked.sizes];
  let start = MiB;
  const extents = sizes.map((size) => {
    const extent = { start, size };
    start += size;
    return extent;
  });
  return { kind: "fits", extents };
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

/**
 * A place for what comes after all volumes: within the declared size if that has room left, else behind it on the real disk.
 * Undefined if there is no room at all.
 */
export function placeBehind(room: RoomRequest, before: readonly Extent[], size: number): Extent | undefined {
  const end = before.reduce((last, extent) => Math.max(last, extent.start + extent.size), MiB);
  const declaredEnd = MiB + usableSize(room);
  const realEnd = MiB + usableSize({ ...room, declaredSize: room.realSize });
  const places = [
    { start: end, last: declaredEnd },
    { start: declaredEnd, last: realEnd },
    { start: end, last: realEnd },
  ];
  const place = places.find(({ start, last }) => start + size <= last);
  return place === undefined ? undefined : { start: place.start, size };
}
