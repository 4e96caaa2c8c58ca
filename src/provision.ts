/** The recipe of bareon-provision: from what was asked to a node that boots. */
import { execute } from "./apply/execute.ts";
import { inspect } from "./apply/inspect.ts";
import { checkSources } from "./apply/sources.ts";
import type { Context } from "./host/host.ts";
import { checkMachine } from "./plan/machine.ts";
import type { BootInfo } from "./schema/boot-info.ts";
import type { Plan } from "./schema/plan.ts";

export interface ProvisionOptions {
  /** Files that boot-info is written to at the end. */
  readonly infoPaths: readonly string[];
  /** The standalone executable that images receive; undefined where this program is none. */
  readonly toolPath: string | undefined;
}

/**
 * Deploys a plan. Everything that can be checked is checked before the first write: throws BareonError "mismatch",
 * "unsafe" or "source" then, and "storage", "transfer" or "bootloader" after it.
 */
export async function provision(ctx: Context, plan: Plan, options: ProvisionOptions): Promise<BootInfo> {
  checkMachine(plan, await inspect(ctx));
  const sizes = await checkSources(ctx, plan, options.toolPath);
  const info = await execute(ctx, plan, { toolPath: options.toolPath, sizes });
  for (const path of options.infoPaths) await ctx.host.writeFile(path, `${JSON.stringify(info, null, 2)}\n`);
  return info;
}
