/** Runs the steps of a plan in their order, those of one group at the same time; each is reported, and named when it fails. */
import { BareonError, firstError } from "../base/errors.ts";
import type { Completions } from "../boot/guest/guest-files.ts";
import { renderUnbootableCode } from "../boot/loader/unbootable.ts";
import type { ImageSize, ImageSources, MeasuredImage } from "../sources/source.ts";
import { KeptFiles } from "../host/kept-files.ts";
import type { Context } from "../host/host.ts";
import { deviceNode } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { type PlacedStep, groupSteps } from "../plan/concurrency.ts";
import { hasPhase, openingSteps, phaseOf } from "../plan/phases.ts";
import type { BootInfo } from "../schema/boot-info.ts";
import type { ImageStep, Plan, UtilityStep } from "../schema/plan.ts";
import { installBoot } from "../boot/loader/install.ts";
import { type OnRecoveryKey, runEncryption } from "./encryption.ts";
import { type Keys, noKeys } from "./keys.ts";
import { forgetBrought, forgetRemade, markBrought } from "./brought-mark.ts";
import { DiskLocks } from "./disk-locks.ts";
import { disarmPartition } from "../boot/loader/efi-partition.ts";
import { type ImageOptions, deployImage } from "./image.ts";
import { platformsFor } from "../boot/loader/loader.ts";
import { checkFilesystems, checkTable } from "./read-back.ts";
import { noteOnShared, overlay, type Overlaying } from "./overlay.ts";
import { diskAt, partitionAt, plannedImage } from "./plan-parts.ts";
import { runStepOfThere } from "./steps-of-there.ts";
import { checkLayers, closeLayers } from "./layers.ts";
import { type Transfer, TransferProgress } from "./transfer-progress.ts";
import { installRescue } from "./rescue.ts";
import { runConcurrently } from "./run-concurrently.ts";
import { unmountFormer } from "./unmount.ts";
import type { FlaggedFiles } from "./unchangeable.ts";
import { writeConfigDrive } from "./config-drive.ts";
import { driveOf, type Prepared, toldTo, writeTold } from "./seed.ts";
import { deployUtility } from "./utility.ts";
import { mountPoints } from "./mount-points.ts";

type Step = Plan["steps"][number];

/** What checkSources of preflight.ts measured, by image name. */
export type ImageSizes = ReadonlyMap<string, MeasuredImage>;

export interface ExecuteOptions extends Prepared {
  readonly toolPath: string | undefined;
  readonly completions?: Completions | undefined;
  readonly sizes: ImageSizes;
  /** What findUnchangeable of src/deploy/unchangeable.ts found. */
  readonly flagged?: FlaggedFiles | undefined;
  /** The table of sources, if it is not the program's own. */
  readonly sources?: ImageSources | undefined;
  /** The user, for the history of a node that has one. */
  readonly who?: string | undefined;
  /** Those of encrypted volumes; absent for a plan without any. */
  readonly keys?: Keys | undefined;
  /** Takes the recovery keys of encrypted volumes that are made; without it they get none. */
  readonly onRecoveryKey?: OnRecoveryKey | undefined;
  /** By which a later run knows what this one has brought; absent if nothing is noted. */
  readonly marks?: Marks | undefined;
}

export interface Marks {
  /** The digest of the config. */
  readonly config: string;
  /** The images that a former run has brought, by name. */
  readonly resumed: readonly string[];
}

/** Steps of one group that run at the same time, if the plan does not say how many. */
const defaultParallel = 4;

/**
 * Returns what the boot step found; undefined for a part of a deploy that ends before it. Throws a BareonError of the phase of the step
 * that failed; the steps after it are not begun. Arrays and groups are switched off at the end, however that comes.
 */
export async function execute(ctx: Context, plan: Plan, options: ExecuteOptions): Promise<BootInfo | undefined> {
  await using scope = new Scope();
  scope.defer(async () => await closeLayers(ctx, plan));
  const info = await runSteps(ctx, plan, options);
  await scope.close();
  if (info === undefined && hasPhase(plan, "bootloader"))
    throw new BareonError("invalid", "the plan has no step that installs the boot loader");
  return info;
}

/** With the plan's arrays, groups and encrypted volumes switched on, and off again at the end, however that comes. */
export async function whileOpen<T>(ctx: Context, plan: Plan, keys: Keys, action: () => Promise<T>): Promise<T> {
  await using scope = new Scope();
  scope.defer(async () => await closeLayers(ctx, plan));
  await runSteps(ctx, { ...plan, steps: openingSteps(plan) }, { toolPath: undefined, sizes: new Map(), keys });
  const result = await action();
  await scope.close();
  return result;
}

async function runSteps(ctx: Context, plan: Plan, options: ExecuteOptions): Promise<BootInfo | undefined> {
  const progress = new TransferProgress(ctx.report, sizesOfSteps(plan, options.sizes));
  let info: BootInfo | undefined;
  await using locks = new DiskLocks(ctx);
  await using kept = new KeptFiles();
  const running = { ...options, keys: options.keys ?? noKeys, progress, locks, kept, marked: new Set<string>() };
  const run = async (own: Context, placed: PlacedStep): Promise<void> => {
    const place = { index: placed.index, count: plan.steps.length };
    const found = await runReported(own, placed.step, place, async () => await runStep(own, plan, placed, running));
    info = found ?? info;
  };
  for (const group of groupSteps(plan.steps)) {
    const remade = group.flatMap(({ item: { step } }) => (step.kind === "make-filesystem" ? [step.device] : []));
    if (options.marks !== undefined && remade.length > 0) await forgetRemade(ctx, plan, remade);
    await runConcurrently(ctx, group, plan.parallel ?? defaultParallel, run);
  }
  await kept.close();
  return info;
}

/** By the id of the step: an image that goes into several trees is deployed as many times. */
function sizesOfSteps({ steps }: Plan, sizes: ReadonlyMap<string, ImageSize>): ReadonlyMap<string, ImageSize> {
  const known = steps.flatMap((step): [string, ImageSize][] => {
    const size = "image" in step ? sizes.get(step.image) : undefined;
    return size === undefined ? [] : [[step.id, size]];
  });
  return new Map(known);
}

/** Runs one step, reported. Throws a BareonError of the step's phase if it fails. */
export async function runReported<T>(
  ctx: Context,
  step: Pick<Step, "id" | "title" | "phase"> & { readonly kind?: string },
  place: { readonly index: number; readonly count: number },
  action: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const finish = (outcome: "done" | "failed"): void =>
    ctx.report({ event: "step-finish", id: step.id, seconds: (performance.now() - start) / 1000, outcome });
  ctx.signal.throwIfAborted();
  ctx.report({ event: "step-start", id: step.id, title: step.title, ...place, phase: phaseOf(step) });
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
  readonly keys: Keys;
  readonly progress: TransferProgress;
  readonly locks: DiskLocks;
  readonly kept: KeptFiles;
  /** The images that this run has marked. */
  readonly marked: Set<string>;
}

async function runStep(ctx: Context, plan: Plan, placed: PlacedStep, running: Running): Promise<BootInfo | undefined> {
  const { step } = placed;
  const { locks } = running;
  switch (step.kind) {
    case "commands":
    case "make-filesystem":
    case "end-use":
    case "tear-down":
      for (const command of step.commands) await ctx.host.run(command);
      return undefined;
    case "encryption":
      await runEncryption(ctx, plan, step, running);
      return undefined;
    case "unmount":
      await unmountFormer(ctx, step.targets);
      return undefined;
    case "lock-disks":
      await locks.take(step.disks);
      return undefined;
    case "unlock-disks":
      await locks.release();
      return undefined;
    case "invalidate-boot-sector":
      await ctx.host.writeInSector(await deviceNode(ctx.host, step.disk), 0, renderUnbootableCode());
      // Closing a written disk makes udev read its table again and make its partitions anew; without waiting that would race partx.
      await locks.settle();
      return undefined;
    case "invalidate-esp":
      await disarmPartition(ctx, step.device, platformsFor(plan).uefi);
      return undefined;
    case "check-table":
    case "check-stacks":
    case "check-filesystems":
      await runCheck(ctx, plan, step);
      return undefined;
    case "deploy-image":
    case "deploy-utility":
      await runTransfer(ctx, plan, step, placed.index, running);
      return undefined;
    case "write-seed":
      await writeTold(
        ctx,
        plannedImage(plan.images, step.image),
        toldTo(plannedImage(plan.images, step.image), running),
      );
      return undefined;
    case "write-config-drive":
      await writeConfigDrive(ctx, partitionAt(plan, step.device), driveOf(running).image);
      return undefined;
    case "install-rescue":
      await installRescue(ctx, plan);
      return undefined;
    case "install-boot":
      await forgetMarks(ctx, plan, running);
      return await installBoot(ctx, plan);
    default:
      return await runStepOfThere(ctx, plan, step, running.who ?? "");
  }
}

async function runCheck(
  ctx: Context,
  plan: Plan,
  step: Extract<Step, { kind: "check-table" | "check-stacks" | "check-filesystems" }>,
): Promise<void> {
  if (step.kind === "check-table") await checkTable(ctx, diskAt(plan, step.disk));
  else await (step.kind === "check-stacks" ? checkLayers(ctx, plan) : checkFilesystems(ctx, plan));
}

async function runTransfer(
  ctx: Context,
  plan: Plan,
  step: ImageStep | UtilityStep,
  index: number,
  running: Running,
): Promise<void> {
  const { toolPath, completions } = running;
  const transfer = transferOf(step, index, running);
  const isBrought = running.marks?.resumed.includes(step.image) === true;
  const overlaying = overlayingOf(step, index, running);
  if (step.kind === "deploy-image") await noteOnShared(ctx, plan, plannedImage(plan.images, step.image), overlaying);
  await (step.kind === "deploy-image"
    ? deployImage(ctx, plan, plannedImage(plan.images, step.image), { toolPath, completions, isBrought, ...transfer })
    : overlay(ctx, plan, { step, ...overlaying }, async () => {
        await deployUtility(ctx, plan, plannedImage(plan.utilities, step.image), { into: step.into, ...transfer });
      }));
  if (step.kind === "deploy-image") await noteBrought(ctx, plan, step, index, running);
  running.progress.finish(step);
}

/** What it does to other systems that are known to be whole. */
function overlayingOf({ image }: Transfer, index: number, { marks, marked, sizes }: Running): Overlaying {
  const isMarked = (name: string): boolean => marked.has(name) || marks?.resumed.includes(name) === true;
  return { points: mountPoints(index), isMarked, identity: sizes.get(image)?.identity };
}

/** From here on a later run of the same config need not bring the image. */
async function noteBrought(
  ctx: Context,
  plan: Plan,
  { image: name }: ImageStep,
  index: number,
  { marks, sizes, marked }: Running,
): Promise<void> {
  const image = plannedImage(plan.images, name);
  const identity = sizes.get(name)?.identity;
  if (marks === undefined || identity === undefined || image.keep === true) return;
  await markBrought(ctx, plan, image, { config: marks.config, image: identity }, mountPoints(index));
  marked.add(name);
}

/** Before the node boots a system, nothing says any more that it is as its image. Without the images' phase a former part may have said so. */
async function forgetMarks(ctx: Context, plan: Plan, { marks, marked }: Running): Promise<void> {
  if (marks === undefined) return;
  const isKnown = hasPhase(plan, "images");
  for (const image of plan.images)
    if (!isKnown || marked.has(image.name) || marks.resumed.includes(image.name)) await forgetBrought(ctx, image);
}

/** The options that all transfers of an image's content have. */
function transferOf(
  step: Transfer,
  index: number,
  { sizes, progress, sources, flagged, kept, keys }: Running,
): Pick<ImageOptions, "measured" | "kept" | "onProgress" | "mountPoints" | "sources" | "flagged" | "keys"> {
  return {
    measured: sizes.get(step.image),
    kept,
    onProgress: (done) => progress.update(step, done),
    mountPoints: mountPoints(index),
    sources,
    flagged,
    keys,
  };
}
