/** Which steps of a plan may run at the same time: deploys of images that share no volume. */
import type { Plan } from "../schema/plan.ts";
import { mountsOf } from "./utilities.ts";

type Step = Plan["steps"][number];

/** The devices that a deploy of an image writes to; undefined for a step that runs alone. */
export function devicesOfDeploy({ images, utilities }: Pick<Plan, "images" | "utilities">, step: Step): readonly string[] | undefined {
  if (step.kind === "deploy-image") return images.find(({ name }) => name === step.image)?.mounts.map(({ device }) => device);
  if (step.kind !== "deploy-utility") return undefined;
  const utility = utilities.find(({ name }) => name === step.image);
  return utility === undefined ? undefined : mountsOf(images, utility, step.into).map(({ device }) => device);
}

export interface Deploy<T> {
  readonly item: T;
  readonly devices: readonly string[];
}

/** The first of `waiting` that shares no device with what is running or comes before it: so those that share one keep their order. */
export function findReady<T>(waiting: readonly Deploy<T>[], running: readonly Deploy<T>[]): Deploy<T> | undefined {
  const taken = new Set(running.flatMap(({ devices }) => devices));
  for (const deploy of waiting) {
    if (!deploy.devices.some((device) => taken.has(device))) return deploy;
    for (const device of deploy.devices) taken.add(device);
  }
  return undefined;
}
