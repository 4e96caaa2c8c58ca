/** Compares partition tables and filesystems with the plan, read from the devices themselves. Writes nothing. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { parseSignature, probe } from "../programs/blkid.ts";
import type { Plan, PlannedDisk } from "../schema/plan.ts";
import type { Layer } from "../storage/layer.ts";
import { storageLayers } from "../storage/layers.ts";
import { storageOf } from "../storage/storage.ts";

/** Waits until the kernel shows what was written to the disk itself, then throws BareonError "storage" if that differs from the plan. */
export async function checkTable(
  ctx: Context,
  disk: PlannedDisk,
  layers: readonly Layer[] = storageLayers,
): Promise<void> {
  for (const { checkDisk } of layers) await checkDisk?.(ctx, disk);
}

/** Throws BareonError "storage" if a filesystem's type, UUID or label is not the planned one. */
export async function checkFilesystems(
  { host }: Context,
  plan: Plan,
  layers: readonly Layer[] = storageLayers,
): Promise<void> {
  const storage = storageOf(plan);
  for (const { device, type, uuid, label } of layers.flatMap(({ filesystems }) => filesystems?.(storage) ?? [])) {
    const found = parseSignature((await host.run(probe(device))).stdout);
    const differs = found?.type !== type || found.uuid !== uuid || (label !== null && found.label !== label);
    if (differs)
      throw new BareonError(
        "storage",
        `${device} holds ${JSON.stringify(found)}, not ${type} with UUID ${uuid}${label === null ? "" : ` and label "${label}"`}`,
      );
  }
}
