/** Makes partitions of a table that nothing uses larger, adds others, and takes the mark off those that are made. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { settleDevices } from "../machine/inspect/settle.ts";
import type { Plan, PlannedDisk } from "../schema/plan.ts";
import { changeTable, checkChange, type TableChange } from "./partition-table.ts";
import { diskAt } from "./plan-parts.ts";

type ChangeStep = Extract<Plan["steps"][number], { kind: "change-table" }>;

function changeOf(
  { partitions }: PlannedDisk,
  step: Pick<ChangeStep, "grow" | "add">,
): Pick<TableChange, "add" | "grow"> {
  return {
    grow: partitions.filter(({ number }) => step.grow.includes(number)),
    add: partitions.filter(({ number }) => step.add.includes(number)),
  };
}

/** Throws BareonError "mismatch" for a table that cannot be changed as planned, before anything is. */
export async function checkTables(ctx: Context, plan: Plan): Promise<void> {
  for (const step of plan.steps) {
    if (step.kind !== "change-table") continue;
    const disk = diskAt(plan, step.disk);
    await checkChange(ctx, disk, changeOf(disk, step)).catch((cause: unknown) => {
      if (!(cause instanceof BareonError)) throw cause;
      throw new BareonError("mismatch", cause.message, {
        hint: `Nothing was changed. ${cause.hint ?? ""}`.trim(),
        cause,
      });
    });
  }
}

/** The kernel is told of it afterwards. Throws as changeTable. */
export async function growTable(
  ctx: Context,
  disk: PlannedDisk,
  step: Pick<ChangeStep, "grow" | "add" | "clear">,
): Promise<void> {
  await changeTable(ctx, disk, { ...changeOf(disk, step), marksAdded: true, clear: step.clear, remove: [] });
  await settleDevices(ctx);
}

/** Throws as changeTable. */
export async function finishPartitions(ctx: Context, disk: PlannedDisk, numbers: readonly number[]): Promise<void> {
  await changeTable(ctx, disk, { add: [], finish: numbers, clear: [], remove: [] });
  await settleDevices(ctx);
}
