/** Which steps of a plan run at the same time: those that make filesystems, and deploys of images, in so far as they share no device. */
import type { Concurrency, Plan } from "../schema/plan.ts";
import { mountsOf } from "./utilities.ts";

type Step = Plan["steps"][number];

function devicesOf(mounts: readonly { readonly device: string }[] = []): string[] {
  return mounts.map(({ device }) => device);
}

/** Returns the step with its group and the devices that it writes to; a step that runs alone is returned as it is. */
export function markConcurrency(step: Step, { images, utilities }: Pick<Plan, "images" | "utilities">): Step {
  switch (step.kind) {
    case "make-filesystem":
      return { ...step, concurrency: { group: "filesystems", devices: [step.device] } };
    case "deploy-image": {
      const image = images.find(({ name }) => name === step.image);
      return { ...step, concurrency: { group: "images", devices: devicesOf(image?.mounts) } };
    }
    case "deploy-utility": {
      const utility = utilities.find(({ name }) => name === step.image);
      const mounts = utility === undefined ? [] : mountsOf(images, utility, step.into);
      return { ...step, concurrency: { group: "images", devices: devicesOf(mounts) } };
    }
    default:
      return step;
  }
}

function concurrencyOf(step: Step): Concurrency | undefined {
  return "concurrency" in step ? step.concurrency : undefined;
}

export interface PlacedStep {
  readonly step: Step;
  readonly index: number;
}

export interface Task<T> {
  readonly item: T;
  readonly devices: readonly string[];
}

/** The steps in their order, those of one group together; every other one is a group of its own. */
export function groupSteps(steps: readonly Step[]): Task<PlacedStep>[][] {
  const groups: Task<PlacedStep>[][] = [];
  let former: string | undefined;
  for (const [index, step] of steps.entries()) {
    const { group, devices = [] } = concurrencyOf(step) ?? {};
    const task = { item: { step, index }, devices };
    if (group !== undefined && group === former) groups.at(-1)?.push(task);
    else groups.push([task]);
    former = group;
  }
  return groups;
}

/**
 * Returns the first of `waiting` that shares a device neither with what is running nor with one before it in the list, so that
 * those that share a device keep their order; undefined if there is none.
 */
export function findReady<T>(waiting: readonly Task<T>[], running: readonly Task<T>[]): Task<T> | undefined {
  const taken = new Set(running.flatMap(({ devices }) => devices));
  for (const task of waiting) {
    if (!task.devices.some((device) => taken.has(device))) return task;
    for (const device of task.devices) taken.add(device);
  }
  return undefined;
}
