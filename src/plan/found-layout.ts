/** What is on a machine in the form of a plan that keeps all of it: for what goes on without a deploy config. */
import type { Content, Disk, Inventory, MdArray, VolumeGroup } from "../schema/inventory.ts";
import type { Plan, PlannedArray, PlannedDisk, PlannedGroup, PlannedLayer } from "../schema/plan.ts";
import { planMultipath } from "../storage/partition-device.ts";
import { partitionId } from "../storage/identity.ts";
import type { Layer, Layout } from "../storage/layer.ts";

/** A device that can be written, with what is on it. */
export interface FoundVolume {
  readonly device: string;
  readonly size: number;
  readonly content: Content | null;
  /** What it is known by whatever is on it: PARTUUID= and that of its partition, else its device node. */
  readonly place: string;
}

/** Devices of disks, partitions, and of arrays, groups and other layers that are switched on. */
export function findVolumes({ disks, arrays, groups, layers }: Inventory): FoundVolume[] {
  const active = [...arrays, ...groups.flatMap(({ volumes }) => volumes), ...(layers ?? [])];
  return [...disks.flatMap((disk) => [disk, ...disk.partitions]), ...active.filter((one) => one.active)].map((one) => ({
    ...{ device: one.path, size: one.size, content: one.content },
    place: "partuuid" in one && one.partuuid !== null ? partitionId(one.partuuid) : one.path,
  }));
}

/** The places of all volumes, by their device. */
export function placesOf(inventory: Inventory): Map<string, string> {
  return new Map(findVolumes(inventory).map(({ device, place }) => [device, place]));
}

/** Devices that the node is started from, whichever system has them among its volumes. */
export function findStarting(inventory: Inventory, layers: readonly Layer[]): ReadonlySet<string> {
  return new Set(layers.flatMap(({ starting }) => starting?.(inventory) ?? []));
}

/** Disks with a GPT alone have a deployed system on them. */
function keepDisk(disk: Disk): PlannedDisk {
  const { path, size, sectorSize, table, partitions } = disk;
  return {
    path,
    size,
    declaredSize: size,
    sectorSize,
    tableId: table?.id ?? "",
    keep: true,
    ...planMultipath(disk),
    partitions: partitions.map((part) => ({
      device: part.path,
      number: part.number,
      start: part.start,
      size: part.size,
      type: part.type,
      partuuid: part.partuuid ?? "",
      name: part.name ?? "",
      purpose: "volume",
    })),
  };
}

const levels = [0, 1, 5, 6, 10] as const;
const metadataVersions = ["0.90", "1.0", "1.1", "1.2"] as const;

/** None for an array of a kind that no deploy makes. */
function keepArray({ path, name, uuid, level, metadata, size, members }: MdArray): PlannedArray[] {
  const known = levels.find((one) => level === `raid${one}`);
  const version = metadataVersions.find((one) => one === metadata);
  if (known === undefined || version === undefined) return [];
  const array = { device: path, name: name ?? "", uuid, level: known, metadata: version, memberSize: size };
  return [{ ...array, size, members: [...members], keep: true }];
}

function keepGroup({ name, extentSize, size, physicalVolumes, volumes }: VolumeGroup): PlannedGroup {
  return {
    name,
    extentSize,
    size,
    physicalVolumes: physicalVolumes.flatMap((part) =>
      part.path === null ? [] : [{ device: part.path, metaSize: 0, size: part.size }],
    ),
    volumes: volumes.map((volume) => ({ name: volume.name, device: volume.path, size: volume.size })),
    keep: true,
  };
}

/** Everything that volumes lie on, to be kept; the volumes are not in it. */
export function keepLayout({ disks, arrays, groups, layers = [] }: Inventory): Omit<Layout, "volumes"> {
  return {
    disks: disks.map(keepDisk),
    arrays: arrays.flatMap(keepArray),
    groups: groups.map(keepGroup),
    layers: layers.map(({ layer, path, uuid, size, parents }): PlannedLayer => ({
      layer,
      device: path,
      uuid: uuid ?? "",
      size,
      below: [...parents],
      keep: true,
    })),
  };
}

/** The machine of a plan that names no disk to be erased. */
export function nothingErased({ architecture }: Inventory): Plan["machine"] {
  return { architecture, bootInterface: null, disks: [], arrays: [], groups: [], others: [] };
}
