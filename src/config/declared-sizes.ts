/** How large parts and arrays come out by the sizes that the config declares for its disks. */
import { ceilMiB, divide, floorMiB } from "../base/sizes.ts";
import { arraySize } from "./capacity.ts";
import type { DeployConfig, PartSpec } from "./deploy-config.ts";
import { serviceSize } from "./implicit-parts.ts";

/** Bytes of every part of the disks, of the content of every array, and of logical volumes of a fixed size; none for a disk that is overfull, and NaN for an array on one. */
export function declaredSizes(config: DeployConfig): ReadonlyMap<PartSpec, number> {
  const sizes = new Map<PartSpec, number>();
  for (const disk of config.disks) {
    const division = divide(
      floorMiB(disk.size) - serviceSize(config, disk),
      disk.parts.map(({ size }) => size),
    );
    if (division.kind === "fits") disk.parts.forEach((part, index) => sizes.set(part, division.sizes[index] ?? 0));
  }
  for (const { level, members, content } of config.arrays)
    sizes.set(
      content,
      arraySize(
        level,
        members.map((member) => sizes.get(member) ?? Number.NaN),
      ),
    );
  for (const volume of config.groups.flatMap(({ volumes }) => volumes))
    if (volume.size.kind === "bytes") sizes.set(volume, ceilMiB(volume.size.bytes));
  return sizes;
}
