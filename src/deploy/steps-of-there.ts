/** The steps of a node that gets more beside what it has, or whose layout gets larger. */
import { adoptBoot, beginAdoption } from "../boot/loader/adopt.ts";
import { extendBoot, noteVolumes } from "../boot/loader/extend.ts";
import type { Context } from "../host/host.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import type { Plan } from "../schema/plan.ts";
import { appendPartitions } from "./append.ts";
import { growFilesystem } from "./grow-filesystem.ts";
import { finishPartitions, growTable } from "./grow-table.ts";
import { diskAt } from "./plan-parts.ts";

type Step = Plan["steps"][number];

type StepOfThere = Extract<
  Step,
  {
    kind:
      | "change-table"
      | "finish-partitions"
      | "grow-filesystem"
      | "begin-extend"
      | "append-partitions"
      | "extend-boot";
  }
>;

/** Returns what the boot step found; undefined for any other. */
export async function runStepOfThere(
  ctx: Context,
  plan: Plan,
  step: StepOfThere,
  who: string,
): Promise<BootInfo | undefined> {
  switch (step.kind) {
    case "change-table":
      await growTable(ctx, diskAt(plan, step.disk), step);
      return undefined;
    case "finish-partitions":
      await finishPartitions(ctx, diskAt(plan, step.disk), step.numbers);
      return undefined;
    case "grow-filesystem":
      await growFilesystem(ctx, step);
      return undefined;
    case "begin-extend":
      await (plan.boot.adopt === undefined ? noteVolumes : beginAdoption)(ctx, plan, step.volumes);
      return undefined;
    case "append-partitions":
      await appendPartitions(ctx, diskAt(plan, step.disk), step);
      return undefined;
    case "extend-boot":
      return await (plan.boot.adopt === undefined ? extendBoot(ctx, plan, who) : adoptBoot(ctx, plan));
  }
}
