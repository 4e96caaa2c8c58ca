/** The steps of an update that write the volumes of the idle system: on top of those of a deploy, the carried files. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { mountVolumes } from "../host/tree-mounts.ts";
import { openTree } from "../host/tree-writer.ts";
import { toolPath } from "../boot/guest/guest-files.ts";
import { planMirror, type PlannedUpdate } from "../plan/update.ts";
import type { Updating } from "../schema/boot-info.ts";
import type { PlannedImage } from "../schema/plan.ts";
import type { Update } from "../schema/update.ts";
import type { ExecuteOptions } from "./execute.ts";
import { seedRoot, toldTo, writeTold } from "./seed.ts";
import { isSetAside, putBack, setAside } from "./carry.ts";
import { deployImage } from "./image.ts";
import { mountPoints } from "./mount-points.ts";
import { TransferProgress } from "./transfer-progress.ts";
import { deployUtility } from "./utility.ts";

const points = mountPoints(0);

/** The one image of an update. */
export function imageOf({ images: [image] }: Pick<Update, "images">): PlannedImage {
  if (image === undefined) throw new BareonError("invalid", "the update has no image");
  return image;
}

interface SetAsideFor {
  readonly folder: string;
  /** Whether the running system is one of the node's. */
  readonly running: boolean;
  /** What boot-info said of an update that had not ended, which may have set them aside. */
  readonly begun: Updating | undefined;
}

/** Read-only, at the tree's place. The hint of its error is for a tree that is damaged, which may be why it is updated. */
async function mountIdle(ctx: Context, scope: Scope, { mounts }: Pick<PlannedImage, "mounts">): Promise<void> {
  try {
    await mountVolumes(ctx, scope, mounts, points.tree, { options: ["ro"] });
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    const hint = "If the idle system is damaged: --method fresh with --carry-from running or none does without it.";
    throw new BareonError(error.exit, error.message, { hint, cause: error });
  }
}

/** Copies the carried files into the folder, if they are not there; from the running system's tree if that is asked for, or if the idle one has none. */
export async function setCarriedAside(
  ctx: Context,
  { update }: PlannedUpdate,
  { folder, running, begun }: SetAsideFor,
): Promise<void> {
  const isWanted = begun !== undefined && (begun.request?.carry_from ?? update.carryFrom) === update.carryFrom;
  if (isWanted && (await isSetAside(ctx, folder))) return;
  await using scope = new Scope();
  const image = imageOf(update);
  const idle = update.carryFrom === "running" ? [] : [points.tree];
  if (idle.length > 0) await mountIdle(ctx, scope, image);
  const own = update.seed === "carried" ? [seedRoot] : [];
  await setAside(ctx, { roots: [...idle, ...(running ? ["/"] : [])], patterns: update.carry, own, folder });
  await scope.close();
}

/** Puts what is in the folder into its places, and unmounts. */
export async function putCarriedBack(
  ctx: Context,
  image: Pick<PlannedImage, "name" | "mounts">,
  folder: string,
): Promise<void> {
  await using scope = new Scope();
  await mountVolumes(ctx, scope, image.mounts, points.tree);
  await putBack(ctx, openTree(ctx, points.tree, `Image ${image.name}`), folder);
  await scope.close();
}

/** The executable stays, which is larger than all else that changes in an image that did not. */
function mirrorOf(update: Update): ReturnType<typeof planMirror> {
  const mirror = planMirror(update);
  return mirror === undefined || !imageOf(update).bootTool ? mirror : { ...mirror, kept: [...mirror.kept, toolPath] };
}

type WritingStep = Extract<
  Update["steps"][number],
  { kind: "make-filesystem" | "deploy-image" | "deploy-utility" | "write-seed" }
>;

/** Runs one of the steps that a deploy has too; `sizes` are those that checkSources measured, and `fullSpeed` has no regard for others who use the disk. */
export async function runWritingStep(
  ctx: Context,
  { update, deploy }: PlannedUpdate,
  step: WritingStep,
  {
    toolPath: source,
    completions,
    sizes,
    flagged,
    seeds,
    drive,
    fullSpeed,
  }: ExecuteOptions & { readonly fullSpeed: boolean },
): Promise<void> {
  if (step.kind === "make-filesystem") {
    for (const command of step.commands) await ctx.host.run(command);
    return;
  }
  if (step.kind === "write-seed") {
    await writeTold(ctx, imageOf(update), toldTo(imageOf(update), { seeds, drive }), points);
    return;
  }
  const size = sizes.get(step.image);
  const progress = new TransferProgress(ctx.report, new Map(size === undefined ? [] : [[step.id, size]]));
  const shared = {
    measured: size,
    onProgress: (done: { readonly bytes: number; readonly files: number }) => progress.update(step, done),
    mountPoints: points,
    flagged,
  };
  const utility = deploy.utilities.find(({ name }) => name === step.image);
  if (step.kind === "deploy-utility" && utility !== undefined)
    await deployUtility(ctx, deploy, utility, { ...shared, into: step.into });
  else {
    const own = { outside: update.leftOut, mirror: mirrorOf(update), smallSteps: !fullSpeed };
    await deployImage(ctx, deploy, imageOf(update), { ...shared, toolPath: source, completions, ...own });
  }
  progress.finish(step);
}
