/** The rules of a deploy config together: the general ones, those of each storage layer, and those of the image sources. */
import type { DeployConfig } from "../config/deploy-config.ts";
import type { Missing, Rule } from "../config/rule.ts";
import { configRemarks } from "../config/remarks.ts";
import { configRules } from "../config/rules.ts";
import type { Finding, Remark } from "../config/wording.ts";
import { sourceRules } from "../sources/spec/rules.ts";
import type { SourceSpecs } from "../config/source-spec.ts";
import { sourceSpecs } from "../sources/spec/specs.ts";
import { storageLayers } from "./layers.ts";

/** All of them: those of the layers from the highest to the lowest, those of the sources last. */
export function allRules(sources: SourceSpecs = sourceSpecs): readonly Rule[] {
  return [...configRules, ...storageLayers.toReversed().flatMap(({ rules }) => rules ?? []), ...sourceRules(sources)];
}

/** Every remark on a config without violations. */
export function findRemarks(config: DeployConfig, sources: SourceSpecs = sourceSpecs): Remark[] {
  const own = Object.values(sources).flatMap(({ findRemarks: find }) => find ?? []);
  return [...configRemarks, ...own].flatMap((find) => find(config));
}

function countNeeds({ needs = [] }: Rule): number {
  return needs.length;
}

/** Every violation of every rule, except those of rules that need what is missing. What is wrong with a part alone comes first. */
export function checkRules(config: DeployConfig, missing: Missing, sources: SourceSpecs = sourceSpecs): Finding[] {
  return allRules(sources)
    .filter(({ needs = [] }) => !needs.some((part) => missing[part]))
    .toSorted((one, other) => countNeeds(one) - countNeeds(other))
    .flatMap(({ find }) => find(config));
}
