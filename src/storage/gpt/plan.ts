/** The partitions of each named disk: layout, identities, types and names. What lies on them is planned by the other layers. */
import { biosBootName, biosBootType, linuxDataType } from "../../base/places.ts";
import { BareonError, type Difference } from "../../base/errors.ts";
import { ceilMiB, floorMiB, renderMiB, renderSize } from "../../base/sizes.ts";
import { type DiskSpec, hasBiosBoot } from "../../config/deploy-config.ts";
import { renderAsked } from "../../config/implicit-parts.ts";
import type { Disk } from "../../schema/inventory.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import type { ExtendRequest, LayerPlan, LayerRequest, Place, ServicePartition } from "../layer.ts";
import { extendDisk } from "./extend.ts";
import { growDisk } from "./grow.ts";
import { type Extent, layOut } from "./layout.ts";
import { driveSlot } from "./config-drive.ts";
import { partitionDevice, planMultipath } from "../partition-device.ts";
import { type PartSlot, type Slot, checkNumber, checkPartition } from "./slot.ts";

/** UTF-16 units that GPT has for a name. */
const maximumName = 36;

/** One disk: what is asked for on it, and what was found. */
export interface DiskRequest {
  readonly request: LayerRequest;
  readonly index: number;
  readonly spec: DiskSpec;
  readonly disk: Disk;
}

interface DividedDisk {
  readonly disk: PlannedDisk;
  readonly places: readonly (readonly [object, Place])[];
  readonly differences?: readonly Difference[];
}

/** Throws BareonError "mismatch" if a disk is too small. */
export function planPartitions(request: LayerRequest): LayerPlan {
  const divided = request.config.disks.map((spec, index) => {
    const disk = request.disks[index];
    if (disk === undefined) throw new Error(`no disk was matched to ${spec.pointer}`);
    return { spec, ...divideDisk({ request, index, spec, disk }) };
  });
  return {
    lists: { disks: divided.map(({ disk }) => disk) },
    places: divided.flatMap(({ places }) => places),
    pointers: divided.map(({ spec, disk }) => [disk.path, spec.pointer]),
    differences: divided.flatMap(({ differences = [] }) => differences),
  };
}

function divideDisk(disk: DiskRequest): DividedDisk {
  const { request, spec } = disk;
  const { path, size, sectorSize } = disk.disk;
  const service = serviceSlots(disk);
  if (request.extend !== undefined) return addToDisk(disk, request.extend, service);
  if (request.grow === true) return makeLarger(disk, service);
  const extents = layOutDisk(disk, service);
  const places: (readonly [object, Place])[] = [];
  const drive = driveSlot(disk, extents);
  const slots: readonly Slot[] = [...service, ...partSlots(disk), ...(drive === undefined ? [] : [drive.slot])];
  checkNumber(slots.length, disk.disk, spec.pointer, service.length);
  const partitions = slots.map(({ part, pointer, purpose, type, name }, index): PlannedPartition => {
    const extent = extents[index] ?? drive?.extent;
    if (extent === undefined) throw new Error(`no place was laid out for partition ${index + 1} of ${path}`);
    checkPartition(request, { type, size: extent.size }, disk.disk, pointer ?? spec.pointer);
    const device = partitionDevice(disk.disk, index + 1);
    if (part !== undefined) places.push([part, { device, size: extent.size, sectorSize }]);
    return { device, number: index + 1, ...extent, type, partuuid: request.newUuid().toUpperCase(), name, purpose };
  });
  const tableId = request.newUuid().toUpperCase();
  const planned = { path, size, declaredSize: spec.size, sectorSize, tableId, ...planMultipath(disk.disk), partitions };
  return { disk: planned, places };
}

/** Its own table, with what is not there added to it. */
function addToDisk(
  { request, spec, disk }: DiskRequest,
  extend: ExtendRequest,
  service: readonly ServicePartition[],
): DividedDisk {
  const { path, size, sectorSize, table } = disk;
  const slots = [...service, ...partSlots({ request, spec })];
  const { pointer, size: declaredSize } = spec;
  const { partitions, places } = extendDisk({ request: { ...request, extend }, disk, pointer, declaredSize, slots });
  const known = { path, size, declaredSize, sectorSize, tableId: table?.id ?? "", ...planMultipath(disk) };
  return { disk: { ...known, stays: true, partitions }, places };
}

/** Its own table, with larger partitions and more of them. */
function makeLarger({ request, spec, disk }: DiskRequest, service: readonly ServicePartition[]): DividedDisk {
  const { path, size, sectorSize, table } = disk;
  const slots = [...service, ...partSlots({ request, spec })];
  const { pointer, size: declaredSize } = spec;
  const { partitions, ...grown } = growDisk({ request, disk, pointer, declaredSize, slots });
  const known = { path, size, declaredSize, sectorSize, tableId: table?.id ?? "", ...planMultipath(disk) };
  return { disk: { ...known, partitions }, ...grown };
}

function layOutDisk({ spec, disk }: DiskRequest, service: readonly ServicePartition[]): readonly Extent[] {
  const { path, size, sectorSize } = disk;
  const layout = layOut({
    realSize: size,
    sectorSize,
    declaredSize: spec.size,
    service: service.map((slot) => slot.size),
    volumes: spec.parts.map((part) => part.size),
  });
  if (layout.kind === "fits") return layout.extents;
  const implicit = service.map((slot) => ({
    name: slot.purpose,
    size: ceilMiB(slot.size),
  }));
  const asked = renderAsked(layout.needed - implicit.reduce((sum, part) => sum + part.size, 0), implicit);
  throw new BareonError(
    "mismatch",
    `${spec.pointer}: ${path} (${renderSize(size)}, declared ${renderMiB(floorMiB(spec.size))}) is too small: ${renderMiB(layout.needed)} are asked for and ${renderMiB(layout.available)} are usable; ${asked}`,
    {
      hint: 'The two partition tables and alignment take 2 MiB of the real disk. Ask for less, or use "remaining" for one volume.',
    },
  );
}

function serviceSlots({ request, index, spec }: DiskRequest): ServicePartition[] {
  const { config, firmware, extend } = request;
  const isBios = hasBiosBoot(config, spec) && (extend?.isAdopted !== true || firmware === "bios");
  const name = extend?.isAdopted === true ? biosBootName : "";
  return [
    ...(isBios ? [{ purpose: "bios-boot", type: biosBootType, name, size: spec.biosBootSize } as const] : []),
    ...(firmware === "bios" && config.reservedSize !== undefined
      ? [{ purpose: "reserved", type: linuxDataType, name: "reserved", size: config.reservedSize } as const]
      : []),
    ...request.layers.flatMap(({ servicePartitions }) => servicePartitions?.(request, index) ?? []),
  ];
}

function partSlots({ request, spec }: Pick<DiskRequest, "request" | "spec">): PartSlot[] {
  return spec.parts.map((part) => {
    const use = request.layers
      .map(({ partition }) => partition?.(part, request))
      .find((candidate) => candidate !== undefined);
    if (use === undefined) throw new Error(`no layer knows what ${part.pointer} becomes`);
    return { ...use, name: tableName(use.name), part, pointer: part.pointer };
  });
}

/** sfdisk knows no way to write these two, and drops a name with others than ASCII characters in the C locale (2.38). */
function tableName(name: string): string {
  return name
    .replaceAll(/["\\]/gu, "")
    .replaceAll(/[^ -~]/gu, "?")
    .trim()
    .slice(0, maximumName)
    .trim();
}
