/** The steps of an update that write the volumes of the idle system and that a deploy has too; those of carried files are in update-carry.ts. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import type { KeptFiles } from "../host/kept-files.ts";
import { toolPath } from "../boot/guest/guest-files.ts";
import { planMirror, type PlannedUpdate } from "../plan/update.ts";
import type { PlannedImage } from "../schema/plan.ts";
import type { Update } from "../schema/update.ts";
import type { ExecuteOptions } from "./execute.ts";
import { toldTo, writeTold } from "./seed.ts";
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
    kept,
    keys,
    fullSpeed,
  }: ExecuteOptions & { readonly kept: KeptFiles; readonly fullSpeed: boolean },
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
    kept,
    onProgress: (done: { readonly bytes: number; readonly files: number }) => progress.update(step, done),
    mountPoints: points,
    flagged,
    keys,
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
