/** Whether an array that was made or assembled has all its members. */
import { BareonError } from "../../../base/errors.ts";
import type { Context } from "../../../host/host.ts";
import type { PlannedArray } from "../../../schema/plan.ts";

/**
 * Copies or parity may be missing in an array that is kept, not in a new one; level 0 has none. Throws BareonError "storage" for
 * a new one, and warns for one that is kept.
 */
export async function checkWhole(ctx: Context, { device, name, keep }: PlannedArray): Promise<void> {
  const missing = Number((await ctx.host.readText(`/sys/block/${device.replace("/dev/", "")}/md/degraded`)) ?? 0);
  if (missing === 0) return;
  const text = `array ${name} works without ${missing === 1 ? "one of its members" : `${missing} of its members`}`;
  if (keep !== true) throw new BareonError("storage", `The new ${text}.`);
  ctx.report({
    event: "warning",
    message: `The ${text}, which is out of date: after the deploy "mdadm --re-add" brings it back.`,
  });
}
