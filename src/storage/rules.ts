/** The rules of a deploy config together: the general ones, those of each storage layer, and those of the image sources. */
import type { DeployConfig } from "../config/deploy-config.ts";
import type { Missing, Rule } from "../config/rule.ts";
import { configRules } from "../config/rules.ts";
import type { Finding } from "../config/wording.ts";
import { sourceRules } from "../sources/spec/rules.ts";
import type { SourceSpecs } from "../config/source-spec.ts";
import { sourceSpecs } from "../sources/spec/specs.ts";
import { espRules } from "./esp/rules.ts";
import { filesystemRules } from "./filesystem/rules.ts";
import { lvmRules } from "./lvm/rules.ts";
import { mdRules } from "./md/rules.ts";

export const allRules: readonly Rule[] = [...configRules, ...filesystemRules, ...lvmRules, ...mdRules, ...espRules];

/** Every violation of every rule, except those of rules that need what is missing. */
export function checkRules(config: DeployConfig, missing: Missing, sources: SourceSpecs = sourceSpecs): Finding[] {
  return [...allRules, ...sourceRules(sources)]
    .filter(({ needs = [] }) => !needs.some((part) => missing[part]))
    .flatMap(({ find }) => find(config));
}
