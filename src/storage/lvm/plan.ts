/** LVM volume groups: what each is made of, and how its room is divided. */
import { BareonError } from "../../base/errors.ts";
import { MiB, ceilMiB, divide, renderMiB } from "../../base/sizes.ts";
import { physicalVolumeSize } from "../../config/capacity.ts";
import type { GroupSpec, PhysicalVolumeSpec } from "../../config/deploy-config.ts";
import { physicalVolumesOf } from "../../config/volumes.ts";
import type { VolumeGroup } from "../../schema/inventory.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import { mapperPath } from "../../programs/lvm.ts";
import type { Layers } from "../../machine/found-layers.ts";
import { type Part, growGroup } from "./extend.ts";
import { type LargerGroup, makeGroupLarger } from "./grow.ts";
import type { LayerPlan, LayerRequest, Places } from "../layer.ts";

/** LVM's own 4 MiB would round what the config asks for; sizes in MiB are the measure everywhere else. */
const extentSize = MiB;

/** Throws BareonError "mismatch" if LVM would refuse to make a group of these. */
function checkParts(pointer: string, parts: readonly Part[]): void {
  const small = parts.find(({ usable }) => usable < MiB);
  if (small !== undefined) {
    throw new BareonError(
      "mismatch",
      `${pointer}: ${small.device} (${renderMiB(small.size)}) has no room beside LVM's metadata of ${renderMiB(small.metaSize)}`,
      { hint: "Ask for a larger physical volume." },
    );
  }
  const sectors = new Set(parts.map((part) => part.sectorSize));
  if (sectors.size > 1) {
    const list = parts.map((part) => `${part.device} ${part.sectorSize}`).join(", ");
    throw new BareonError(
      "mismatch",
      `${pointer}: LVM takes no disks with sectors of different sizes into one group (${list} bytes)`,
      { hint: "Make a group for each kind of disk." },
    );
  }
}

/** What the group gets of a physical volume, and where that lies. */
function placePart(part: PhysicalVolumeSpec, places: Places): Part[] {
  const place = places.get(part);
  if (place === undefined) return [];
  const { metaSize, metaCopies } = part;
  const usable = physicalVolumeSize(place.size, metaSize);
  return [{ ...place, metaSize: ceilMiB(metaSize), metaCopies, usable }];
}

function toPhysicalVolume({ device, metaSize, metaCopies, usable }: Part): PlannedGroup["physicalVolumes"][number] {
  return { device, metaSize, ...(metaCopies === undefined ? {} : { metaCopies }), size: usable };
}

/** A group that is kept is as large as it is, whatever its metadata and its extents. */
function planGroup(
  { name, pointer, volumes }: GroupSpec,
  parts: readonly Part[],
  found: VolumeGroup | undefined,
): PlannedGroup {
  if (found === undefined) checkParts(pointer, parts);
  const size = found?.size ?? parts.reduce((sum, { usable }) => sum + usable, 0);
  const division = divide(
    size,
    volumes.map((volume) => volume.size),
  );
  if (division.kind === "too-small") {
    throw new BareonError(
      "mismatch",
      `${pointer}: group ${name} is too small: ${renderMiB(division.needed)} are asked for and ${renderMiB(size)} are usable`,
      { hint: 'Ask for less, or use "remaining" for one volume.' },
    );
  }
  return {
    name,
    extentSize,
    size,
    physicalVolumes: parts.map(toPhysicalVolume),
    volumes: volumes.map(({ name: volume = "" }, index) => ({
      name: volume,
      device: mapperPath(name, volume),
      size: division.sizes[index] ?? 0,
    })),
  };
}

/** The groups in config order. Throws BareonError "mismatch" if a group is too small, or LVM would refuse it. */
export function planGroups(
  {
    config,
    elsewhere,
    kept,
    extend,
    grow,
    keepAll = false,
  }: Pick<LayerRequest, "config" | "kept" | "extend" | "grow" | "keepAll"> & {
    elsewhere: Pick<Layers, "groups" | "others">;
  },
  places: Places,
): LayerPlan & { readonly lists: { readonly groups: PlannedGroup[] } } {
  const planned = config.groups.map((spec) => {
    const { name, pointer } = spec;
    if (elsewhere.groups.some((group) => group.name === name)) {
      throw new BareonError(
        "mismatch",
        `${pointer}: there is a volume group named ${name} on disks that the config does not name`,
        { hint: "No system could tell the two apart. Take another id." },
      );
    }
    const mapping = elsewhere.others.find(({ path }) =>
      spec.volumes.some((volume) => mapperPath(name, volume.name ?? "") === path),
    );
    if (mapping !== undefined) {
      throw new BareonError(
        "mismatch",
        `${pointer}: ${mapping.path} is the name of a device on disks that the config does not name`,
        { hint: "Close that, or take another id." },
      );
    }
    const parts = physicalVolumesOf(config, name).flatMap((part) => placePart(part, places));
    const sectorSize = Math.max(0, ...parts.map((part) => part.sectorSize));
    const found = kept?.groups.find((group) => group.name === name);
    if (grow === true) return { spec, sectorSize, ...planLarger(spec, parts, found, keepAll) };
    if (extend === undefined) return { spec, group: planGroup(spec, parts, found), sectorSize, isNew: () => false };
    if (found !== undefined) return { spec, sectorSize, ...growGroup(spec, parts, found, extend) };
    const stays = extend.isRunning ? { stays: true } : {};
    const isAdded = parts.every((part) => part.isNew);
    const group = { ...planGroup(spec, parts, undefined), ...stays, ...(isAdded ? { added: true } : {}) };
    return { spec, group, sectorSize, isNew: () => true };
  });
  return {
    lists: { groups: planned.map(({ group }) => group) },
    places: planned.flatMap(({ spec, group, sectorSize, isNew }) =>
      spec.volumes.flatMap((volume, index) => {
        const own = grow === true ? group.volumes.find(({ name }) => name === volume.name) : group.volumes[index];
        if (own === undefined) return [];
        const { device, size, grownFrom = size, unfinished } = own;
        const place = { device, size, sectorSize };
        if (grow === true)
          return [[volume, { ...place, ...(unfinished === true ? { isNew: true } : { sizeNow: grownFrom }) }] as const];
        return [[volume, extend === undefined ? place : { ...place, id: device, isNew: isNew(device) }] as const];
      }),
    ),
    pointers: planned.map(({ spec }) => [spec.name, spec.pointer]),
    differences: planned.flatMap((one) => ("differences" in one ? one.differences : [])),
  };
}

/** A group that is not there is none that could be kept: comparing tells it. */
function planLarger(
  spec: GroupSpec,
  parts: readonly Part[],
  found: VolumeGroup | undefined,
  keepAll: boolean,
): LargerGroup & { readonly isNew: () => boolean } {
  const isNew = (): boolean => false;
  if (found !== undefined) return { ...makeGroupLarger({ spec, parts, found, keepAll }), isNew };
  const { name } = spec;
  const group = { name, extentSize, size: 0, physicalVolumes: parts.map(toPhysicalVolume), volumes: [] };
  return { group, differences: [], isNew };
}
