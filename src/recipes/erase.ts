/**
 * The recipe of erasing disks that are named, before a machine is given to somebody else:
 *
 *     inspect -> match -> may they be written? -> take down -> wipe -> read back
 *
 * The rules are those of a deploy: what is in use, shared or a part of something larger is refused before anything is written.
 */
import { BareonError } from "../base/errors.ts";
import { runtimeDirectory } from "../base/places.ts";
import type { NamedDisk } from "../config/deploy-config.ts";
import { DiskLocks } from "../deploy/disk-locks.ts";
import { runReported } from "../deploy/execute.ts";
import { refuseMissing } from "../deploy/programs.ts";
import { unmountFormer } from "../deploy/unmount.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import { matchDisks } from "../machine/disk-match.ts";
import { inspect } from "../machine/inspect/inspect.ts";
import { splitLayers } from "../machine/found-layers.ts";
import { checkSafety } from "../machine/safety.ts";
import { planErase } from "../plan/erase.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { Plan } from "../schema/plan.ts";
import { storageLayers } from "../storage/layers.ts";

export interface EraseOptions {
  /** The pointer of each is what the user wrote. */
  readonly disks: readonly NamedDisk[];
  readonly planOnly: boolean;
}

export interface Erased {
  readonly disks: readonly { readonly path: string; readonly size: number; readonly serial: string | null }[];
  /** What is done, in the order of doing. */
  readonly steps: readonly string[];
}

type Step = Plan["steps"][number];

async function runStep(ctx: Context, step: Step, locks: DiskLocks): Promise<void> {
  if ("commands" in step) for (const command of step.commands) await ctx.host.run(command);
  else if (step.kind === "unmount") await unmountFormer(ctx, step.targets);
  else if (step.kind === "lock-disks") await locks.take(step.disks);
  else if (step.kind === "unlock-disks") await locks.release();
  else throw new Error(`${step.id} is no step of erasing`);
}

/** Throws BareonError "storage" if anything of them is left. */
function checkErased(paths: readonly string[], { disks }: Inventory): void {
  const left = disks.filter(
    ({ path, table, content, partitions }) =>
      paths.includes(path) && (table !== null || content !== null || partitions.length > 0),
  );
  if (left.length > 0)
    throw new BareonError(
      "storage",
      `After it was erased there is something on ${left.map(({ path }) => path).join(", ")}.`,
    );
}

async function carryOut(ctx: Context, steps: readonly Step[]): Promise<void> {
  await using locks = new DiskLocks(ctx);
  const started = steps.flatMap((step) => ("commands" in step ? step.commands.map(({ program }) => program) : []));
  await refuseMissing(ctx, [...new Set(started)], "erasing");
  for (const [index, step] of steps.entries()) {
    await runReported(ctx, step, { index, count: steps.length }, async () => await runStep(ctx, step, locks));
    await locks.settle();
  }
}

/** Throws BareonError "locked", "mismatch", "unsafe" or "unsupported" with nothing changed, and "storage" after that. */
export async function eraseDisks(ctx: Context, { disks: named, planOnly }: EraseOptions): Promise<Erased> {
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const inventory = await inspect(ctx, storageLayers);
  const disks = matchDisks({ disks: named }, inventory);
  checkSafety(disks, inventory, { layers: storageLayers, ids: named.map(({ id }) => id.type), keep: false });
  const steps = planErase({ disks, ...splitLayers(disks, inventory, storageLayers).on });
  if (!planOnly) {
    await carryOut(ctx, steps);
    checkErased(
      disks.map(({ path }) => path),
      await inspect(ctx, storageLayers),
    );
  }
  await scope.close();
  return {
    disks: disks.map(({ path, size, serial }) => ({ path, size, serial })),
    steps: steps.map(({ title }) => title),
  };
}
