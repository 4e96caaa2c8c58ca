/** The recipe of bareon-provision: from what was asked to a node that boots. */
import { execute } from "../deploy/execute.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { checkLoaderParts } from "../boot/loader/loader.ts";
import { checkSources } from "../deploy/preflight.ts";
import { BareonError } from "../base/errors.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import type { Context } from "../host/host.ts";
import { checkMachine } from "../machine/safety.ts";
import { storageLayers } from "../storage/layers.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import type { Plan } from "../schema/plan.ts";

export interface ProvisionOptions {
  /** Files that boot-info is written to at the end. */
  readonly infoPaths: readonly string[];
  /** The standalone executable that images receive; undefined where this program is none. */
  readonly toolPath: string | undefined;
  /** The completion scripts that go with it. */
  readonly completions?: Completions | undefined;
}

/**
 * Deploys a plan. Everything that can be checked is checked before the first write: throws BareonError "mismatch",
 * "unsafe" or "source" then, and "storage", "transfer" or "bootloader" after it.
 */
export async function provision(ctx: Context, plan: Plan, options: ProvisionOptions): Promise<BootInfo> {
  checkMachine(plan, await inspect(ctx, storageLayers), storageLayers);
  await checkLoaderParts(ctx, plan);
  const sizes = await checkSources(ctx, plan, options.toolPath);
  await removeFormer(ctx, options.infoPaths);
  const info = await execute(ctx, plan, { toolPath: options.toolPath, completions: options.completions, sizes });
  for (const path of options.infoPaths) await ctx.host.writeFile(path, `${JSON.stringify(info, null, 2)}\n`);
  return info;
}

/** Boot-info of an earlier deploy is no longer true from the first write on, however this one ends. */
async function removeFormer({ host }: Context, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const kind = (await host.facts(path))?.kind;
    if (kind === undefined) continue;
    if (kind !== "file" && kind !== "symlink")
      throw new BareonError("usage", `Boot-info cannot be written to ${path}: what is there is no file.`);
    await host.removeFile(path);
  }
}
