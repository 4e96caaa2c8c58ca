/** The rules of a deploy config together: those that know no storage layer, and those of each layer. */
import type { DeployConfig } from "../config/deploy-config.ts";
import type { Missing, Rule } from "../config/rule.ts";
import { configRules } from "../config/rules.ts";
import type { Finding } from "../config/wording.ts";
import { storageLayers } from "./layers.ts";

/** Those of the highest layer first: they speak of what a reader of the config sees first. */
export const allRules: readonly Rule[] = [
  ...configRules,
  ...storageLayers.toReversed().flatMap(({ rules }) => rules ?? []),
];

function countNeeds({ needs = [] }: Rule): number {
  return needs.length;
}

/** Every violation of every rule, except those of rules that need what is missing. What is wrong with a part alone comes first. */
export function checkRules(config: DeployConfig, missing: Missing): Finding[] {
  return allRules
    .filter(({ needs = [] }) => !needs.some((part) => missing[part]))
    .toSorted((one, other) => countNeeds(one) - countNeeds(other))
    .flatMap(({ find }) => find(config));
}
