/**
 * A volume group that is kept gets what its physical volumes have got, its volumes become as large as the config has them, and others are
 * added, as far as there are free extents. Nothing is made smaller.
 */
import type { Difference } from "../../base/errors.ts";
import { sizeWithin } from "../../base/sizes.ts";
import type { GroupSpec, VolumeSpec } from "../../config/deploy-config.ts";
import { mapperPath } from "../../programs/lvm.ts";
import type { LogicalVolume, VolumeGroup } from "../../schema/inventory.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import { differenceRow, none, type Row, tolerance, renderBytes } from "../compare.ts";
import type { Part } from "./extend.ts";

export interface LargerGroup {
  readonly group: PlannedGroup;
  readonly differences: readonly Difference[];
}

type PlannedPart = PlannedGroup["physicalVolumes"][number];
type FoundPart = VolumeGroup["physicalVolumes"][number];

export interface GrowRequest {
  readonly spec: GroupSpec;
  readonly parts: readonly Part[];
  readonly found: VolumeGroup;
  /** True if an earlier part of the deploy has to have made all of it. */
  readonly keepAll: boolean;
}

/** Bytes that the group has of a physical volume once that has its whole device; a copy of the metadata at its end goes along. */
function sizeOnDevice({ size, start, deviceSize }: FoundPart, device: number, extent: number): number {
  if (start === undefined || deviceSize === undefined || device <= deviceSize + tolerance) return size;
  const behind = deviceSize - start - size;
  return Math.max(Math.floor((device - start - (behind < extent ? 0 : behind)) / extent) * extent, size);
}

function planPart({ device, size, metaSize, metaCopies, usable }: Part, { found, keepAll }: GrowRequest): PlannedPart {
  const own = found.physicalVolumes.find(({ path }) => path === device);
  const now = own?.size ?? usable;
  const then = own === undefined || keepAll ? now : sizeOnDevice(own, size, found.extentSize);
  return {
    ...{ device, metaSize, size: then },
    ...(metaCopies === undefined ? {} : { metaCopies }),
    ...(then > now ? { grownFrom: now } : {}),
  };
}

/** What of a group the config asks for, with bytes in whole extents; undefined for what takes the rest. */
interface Asked {
  readonly volume: VolumeSpec;
  readonly device: string;
  readonly bytes: number | undefined;
  readonly own: LogicalVolume | undefined;
}

/** Why a volume cannot be made larger; undefined if it can. */
function findObstacle({ volume, own }: Asked): string | undefined {
  if (own?.kind !== undefined) return `a volume of the kind ${own.kind} is not made larger`;
  if (own?.fixed !== undefined) return `it ${own.fixed}`;
  const { content = null } = own ?? {};
  return volume.fileSystem === undefined && content !== null
    ? `${content.type} on it may have something at its end`
    : undefined;
}

/** Bytes that it gets beside what it has, or why it cannot be as large as the config has it. Of what takes the rest: none. */
function judge(asked: Asked, { found: { extentSize }, keepAll }: GrowRequest): number | Row {
  const { bytes, own } = asked;
  const wanted = bytes === undefined ? "the rest" : renderBytes(bytes);
  if (own === undefined) {
    const missing = keepAll ? differenceRow("logical volume", wanted, `${none}: the phase storage has not made it`) : 0;
    return missing === 0 ? (bytes ?? 0) : missing;
  }
  const refuse = (why: string): Row => differenceRow("size", wanted, `${renderBytes(own.size)}: ${why}`);
  if (own.unfinished === true && keepAll) return refuse("the phase storage has not made it to its end");
  if (bytes === undefined || Math.abs(bytes - own.size) <= Math.max(tolerance, extentSize)) return 0;
  if (bytes < own.size) return refuse("nothing is made smaller");
  if (keepAll) return refuse("the phase storage has not made it larger");
  const obstacle = findObstacle(asked);
  return obstacle === undefined ? bytes - own.size : refuse(obstacle);
}

/** Every volume that asks for free extents if there are too few for all of them. */
function findLacks(asked: readonly Asked[], more: ReadonlyMap<Asked, number>, free: number): [Asked, Row][] {
  const needed = Array.from(more.values()).reduce((sum, bytes) => sum + bytes, 0);
  if (needed <= free) return [];
  const why = `${renderBytes(needed)} more are asked for in the group, and ${renderBytes(free)} are free`;
  return asked
    .filter((one) => (more.get(one) ?? 0) > 0)
    .map((one) => [
      one,
      one.own === undefined
        ? differenceRow("logical volume", renderBytes(one.bytes ?? 0), `${none}: ${why}`)
        : differenceRow("size", renderBytes(one.bytes ?? 0), `${renderBytes(one.own.size)}: ${why}`),
    ]);
}

function toPlanned({ volume, device, own }: Asked, more: number): PlannedGroup["volumes"] {
  const name = volume.name ?? "";
  if (own === undefined) return more === 0 ? [] : [{ name, device, size: more, added: true, unfinished: true }];
  return [
    {
      ...{ name, device, size: own.size + more },
      ...(more === 0 ? {} : { grownFrom: own.size }),
      ...(own.unfinished === true ? { unfinished: true } : {}),
    },
  ];
}

/** What the config asks for of a group that has so many bytes. */
function findAsked({ spec: { name, volumes }, found }: GrowRequest, size: number): Asked[] {
  return volumes.map((volume): Asked => {
    const bytes = volume.size.kind === "remaining" ? undefined : ceilExtent(sizeWithin(volume.size, size), found);
    const own = found.volumes.find((one) => one.name === volume.name);
    return { volume, device: mapperPath(name, volume.name ?? ""), bytes, own };
  });
}

function ceilExtent(bytes: number, { extentSize }: VolumeGroup): number {
  return Math.ceil(bytes / extentSize) * extentSize;
}

/** Bytes that no volume has, and that are given out; none if some are not plain, of which it is not known how many extents they take. */
function freeOf(found: VolumeGroup, parts: readonly PlannedPart[]): number {
  if (found.volumes.some(({ kind }) => kind !== undefined)) return 0;
  const used = found.volumes.reduce((sum, volume) => sum + ceilExtent(volume.size, found), 0);
  const closed = found.physicalVolumes.reduce((sum, { path, closed: bytes }) => {
    const more = bytes === undefined ? 0 : moreOf(parts.filter(({ device }) => device === path));
    return sum + (bytes ?? 0) + more;
  }, 0);
  return Math.max(found.size + moreOf(parts) - used - closed, 0);
}

/** Bytes by which physical volumes get larger. */
function moreOf(parts: readonly PlannedPart[]): number {
  return parts.reduce((sum, { size, grownFrom = size }) => sum + size - grownFrom, 0);
}

interface Shares {
  /** Bytes that each gets beside what it has. */
  readonly more: ReadonlyMap<Asked, number>;
  readonly problems: readonly [Asked, Row][];
}

/** First what has a size of its own, all of it or nothing, then what takes the rest. */
function share(asked: readonly Asked[], free: number, request: GrowRequest): Shares {
  const { extentSize: extent } = request.found;
  const more = new Map<Asked, number>();
  const problems: [Asked, Row][] = [];
  for (const one of asked) {
    const judged = judge(one, request);
    if (typeof judged === "number") more.set(one, judged);
    else problems.push([one, judged]);
  }
  const lacks = findLacks(asked, more, free);
  if (lacks.length > 0) return { more: new Map(), problems: [...problems, ...lacks] };
  const rest = asked.find((one) => one.bytes === undefined);
  if (rest === undefined || request.keepAll) return { more, problems };
  const needed = Array.from(more.values()).reduce((sum, bytes) => sum + bytes, 0);
  const left = Math.floor((free - needed) / extent) * extent;
  const isWorthIt = rest.own === undefined || (findObstacle(rest) === undefined && left > Math.max(tolerance, extent));
  if (isWorthIt) more.set(rest, left);
  if (rest.own === undefined && left < extent)
    problems.push([rest, differenceRow("logical volume", "the rest", `${none}: nothing is free in the group`)]);
  return { more, problems };
}

/** A volume that cannot be as the config has it is planned as it is, or not at all. */
export function makeGroupLarger(request: GrowRequest): LargerGroup {
  const { spec, parts, found } = request;
  const physicalVolumes = parts.map((part) => planPart(part, request));
  const size = found.size + moreOf(physicalVolumes);
  const asked = findAsked(request, size);
  const { more, problems } = share(asked, freeOf(found, physicalVolumes), request);
  const group = {
    ...{ name: spec.name, extentSize: found.extentSize, size, physicalVolumes },
    volumes: asked.flatMap((one) => toPlanned(one, more.get(one) ?? 0)),
  };
  const differences = problems.map(
    ([
      {
        device,
        volume: { pointer },
      },
      row,
    ]) => ({ where: device, pointer, ...row }),
  );
  return { group, differences };
}
