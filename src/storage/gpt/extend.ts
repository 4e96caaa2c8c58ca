/** Which of a disk's partitions are there already, and where in its free space the others go; nothing that is there is moved. */
import { BareonError, type Difference } from "../../base/errors.ts";
import { MiB, renderSize } from "../../base/sizes.ts";
import { type DeployConfig, type PartSpec, isBootable } from "../../config/deploy-config.ts";
import type { Partition } from "../../schema/inventory.ts";
import type { PlannedPartition } from "../../schema/plan.ts";
import { mismatch, none, tolerance } from "../compare.ts";
import { partitionId } from "../identity.ts";
import type { ExtendRequest, LayerRequest, Place } from "../layer.ts";
import type { Extent } from "./layout.ts";
import { partitionDevice } from "../partition-device.ts";
import { checkNumber, checkPartition, placeOf } from "./slot.ts";
import { type AskedDisk, findGaps, findWanted, type Wanted } from "./wanted.ts";
import { renderPlace } from "./compare.ts";

export interface ExtendDisk extends AskedDisk {
  readonly request: LayerRequest & { readonly extend: ExtendRequest };
}

function isSpare({ request }: ExtendDisk, { partuuid }: Partition): boolean {
  return request.extend.spare.has(partitionId(partuuid));
}

/** True for a volume that belongs to nothing but systems that the node does not have yet. */
function isForNewSystems(part: PartSpec | undefined, { images }: DeployConfig, { systems }: ExtendRequest): boolean {
  const names = images.filter((image) => isBootable(image) && !systems.has(image.name)).map(({ name }) => name);
  return part !== undefined && "images" in part && part.images.every((image) => names.includes(image));
}

function isOwned({ part }: Wanted, owners: ReturnType<ExtendRequest["ownersOf"]>): boolean {
  if (part === undefined || !("mount" in part)) return false;
  return owners.some(({ system, mount }) => part.mount === mount && part.images.includes(system));
}

function isExisting({ part }: Wanted): boolean {
  return part !== undefined && "existing" in part && part.existing !== undefined;
}

/** True for a volume whose identity the config has. */
function isNamed({ part }: Wanted, found: Partition): boolean {
  if (part === undefined || !("existing" in part) || part.existing === undefined) return false;
  return [partitionId(found.partuuid), `UUID=${(found.content?.uuid ?? "").toLowerCase()}`].includes(part.existing);
}

function isOfSize({ bytes }: Wanted, { size }: Partition): boolean {
  return bytes === undefined || Math.abs(bytes - size) <= tolerance;
}

function isOfKind({ part, type }: Wanted, found: Partition): boolean {
  return part !== undefined && "fileSystem" in part && part.fileSystem !== undefined
    ? found.content?.type === part.fileSystem
    : type === found.type.toUpperCase();
}

/**
 * The partition that each of what is asked for is; undefined for what is not there. What a system has is known by its filesystem, all
 * else by its name in the table, which a deploy gives it; what has another one, since other programs made it, by what it is, in order.
 */
function findMatches(disk: ExtendDisk, wanted: readonly Wanted[]): (Partition | undefined)[] {
  const { request } = disk;
  const { extend, config } = request;
  const matches = wanted.map((): Partition | undefined => undefined);
  const match = (isIt: (one: Wanted, found: Partition) => boolean): void => {
    for (const [index, one] of wanted.entries()) {
      if (matches[index] !== undefined) continue;
      matches[index] = disk.disk.partitions.find((found) => !matches.includes(found) && isIt(one, found));
    }
  };
  const owners = ({ content }: Partition): ReturnType<ExtendRequest["ownersOf"]> =>
    extend.ownersOf(content?.uuid ?? "");
  match((one, found) => isNamed(one, found));
  match((one, found) => !isExisting(one) && isOwned(one, owners(found)));
  const isFree = (one: Wanted, found: Partition): boolean =>
    owners(found).length === 0 &&
    // What another program made is nothing of ours because it looks like that.
    !isExisting(one) &&
    (!extend.isAdopting || isSpare(disk, found)) &&
    (isSpare(disk, found)
      ? // A part of something larger that was left is a part again, or nothing.
        isOfSize(one, found) && (found.uses.length === 0 || one.type === found.type.toUpperCase())
      : !isForNewSystems(one.part, config, extend));
  const isAlone = (name: string): boolean =>
    name !== "" &&
    wanted.filter((one) => one.name === name).length === 1 &&
    disk.disk.partitions.filter((found) => found.name === name).length === 1;
  match((one, found) => isFree(one, found) && isAlone(one.name) && one.name === found.name);
  match((one, found) => {
    if (!isFree(one, found) || !isOfSize(one, found)) return false;
    // What takes the rest gets the largest piece, which is not what happens to be left.
    return isSpare(disk, found) ? one.bytes !== undefined : isOfKind(one, found);
  });
  return matches;
}

/** Each into the first piece that is large enough, in their order; one that takes the rest gets the largest that is left. */
function fill(disk: ExtendDisk, wanted: readonly Wanted[]): Map<Wanted, Extent> {
  const gaps = findGaps(disk);
  const extents = new Map<Wanted, Extent>();
  const take = (one: Wanted, gap: Extent | undefined, size: number): void => {
    if (gap === undefined || size < MiB) throw noRoom(disk, one, gaps);
    extents.set(one, { start: gap.start, size });
    gaps.splice(gaps.indexOf(gap), 1, { start: gap.start + size, size: gap.size - size });
  };
  for (const one of wanted) {
    const { bytes } = one;
    if (bytes !== undefined)
      take(
        one,
        gaps.find(({ size }) => size >= bytes),
        bytes,
      );
  }
  for (const one of wanted.filter(({ bytes }) => bytes === undefined)) {
    const largest = gaps.toSorted((gap, other) => other.size - gap.size)[0];
    take(one, largest, largest?.size ?? 0);
  }
  return extents;
}

function noRoom({ disk, pointer }: ExtendDisk, one: Wanted, gaps: readonly Extent[]): BareonError {
  const largest = Math.max(0, ...gaps.map(({ size }) => size));
  const asked = one.bytes === undefined ? "a volume" : renderSize(one.bytes);
  return new BareonError(
    "mismatch",
    `${one.pointer ?? pointer}: ${disk.path} has no free space for ${asked}: its largest free piece has ${renderSize(largest)}`,
    {
      hint: 'Nothing was changed. Policy "extend" neither moves nor resizes anything; "bareon-provision remove IMAGE --free-space" makes room.',
    },
  );
}

/** For partitions that nothing of a config can be, such as those beside an adopted system. */
const ofOthers =
  'Partitions of other programs are left alone only beside an adopted system that is in the config; once that was removed, a node with such partitions gets other systems by policy "clean".';

/** What is on the disk and not in the config, and the service partitions that are not there, which no disk of a deployed node lacks. */
function checkKnown(disk: ExtendDisk, wanted: readonly Wanted[], matches: readonly (Partition | undefined)[]): void {
  const { pointer, request } = disk;
  const { partitions, path, table } = disk.disk;
  const { isAdopted, isAdopting } = request.extend;
  const strange = isAdopted ? [] : partitions.filter((found) => !matches.includes(found) && !isSpare(disk, found));
  const lost = wanted.filter((one, index) => matches[index] === undefined && isExisting(one));
  const differences: Difference[] = [
    ...(table?.type === "gpt"
      ? []
      : [{ where: path, what: "partition table", expected: "gpt", found: table?.type ?? none, pointer }]),
    ...strange.map((found) => ({
      where: found.path,
      what: "partition",
      expected: none,
      found: renderPlace(found),
      pointer,
    })),
    ...lost.map(({ part, pointer: place = pointer }) => ({
      where: path,
      what: "partition",
      expected: part !== undefined && "existing" in part ? (part.existing ?? none) : none,
      found: none,
      pointer: place,
    })),
    ...wanted
      .filter(
        ({ part }, index) => !isAdopting && part === undefined && matches[index] === undefined && partitions.length > 0,
      )
      .map(({ purpose }) => ({ where: path, what: "partition", expected: purpose, found: none, pointer })),
  ];
  if (differences.length > 0) throw mismatch(request.config, differences, strange.length > 0 ? ofOthers : undefined);
}

export interface ExtendedDisk {
  /** In the order of their start. */
  readonly partitions: PlannedPartition[];
  readonly places: readonly (readonly [object, Place])[];
}

/** A partition that is there, with the size that the config has for it, for comparing; what it really has is taken over later. */
function presentPartition({ part: _part, purpose, type, name, bytes }: Wanted, found: Partition): PlannedPartition {
  const { path, number, start, size } = found;
  return { device: path, number, start, size: bytes ?? size, type, partuuid: found.partuuid ?? "", name, purpose };
}

/** Throws BareonError "mismatch" if the disk has anything that the config has not, or no room for what is new. */
export function extendDisk(disk: ExtendDisk): ExtendedDisk {
  const { request, pointer } = disk;
  const wanted = findWanted(disk);
  const matches = findMatches(disk, wanted);
  checkKnown(disk, wanted, matches);
  const extents = fill(
    disk,
    wanted.filter((_, index) => matches[index] === undefined),
  );
  let number = Math.max(0, ...disk.disk.partitions.map((found) => found.number));
  const places: (readonly [object, Place])[] = [];
  const partitions = wanted.map((one, index): PlannedPartition => {
    const found = matches[index];
    const partuuid = request.newUuid().toUpperCase();
    const isNew = found === undefined || isSpare(disk, found);
    const planned =
      found === undefined
        ? added(disk, one, { number: (number += 1), partuuid }, extents.get(one))
        : { ...presentPartition(one, found), ...(isNew ? { spare: true } : {}) };
    if (isNew) checkPartition(request, planned, disk.disk, one.pointer ?? pointer);
    const size = found?.size ?? planned.size;
    if (one.part !== undefined)
      places.push([one.part, { ...placeOf(planned, disk.disk), size, id: partitionId(planned.partuuid), isNew }]);
    return planned;
  });
  checkNumber(number, disk.disk, pointer, disk.slots.filter((slot) => !("part" in slot)).length);
  const left = disk.disk.partitions.filter((found) => !matches.includes(found));
  const spare = left.map((found): PlannedPartition =>
    presentPartition({ purpose: "volume", type: found.type, name: found.name ?? "", bytes: found.size }, found),
  );
  return { partitions: [...partitions, ...spare].toSorted((one, other) => one.start - other.start), places };
}

function added(
  { disk }: ExtendDisk,
  { purpose, type, name }: Wanted,
  { number, partuuid }: { readonly number: number; readonly partuuid: string },
  extent: Extent | undefined,
): PlannedPartition {
  if (extent === undefined) throw new Error(`no place was found for partition ${number} of ${disk.path}`);
  return { device: partitionDevice(disk, number), number, ...extent, type, partuuid, name, purpose, added: true };
}
