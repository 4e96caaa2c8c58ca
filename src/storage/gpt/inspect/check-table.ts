/** Compares the partition table of a disk with the planned one, read from the disk itself. Writes nothing. */
import { BareonError } from "../../../base/errors.ts";
import type { Context } from "../../../host/host.ts";
import { isBlockDevice } from "../../../host/path-in-root.ts";
import { waitFor } from "../../../host/wait.ts";
import { settleDevices } from "../../../machine/inspect/settle.ts";
import { listDevices, parseDevices } from "../../../programs/lsblk.ts";
import { parseTable, readTable, type TablePartition } from "../../../programs/sfdisk.ts";
import type { PlannedDisk, PlannedPartition } from "../../../schema/plan.ts";

/** Where udev has links by PARTUUID, if it runs. */
const linkFolder = "/dev/disk/by-partuuid";

/** Seconds that the kernel and udev may take to show new partitions. */
const limit = 30;

/** Waits until the kernel shows the planned partitions, then throws BareonError "storage" if the table on the disk differs. */
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
  const hasLinks = (await host.facts(linkFolder)) !== undefined;
  for (const { device: node, partuuid, added } of disk.partitions) {
    if (!(await isBlockDevice(host, node))) return `${node} is no device node yet`;
    // udev may be at work on the disk still, and make the node of a new one once more.
    if (added === true && hasLinks && (await host.facts(`${linkFolder}/${partuuid.toLowerCase()}`)) === undefined)
      return `udev has no PARTUUID for ${node} yet`;
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
