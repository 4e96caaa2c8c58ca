/** LVM volume groups: what each is made of, and how its room is divided. */
import { BareonError } from "../../base/errors.ts";
import { MiB, ceilMiB, divide, renderMiB, sizeWithin } from "../../base/sizes.ts";
import { physicalVolumeSize } from "../../config/capacity.ts";
import type { GroupSpec, VolumeSpec } from "../../config/deploy-config.ts";
import { physicalVolumesOf } from "../../config/volumes.ts";
import type { VolumeGroup } from "../../schema/inventory.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import { mapperPath } from "../../programs/lvm.ts";
import type { Layers } from "../../machine/found-layers.ts";
import type { LayerPlan, LayerRequest, Place, Places } from "../layer.ts";

/** LVM's own 4 MiB would round what the config asks for; sizes in MiB are the measure everywhere else. */
const extentSize = MiB;

interface Part extends Place {
  readonly metaSize: number;
  readonly usable: number;
}

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
    physicalVolumes: parts.map(({ device, metaSize, usable }) => ({ device, metaSize, size: usable })),
    volumes: volumes.map(({ name: volume = "" }, index) => ({
      name: volume,
      device: mapperPath(name, volume),
      size: division.sizes[index] ?? 0,
    })),
  };
}

/** Volumes that are there stay as they are, the others get of the free extents what they ask for: the rest only after all of these. */
function growGroup(
  { name, pointer, volumes }: GroupSpec,
  parts: readonly Part[],
  found: VolumeGroup,
  isSpare: (device: string) => boolean,
): PlannedGroup {
  const { extentSize: extent, size } = found;
  const there = new Map(found.volumes.map((volume) => [volume.name, volume]));
  const known = new Set(volumes.map((volume) => volume.name));
  const strange = found.volumes.filter((volume) => !known.has(volume.name) && isSpare(volume.path));
  const ceil = (bytes: number): number => Math.ceil(bytes / extent) * extent;
  const asked = volumes.map((volume) => (volume.size.kind === "remaining" ? 0 : ceil(sizeWithin(volume.size, size))));
  const isThere = ({ name: volume = "" }: VolumeSpec): boolean => there.has(volume);
  const used = found.volumes.reduce((sum, volume) => sum + ceil(volume.size), 0);
  const needed = volumes.reduce((sum, volume, index) => sum + (isThere(volume) ? 0 : (asked[index] ?? 0)), 0);
  const rest = Math.floor((size - used - needed) / extent) * extent;
  const takesRest = volumes.some((volume) => volume.size.kind === "remaining" && !isThere(volume));
  if (rest < (takesRest ? extent : 0))
    throw new BareonError(
      "mismatch",
      `${pointer}: group ${name} has no room for what is new: ${renderMiB(needed)} are asked for and ${renderMiB(Math.max(size - used, 0))} are free`,
      { hint: 'Nothing was changed. Policy "extend" neither moves nor resizes anything.' },
    );
  return {
    name,
    extentSize: extent,
    size,
    physicalVolumes: parts.map(({ device, metaSize, usable }) => ({ device, metaSize, size: usable })),
    volumes: [
      ...volumes.map((volume, index) => {
        const own = there.get(volume.name ?? "");
        const bytes = volume.size.kind === "remaining" ? (own?.size ?? rest) : (asked[index] ?? 0);
        const placed = { name: volume.name ?? "", device: mapperPath(name, volume.name ?? ""), size: bytes };
        return own === undefined ? { ...placed, added: true } : placed;
      }),
      ...strange.map((volume) => ({ name: volume.name, device: volume.path, size: volume.size })),
    ],
    ...(found.volumes.some(({ active }) => active) ? { stays: true } : {}),
  };
}

/** The groups in config order. Throws BareonError "mismatch" if a group is too small, or LVM would refuse it. */
export function planGroups(
  {
    config,
    elsewhere,
    kept,
    extend,
  }: Pick<LayerRequest, "config" | "kept" | "extend"> & {
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
    const parts = physicalVolumesOf(config, name).flatMap((part): Part[] => {
      const place = places.get(part);
      return place === undefined
        ? []
        : [{ ...place, metaSize: ceilMiB(part.metaSize), usable: physicalVolumeSize(place.size, part.metaSize) }];
    });
    const sectorSize = Math.max(0, ...parts.map((part) => part.sectorSize));
    const found = kept?.groups.find((group) => group.name === name);
    if (extend === undefined) return { spec, group: planGroup(spec, parts, found), sectorSize, isNew: () => false };
    const isSpare = (device: string): boolean => extend.spare.has(device);
    if (found !== undefined)
      return {
        spec,
        group: growGroup(spec, parts, found, isSpare),
        sectorSize,
        isNew: (device: string) => isSpare(device) || !found.volumes.some(({ path }) => path === device),
      };
    const stays = extend.isRunning ? { stays: true } : {};
    const group = {
      ...planGroup(spec, parts, undefined),
      ...stays,
      ...(parts.every(({ isNew }) => isNew) ? { added: true } : {}),
    };
    return { spec, group, sectorSize, isNew: () => true };
  });
  return {
    lists: { groups: planned.map(({ group }) => group) },
    places: planned.flatMap(({ spec, group, sectorSize, isNew }) =>
      spec.volumes.flatMap((volume, index) => {
        const { device, size } = group.volumes[index] ?? {};
        if (device === undefined || size === undefined) return [];
        const place = { device, size, sectorSize };
        return [[volume, extend === undefined ? place : { ...place, id: device, isNew: isNew(device) }] as const];
      }),
    ),
    pointers: planned.map(({ spec }) => [spec.name, spec.pointer]),
  };
}
