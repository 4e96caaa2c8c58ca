/** Adds partitions to the table of a disk that may be in use, and waits until the kernel and udev have each of them. */
import type { Context } from "../host/host.ts";
import { settleDevices } from "../machine/inspect/settle.ts";
import type { Plan, PlannedDisk } from "../schema/plan.ts";
import { changeTable } from "./partition-table.ts";

type AppendStep = Extract<Plan["steps"][number], { kind: "append-partitions" }>;

/**
 * udev reads a table by itself once it was written, and of a disk that nothing uses the kernel then shows every partition; of one in
 * use it is told of each new one. No other partition of the disk is touched: it may be mounted.
 */
export async function appendPartitions(
  ctx: Context,
  disk: PlannedDisk,
  { add: numbers, clear, show }: Pick<AppendStep, "add" | "clear" | "show">,
): Promise<void> {
  const add = disk.partitions.filter(({ number }) => numbers.includes(number));
  if (add.length > 0) await changeTable(ctx, disk, { add, clear, remove: [] });
  await settleDevices(ctx);
  for (const command of show) await ctx.host.run(command);
  await settleDevices(ctx);
}
