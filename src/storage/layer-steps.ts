/** The steps for what is stacked on partitions: arrays and groups are made, or switched on where they are kept, and read back. */
import { memberOffset } from "../config/capacity.ts";
import type { PlannedArray, PlannedGroup } from "../schema/plan.ts";
import { activateGroup, createGroup } from "../programs/lvm.ts";
import { assembleArray, createArray } from "../programs/mdadm.ts";
import { type Step, commands } from "./step.ts";
import type { StoragePlan } from "./storage.ts";

function arrayStep(array: PlannedArray): Step {
  const { device, name, level, keep } = array;
  if (keep === true) return commands(`array ${device}`, `Assemble array ${name} as ${device}`, [assembleArray(array)]);
  return commands(`array ${device}`, `Make array ${name} of level ${level} as ${device}`, [
    createArray(array, memberOffset),
  ]);
}

function groupStep(group: PlannedGroup): Step {
  const { name, keep } = group;
  if (keep === true) return commands(`group ${name}`, `Activate volume group ${name}`, [activateGroup(group)]);
  return commands(`group ${name}`, `Make volume group ${name} and its logical volumes`, createGroup(group));
}

/** A group may lie on arrays. What was switched on is switched off at the end of a deploy, however that ends. */
export function stackSteps({ arrays, groups }: StoragePlan): Step[] {
  if (arrays.length + groups.length === 0) return [];
  const check: Step = {
    kind: "check-stacks",
    id: "check-stacks",
    title: "Read arrays and volume groups back",
    phase: "storage",
  };
  return [...arrays.map(arrayStep), ...groups.map(groupStep), check];
}
