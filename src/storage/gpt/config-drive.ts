/** The partition of a config drive: after all others, on the one disk that has it, and known by its name. */
import { configDriveName, linuxDataType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { MiB, ceilMiB, renderMiB } from "../../base/sizes.ts";
import type { DeployConfig } from "../../config/deploy-config.ts";
import type { Disk, Partition } from "../../schema/inventory.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import type { LayerRequest } from "../layer.ts";
import { type Extent, placeBehind } from "./layout.ts";
import type { Slot } from "./slot.ts";

/** The least that the partition has, so that a later drive fits too; that of existing deployments. */
const leastSize = 20 * MiB;

interface DriveRequest {
  readonly request: Pick<LayerRequest, "driveBytes" | "kept"> & { readonly config: Pick<DeployConfig, "configDrive"> };
  readonly index: number;
  readonly spec: { readonly pointer: string; readonly size: number };
  readonly disk: Pick<Disk, "path" | "size" | "sectorSize">;
}

/** Undefined if the disk gets none; a table that is kept has one or has none. Throws BareonError "mismatch" if there is no room. */
export function driveSlot(
  { request, index, spec, disk }: DriveRequest,
  before: readonly Extent[],
): { readonly slot: Slot; readonly extent: Extent } | undefined {
  const { driveBytes, kept, config } = request;
  if (driveBytes === undefined || kept !== undefined || index !== (config.configDrive?.disk ?? 0)) return undefined;
  const size = Math.max(ceilMiB(driveBytes), leastSize);
  const { path, size: realSize, sectorSize } = disk;
  const extent = placeBehind({ realSize, sectorSize, declaredSize: spec.size }, before, size);
  if (extent === undefined)
    throw new BareonError(
      "mismatch",
      `${spec.pointer}: ${path} has no room for the config drive, which needs ${renderMiB(size)} behind all volumes`,
      { hint: "Ask for less for the volumes, or have the config drive unpacked into the systems, as a seed." },
    );
  return { slot: { purpose: "config-drive", type: linuxDataType, name: configDriveName }, extent };
}

/** What lies behind the planned partitions of a disk and has the name of a config drive. */
function isDrive({ name, number }: Partition, { partitions }: PlannedDisk): boolean {
  return name === configDriveName && number === partitions.length + 1;
}

/** Those that speak against keeping the table. */
export function withoutDrive(extra: readonly Partition[], disk: PlannedDisk): Partition[] {
  return extra.filter((partition) => !isDrive(partition, disk));
}

/** The drive's partition on the disk as it was found. */
export function keepDrive(disk: PlannedDisk, found: Disk | undefined): PlannedPartition[] {
  const isPlanned = disk.partitions.some(({ purpose }) => purpose === "config-drive");
  const drive = isPlanned ? undefined : found?.partitions.find((partition) => isDrive(partition, disk));
  if (drive === undefined) return [];
  const { path: device, number, start, size, type, partuuid, name } = drive;
  const identity = { type: type.toUpperCase(), partuuid: partuuid ?? "", name: name ?? "" };
  return [{ device, number, start, size, ...identity, purpose: "config-drive" }];
}
