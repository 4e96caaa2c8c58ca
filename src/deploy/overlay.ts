/** An image that comes to lie on volumes of other systems of which it is noted that they are whole: their marks say so. */
import type { Context } from "../host/host.ts";
import { imagesBelow, imagesSharing } from "../plan/utilities.ts";
import type { Plan, PlannedImage } from "../schema/plan.ts";
import { resumeMark, suspendMark } from "./brought-mark.ts";
import type { MountPoints } from "./mount-points.ts";
import { plannedImage } from "./plan-parts.ts";

type UtilityStep = Extract<Plan["steps"][number], { kind: "deploy-utility" }>;

export interface Overlaying {
  readonly points: MountPoints;
  /** Whether a system may have a mark. */
  readonly isMarked: (name: string) => boolean;
  /** By which the same image is known again; undefined if nothing tells. */
  readonly identity: string | undefined;
}

export interface OverlayRequest extends Overlaying {
  readonly step: Pick<UtilityStep, "image" | "into">;
}

/**
 * What of a utility image was written before it failed would stay on a system that is not brought again, also what was never verified and
 * is in no other version of it. So the system has its mark again only once the utility image has ended, and if its version is known.
 */
export async function overlay(
  ctx: Context,
  plan: Plan,
  { step, points, isMarked, identity }: OverlayRequest,
  bring: () => Promise<void>,
): Promise<void> {
  const { image: name, into } = step;
  const below = imagesBelow(plan, plannedImage(plan.utilities, name), into);
  const texts: (readonly [PlannedImage, string])[] = [];
  for (const image of below.filter((one) => isMarked(one.name))) {
    const text = await suspendMark(ctx, image, points);
    if (text !== undefined) texts.push([image, text]);
  }
  await bring();
  if (identity === undefined) return;
  for (const [image, text] of texts) await resumeMark(ctx, image, text, { name, image: identity }, points);
}

/**
 * Before a system is brought: another one that shares a volume with it, and is not brought again after a failure, has files of this
 * version on that from now on.
 */
export async function noteOnShared(
  ctx: Context,
  { images }: Pick<Plan, "images">,
  { name, keep }: PlannedImage,
  { points, isMarked, identity }: Overlaying,
): Promise<void> {
  if (keep === true) return;
  const sharing = imagesSharing({ images }, name).filter((one) => isMarked(one.name));
  for (const image of sharing) {
    const text = await suspendMark(ctx, image, points);
    if (text !== undefined && identity !== undefined)
      await resumeMark(ctx, image, text, { name, image: identity }, points);
  }
}
