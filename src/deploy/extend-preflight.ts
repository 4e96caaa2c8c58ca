/** Whether a node can get more while it is in use: its boot menu can be changed, and the programs are there, which only a ramdisk has all of. */
import { BareonError } from "../base/errors.ts";
import { checkMenu } from "../boot/loader/extend.ts";
import type { Context } from "../host/host.ts";
import { renderMissing } from "../programs/packages.ts";
import type { Plan } from "../schema/plan.ts";

/** What a step starts; what unpacks an image is asked for when that is measured. */
function programsOf({ steps, images, utilities }: Plan): string[] {
  const commands = steps.flatMap((step) => [
    ...("commands" in step ? step.commands : []),
    ...(step.kind === "append-partitions" ? [step.append, ...step.show.map(({ command }) => command)] : []),
  ]);
  const sources = [...images, ...utilities].map(({ driver }) => (driver === "rsync" ? "rsync" : "tar"));
  return [...new Set([...commands.map(({ program }) => program), ...sources])];
}

/** Throws "failure" with the packages to install, and what checkMenu throws. */
export async function checkExtended(ctx: Context, plan: Plan): Promise<void> {
  const { host } = ctx;
  const missing: string[] = [];
  for (const program of programsOf(plan)) if (!(await host.hasProgram(program))) missing.push(program);
  if (missing.length > 0) {
    const release = (await host.readText("/etc/os-release").catch(() => undefined)) ?? "";
    throw new BareonError("failure", `this system lacks what the deploy needs: ${missing.join(", ")}`, {
      hint: `Nothing was changed. ${missing.map((program) => renderMissing(program, release)).join(" ")}`,
    });
  }
  await checkMenu(ctx, plan);
}
