/** The rules of a deploy config together: those that know no storage layer, and those of each layer. */
import type { DeployConfig } from "../config/deploy-config.ts";
import type { Missing, Rule } from "../config/rule.ts";
import { configRules } from "../config/rules.ts";
import type { Finding } from "../config/wording.ts";
import { espRules } from "./esp/rules.ts";
import { filesystemRules } from "./filesystem/rules.ts";
import { lvmRules } from "./lvm/rules.ts";
import { mdRules } from "./md/rules.ts";

export const allRules: readonly Rule[] = [...configRules, ...filesystemRules, ...lvmRules, ...mdRules, ...espRules];

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
