/** Makes partitions of a table that nothing uses larger, adds others, and takes the mark off those that are made. */
import type { Context } from "../host/host.ts";
import { settleDevices } from "../machine/inspect/settle.ts";
import type { Plan, PlannedDisk } from "../schema/plan.ts";
import { changeTable } from "./partition-table.ts";

type ChangeStep = Extract<Plan["steps"][number], { kind: "change-table" }>;

/** The kernel is told of it afterwards. Throws as changeTable. */
export async function growTable(
  ctx: Context,
  disk: PlannedDisk,
  { grow: larger, add: numbers, clear }: Pick<ChangeStep, "grow" | "add" | "clear">,
): Promise<void> {
  const grow = disk.partitions.filter(({ number }) => larger.includes(number));
  const add = disk.partitions.filter(({ number }) => numbers.includes(number));
  await changeTable(ctx, disk, { add, marksAdded: true, grow, clear, remove: [] });
  await settleDevices(ctx);
}

/** Throws as changeTable. */
export async function finishPartitions(ctx: Context, disk: PlannedDisk, numbers: readonly number[]): Promise<void> {
  await changeTable(ctx, disk, { add: [], finish: numbers, clear: [], remove: [] });
  await settleDevices(ctx);
}
