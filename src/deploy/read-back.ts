/** Compares what is on the disks with the plan, read from the devices themselves. Writes nothing. */
import { espFilesystemType, multibootType } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { waitFor } from "../host/wait.ts";
import type { Plan, PlannedDisk, PlannedPartition } from "../schema/plan.ts";
import { parseSignature, probe } from "../programs/blkid.ts";
import { listDevices, parseDevices } from "../programs/lsblk.ts";
import { parseTable, readTable, type TablePartition } from "../programs/sfdisk.ts";
import { settleDevices } from "../machine/inspect/inspect.ts";

/** Seconds that the kernel and udev may take to show new partitions. */
const limit = 30;

/** Waits until the kernel shows the planned partitions, then throws BareonError "storage" where the table on the disk differs. */
export async function checkTable(ctx: Context, disk: PlannedDisk): Promise<void> {
  await settleDevices(ctx);
  await waitFor(ctx, limit, async () => await missingPartition(ctx, disk));
  const table = parseTable((await ctx.host.run(readTable(disk.path))).stdout);
  const found = table?.partitions ?? [];
  const differences = [
    ...(table?.id === disk.tableId ? [] : [`disk id is ${table?.id ?? "missing"}, not ${disk.tableId}`]),
    ...(found.length === disk.partitions.length
      ? []
      : [`it has ${found.length} partitions, not ${disk.partitions.length}`]),
    ...disk.partitions.flatMap((partition, index) => partitionDifferences(partition, found[index])),
  ];
  if (differences.length > 0)
    throw new BareonError("storage", `${disk.path} does not have the planned partitions: ${differences.join("; ")}`);
}

async function missingPartition({ host }: Context, disk: PlannedDisk): Promise<string | undefined> {
  const [device] = parseDevices((await host.run(listDevices(disk.path))).stdout);
  const shown = new Map(device?.children.map((child) => [child.path, child.size]));
  const missing = disk.partitions.find((partition) => shown.get(partition.device) !== partition.size);
  if (missing !== undefined) return `the kernel does not show ${missing.device} with ${missing.size} bytes`;
  for (const partition of disk.partitions) {
    if ((await host.facts(partition.device))?.kind !== "block") return `${partition.device} is no device node yet`;
  }
  return undefined;
}

function partitionDifferences(planned: PlannedPartition, found: TablePartition | undefined): string[] {
  const wanted = {
    number: planned.number,
    start: planned.start,
    size: planned.size,
    type: planned.type,
    partuuid: planned.partuuid,
    name: planned.name,
  };
  const there = { ...found, name: found?.name ?? "" };
  return Object.entries(wanted).flatMap(([key, value]) => {
    const is: unknown = there[key as keyof typeof there];
    return is === value ? [] : [`partition ${planned.number} has ${key} ${String(is)}, not ${value}`];
  });
}

/** Throws BareonError "storage" where a filesystem's type, UUID or label is not the planned one. */
export async function checkFilesystems({ host }: Context, plan: Plan): Promise<void> {
  const multiboot = plan.boot.multiboot;
  const esps = (plan.boot.uefi?.partitions ?? []).map(({ device, uuid }) => ({
    device,
    uuid,
    type: espFilesystemType,
    label: null,
  }));
  const volumes = [
    ...esps,
    ...(multiboot === null ? [] : [{ ...multiboot, type: multibootType, label: null }]),
    ...plan.volumes,
  ];
  for (const { device, type, uuid, label } of volumes) {
    const found = parseSignature((await host.run(probe(device))).stdout);
    const differs = found?.type !== type || found.uuid !== uuid || (label !== null && found.label !== label);
    if (differs)
      throw new BareonError(
        "storage",
        `${device} holds ${JSON.stringify(found)}, not ${type} with UUID ${uuid}${label === null ? "" : ` and label "${label}"`}`,
      );
  }
}
