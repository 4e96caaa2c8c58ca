/** Runs the steps of a plan in their order: a loop without decisions, each step reported and named when it fails. */
import { BareonError, firstError } from "../base/errors.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import { renderUnbootableCode } from "../boot/loader/unbootable.ts";
import type { ImageSize, ImageSources, MeasuredImage } from "../sources/source.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { type Task, devicesOfStep } from "../plan/concurrency.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import type { Plan } from "../schema/plan.ts";
import { installBoot } from "../boot/loader/install.ts";
import { DiskLocks } from "./disk-locks.ts";
import { disarmPartition } from "../boot/loader/efi-partition.ts";
import { type ImageOptions, deployImage } from "./image.ts";
import { platformsFor } from "../boot/loader/loader.ts";
import { checkFilesystems, checkTable } from "./read-back.ts";
import { checkStacks, switchOff } from "./layers.ts";
import { type Transfer, TransferProgress } from "./transfer-progress.ts";
import { runTogether } from "./run-concurrently.ts";
import { unmountOutside } from "./unmount.ts";
import { deployUtility } from "./utility.ts";
import { mountPoints } from "./mount-points.ts";

type Step = Plan["steps"][number];

export interface ExecuteOptions {
  readonly toolPath: string | undefined;
  readonly completions?: Completions | undefined;
  /** What checkSources measured, by image name. */
  readonly sizes: ReadonlyMap<string, MeasuredImage>;
  /** The table of sources, if it is not the program's own. */
  readonly sources?: ImageSources | undefined;
}

/** Tasks at the same time, where the plan does not say. */
const defaultParallel = 4;

interface PlacedStep {
  readonly step: Step;
  readonly index: number;
}

/**
 * Throws the step's phase as BareonError where it fails; the steps after it are not begun. Steps that make filesystems, and deploys of
 * images, run at the same time where they follow each other and share no volume. Arrays and groups are switched off in any case. Gives what the boot step found.
 */
export async function execute(ctx: Context, plan: Plan, options: ExecuteOptions): Promise<BootInfo> {
  const progress = new TransferProgress(ctx.report, sizesOfSteps(plan, options.sizes));
  let info: BootInfo | undefined;
  await using scope = new Scope();
  scope.defer(async () => await switchOff(ctx, plan));
  await using locks = new DiskLocks(
    ctx,
    plan.disks.map(({ path }) => path),
  );
  const lastDown = plan.steps.findLastIndex(({ kind }) => kind === "tear-down");
  const run = async (own: Context, { step, index }: PlacedStep): Promise<void> => {
    const place = { index, count: plan.steps.length };
    info =
      (await runReported(own, step, place, async () => {
        if (index > lastDown) await locks.release();
        else if (step.kind === "tear-down" || step.kind === "mark-unbootable") await locks.take();
        return await runStep(own, plan, { step, index }, { ...options, progress, locks });
      })) ?? info;
  };
  for (const group of groupSteps(plan)) {
    if (group.length === 1) for (const { item } of group) await run(ctx, item);
    else await runTogether(ctx, group, plan.parallel ?? defaultParallel, run);
  }
  await scope.close();
  if (info === undefined) throw new BareonError("invalid", "the plan has no step that installs the boot loader");
  return info;
}

/** Steps that run alone, and runs of those that need not. */
function groupSteps(plan: Plan): Task<PlacedStep>[][] {
  const groups: Task<PlacedStep>[][] = [];
  let open: Task<PlacedStep>[] | undefined;
  for (const [index, step] of plan.steps.entries()) {
    const devices = devicesOfStep(plan, step);
    const task = { item: { step, index }, devices: devices ?? [] };
    if (devices !== undefined && open !== undefined) open.push(task);
    else groups.push([task]);
    open = devices === undefined ? undefined : groups.at(-1);
  }
  return groups;
}

/** An image that goes into several trees is deployed so many times. */
function sizesOfSteps({ steps }: Plan, sizes: ReadonlyMap<string, ImageSize>): ReadonlyMap<string, ImageSize> {
  const known = steps.flatMap((step): [string, ImageSize][] => {
    const size = "image" in step ? sizes.get(step.image) : undefined;
    return size === undefined ? [] : [[step.id, size]];
  });
  return new Map(known);
}

async function runReported<T>(
  ctx: Context,
  step: Step,
  place: { readonly index: number; readonly count: number },
  action: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const finish = (outcome: "done" | "failed"): void =>
    ctx.report({ event: "step-finish", id: step.id, seconds: (performance.now() - start) / 1000, outcome });
  ctx.signal.throwIfAborted();
  ctx.report({ event: "step-start", id: step.id, title: step.title, ...place });
  try {
    const result = await action();
    finish("done");
    return result;
  } catch (thrown) {
    finish("failed");
    ctx.signal.throwIfAborted();
    const error = firstError(thrown);
    if (!(error instanceof BareonError)) throw error;
    throw new BareonError(step.phase, `${step.title}: ${error.message}`, {
      cause: error,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    });
  }
}

interface Running extends ExecuteOptions {
  readonly progress: TransferProgress;
  readonly locks: DiskLocks;
}

async function runStep(ctx: Context, plan: Plan, placed: PlacedStep, running: Running): Promise<BootInfo | undefined> {
  const { step } = placed;
  const { toolPath, completions, progress, locks } = running;
  switch (step.kind) {
    case "commands":
    case "make-filesystem":
    case "tear-down":
      for (const command of step.commands) await ctx.host.run(command);
      return undefined;
    case "unmount":
      await unmountOutside(ctx, step.targets);
      return undefined;
    case "mark-unbootable":
      await ctx.host.writeInSector(step.disk, 0, renderUnbootableCode());
      // Whoever closes a disk after writing has udev read its table again, by which partitions go and come: not beside partx.
      await locks.settle();
      return undefined;
    case "clear-esp":
      await disarmPartition(ctx, step.device, platformsFor(plan).uefi);
      return undefined;
    case "check-table":
      await checkTable(
        ctx,
        named(plan.disks, (disk) => disk.path === step.disk, step.disk),
      );
      return undefined;
    case "check-stacks":
      await checkStacks(ctx, plan);
      return undefined;
    case "check-filesystems":
      await checkFilesystems(ctx, plan);
      return undefined;
    case "deploy-image":
      await deployImage(ctx, plan, plannedImage(plan.images, step.image), {
        toolPath,
        completions,
        ...transferOf(step, placed.index, running),
      });
      progress.finish(step);
      return undefined;
    case "deploy-utility":
      await deployUtility(ctx, plan, plannedImage(plan.utilities, step.image), {
        into: step.into,
        ...transferOf(step, placed.index, running),
      });
      progress.finish(step);
      return undefined;
    case "install-boot":
      return await installBoot(ctx, plan);
  }
}

/** What every transfer of an image's content is told. */
function transferOf(
  step: Transfer,
  index: number,
  { sizes, progress, sources }: Running,
): Pick<ImageOptions, "measured" | "onProgress" | "mountPoints" | "sources"> {
  return {
    measured: sizes.get(step.image),
    onProgress: (done) => progress.update(step, done),
    mountPoints: mountPoints(index),
    sources,
  };
}

function plannedImage<T extends { readonly name: string }>(images: readonly T[], name: string): T {
  return named(images, (image) => image.name === name, name);
}

/** The one part of the plan that a step names. */
function named<T>(items: readonly T[], isIt: (item: T) => boolean, name: string): T {
  const item = items.find(isIt);
  if (item === undefined) throw new BareonError("invalid", `the plan has a step for "${name}", which it does not hold`);
  return item;
}
