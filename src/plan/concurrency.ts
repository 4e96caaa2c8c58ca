/** Which steps of a plan may run at the same time: those that make filesystems, and deploys of images that share no volume. */
import type { Plan } from "../schema/plan.ts";
import { mountsOf } from "./utilities.ts";

type Step = Plan["steps"][number];

/** The devices that a step writes to; undefined for one that runs alone. */
export function devicesOfStep(
  { images, utilities }: Pick<Plan, "images" | "utilities">,
  step: Step,
): readonly string[] | undefined {
  if (step.kind === "make-filesystem") return [step.device];
  if (step.kind === "deploy-image")
    return images.find(({ name }) => name === step.image)?.mounts.map(({ device }) => device);
  if (step.kind !== "deploy-utility") return undefined;
  const utility = utilities.find(({ name }) => name === step.image);
  return utility === undefined ? undefined : mountsOf(images, utility, step.into).map(({ device }) => device);
}

export interface Task<T> {
  readonly item: T;
  readonly devices: readonly string[];
}

/** The first of `waiting` that shares no device with what is running or comes before it: so those that share one keep their order. */
export function findReady<T>(waiting: readonly Task<T>[], running: readonly Task<T>[]): Task<T> | undefined {
  const taken = new Set(running.flatMap(({ devices }) => devices));
  for (const task of waiting) {
    if (!task.devices.some((device) => taken.has(device))) return task;
    for (const device of task.devices) taken.add(device);
  }
  return undefined;
}
