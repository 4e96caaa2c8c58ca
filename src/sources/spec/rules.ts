/** Rules for the sources of a config's images: each address is of a known form and suits the driver, and each source's own rules. */
import { renderChoice } from "../../base/choice.ts";
import type { DeployConfig, ImageSpec } from "../../config/deploy-config.ts";
import type { Rule } from "../../config/rule.ts";
import { renderValue } from "../../config/schema-check.ts";
import type { Finding } from "../../config/wording.ts";
import type { SourceSpecs } from "../../config/source-spec.ts";
import { sourceAt } from "./specs.ts";

function judgeAddress(spec: ImageSpec, sources: SourceSpecs): Finding[] {
  const { source, driver } = spec;
  const place = { of: "image", spec, field: "source" } as const;
  const name = sourceAt(source, sources);
  if (name === undefined) {
    const expected = renderChoice(Object.values(sources).flatMap(({ addresses }) => addresses));
    return [{ ...place, problem: `${renderValue(source)} is no form of address that is known`, expected }];
  }
  return name === driver ? [] : [{ ...place, ...sources[driver].refuseAddress(name, sources[name]) }];
}

function findUnsuitedAddresses({ images }: DeployConfig, sources: SourceSpecs): Finding[] {
  return images.flatMap((image) => judgeAddress(image, sources));
}

export function sourceRules(sources: SourceSpecs): readonly Rule[] {
  const specs = Object.values(sources);
  return [
    ...[findUnsuitedAddresses, ...specs.map(({ findViolations }) => findViolations)].map((find): Rule => ({
      name: find.name,
      find: (config) => find(config, sources),
    })),
    ...specs.flatMap(({ findMisplaced: find }): Rule[] =>
      find === undefined ? [] : [{ needs: ["images", "volumes"], find }],
    ),
  ];
}
