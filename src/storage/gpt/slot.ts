/** What is asked for on a disk before it has its place, and what every partition must be wherever it lies. */
import { BareonError } from "../../base/errors.ts";
import type { DiskSpec } from "../../config/deploy-config.ts";
import type { Disk } from "../../schema/inventory.ts";
import type { PlannedPartition } from "../../schema/plan.ts";
import type { LayerRequest, PartitionUse, Place } from "../layer.ts";

/** Entries of the table, for which there is room at both ends of the disk (layout.ts). */
const maximumPartitions = 128;

/** One partition before it has its place, and what of the config asks for it. */
export interface Slot extends PartitionUse {
  readonly part?: DiskSpec["parts"][number];
  readonly pointer?: string | undefined;
}

/** One that the config asks for. */
export type PartSlot = Slot & Required<Pick<Slot, "part">>;

/** Throws BareonError "mismatch" if a table has no room for so many partitions. */
export function checkNumber(count: number, { path }: Disk, pointer: string, implicit: number): void {
  if (count <= maximumPartitions) return;
  throw new BareonError(
    "mismatch",
    `${pointer}: ${count} partitions, ${implicit} of them implicit, are asked for on ${path}, and a partition table has room for ${maximumPartitions}`,
    { hint: "Ask for fewer, or for logical ones." },
  );
}

/** Throws BareonError "mismatch" if a partition of that type and size cannot do its work. */
export function checkPartition(
  { layers }: Pick<LayerRequest, "layers">,
  partition: Pick<PlannedPartition, "type" | "size">,
  disk: Disk,
  pointer: string,
): void {
  for (const layer of layers) layer.checkPartition?.(partition, disk, pointer);
}

export function placeOf({ device, size }: PlannedPartition, { sectorSize }: Disk): Place {
  return { device, size, sectorSize };
}
