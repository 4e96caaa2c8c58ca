/** A volume group that gets more volumes beside those that it has, in its free extents. */
import { BareonError } from "../../base/errors.ts";
import { renderMiB, sizeWithin } from "../../base/sizes.ts";
import type { GroupSpec, VolumeSpec } from "../../config/deploy-config.ts";
import { mapperPath } from "../../programs/lvm.ts";
import type { VolumeGroup } from "../../schema/inventory.ts";
import type { PlannedGroup } from "../../schema/plan.ts";
import type { ExtendRequest, Place } from "../layer.ts";

/** A physical volume, with the bytes that LVM's metadata take of it, and what its group gets. */
export interface Part extends Place {
  readonly metaSize: number;
  readonly metaCopies?: 2 | undefined;
  readonly usable: number;
}

export interface GrownGroup {
  readonly group: PlannedGroup;
  /** Whether something is made on that device of the group. */
  readonly isNew: (device: string) => boolean;
}

/**
 * Volumes that are there stay as they are, the others get of the free extents what they ask for: the rest only after all of these.
 * Throws BareonError "mismatch" if there are too few.
 */
export function growGroup(
  { name, pointer, volumes }: GroupSpec,
  parts: readonly Part[],
  found: VolumeGroup,
  { spare }: ExtendRequest,
): GrownGroup {
  const { extentSize: extent, size } = found;
  const isSpare = (device: string): boolean => spare.has(device);
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
  const group = {
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
  return { group, isNew: (device) => isSpare(device) || !found.volumes.some(({ path }) => path === device) };
}
