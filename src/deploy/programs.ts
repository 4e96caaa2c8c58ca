/** Whether this machine has what a deploy starts after its first write: a ramdisk that somebody else made may lack a mkfs. */
import { BareonError } from "../base/errors.ts";
import type { Command } from "../base/command.ts";
import type { Context } from "../host/host.ts";
import { renderMissing } from "../programs/packages.ts";
import type { Plan } from "../schema/plan.ts";
import { commandsToGrow } from "./grow-filesystem.ts";
import type { MeasuredImage } from "../sources/source.ts";

function commandsOf(step: Plan["steps"][number]): readonly Command[] {
  if (step.kind === "append-partitions") return [...step.clear, ...step.show];
  if (step.kind === "change-table") return step.clear;
  if (step.kind === "grow-filesystem") return commandsToGrow(step);
  return "commands" in step ? step.commands : [];
}

/** Programs of the steps, and those that bring the images, each once; `measured` is what checkSources of preflight.ts returned. */
function programsOf(plan: Pick<Plan, "steps">, measured: ReadonlyMap<string, MeasuredImage>): string[] {
  const started = plan.steps.flatMap(commandsOf).map(({ program }) => program);
  return [...new Set([...started, ...Array.from(measured.values()).flatMap(({ programs }) => programs ?? [])])];
}

/** Throws BareonError "unsupported" with every program that is missing, and the packages that have them; `what` starts them. */
export async function refuseMissing(
  { host }: Pick<Context, "host">,
  programs: readonly string[],
  what: string,
): Promise<void> {
  const missing: string[] = [];
  for (const program of programs) if (!(await host.hasProgram(program))) missing.push(program);
  if (missing.length === 0) return;
  const release = (await host.readText("/etc/os-release").catch(() => undefined)) ?? "";
  throw new BareonError("unsupported", `this machine lacks what ${what} starts: ${missing.join(", ")}`, {
    hint: `Nothing was changed. ${missing.map((program) => renderMissing(program, release)).join(" ")}`,
  });
}

/** Throws as refuseMissing, for what the steps start and what brings the images. */
export async function checkPrograms(
  ctx: Pick<Context, "host">,
  plan: Pick<Plan, "steps">,
  measured: ReadonlyMap<string, MeasuredImage>,
  what = "the deploy",
): Promise<void> {
  await refuseMissing(ctx, programsOf(plan, measured), what);
}
