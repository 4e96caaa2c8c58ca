/** The seeds of a deploy config, read and judged as a whole before anything is written. */
import { BareonError } from "../base/errors.ts";
import { inDocumentOrder } from "../config/json-pointer.ts";
import type { ImageSpec, SeedSpec } from "../config/deploy-config.ts";
import { type Finding, renderFindings } from "../config/wording.ts";
import { partTitles, readSeeds, type SeedFinding, type Seeds } from "../first-boot/seeds.ts";
import type { Context } from "../host/host.ts";
import { type ConfigSource, findDialect, readConfig } from "./plan.ts";

function toFinding({ image: spec, part, fault }: SeedFinding<ImageSpec>): Finding {
  return { of: "image", spec, field: `seed.${part}`, ...fault };
}

/** Reads the seed that an update brings. Throws BareonError "source" with all that is wrong with it. */
export async function loadNewSeed(ctx: Context, name: string, seed: SeedSpec): Promise<Seeds> {
  const { seeds, findings } = await readSeeds(ctx, [{ name, seed }]);
  if (findings.length === 0) return seeds;
  const faults = findings.map(
    ({ part, fault }) => `${partTitles[part]}: ${fault.problem} (expected: ${fault.expected})`,
  );
  throw new BareonError("source", `the new seed of ${name} cannot be used: ${faults.join("; ")}`);
}

/**
 * Reads all of them, or those alone that stand in the config; `only` of these systems if they are named. Throws BareonError "invalid" if one of these is wrong, and "source" if
 * only others are, with every violation of each.
 */
export async function loadSeeds(
  ctx: Context,
  source: ConfigSource,
  which: "all" | "inline" = "all",
  only?: readonly string[],
): Promise<Seeds> {
  const images = readConfig(source).config.images.filter(({ name }) => only?.includes(name) !== false);
  const isWanted = which === "all" ? undefined : ({ kind }: { readonly kind: string }): boolean => kind === "inline";
  const { seeds, findings } = await readSeeds(ctx, images, isWanted);
  if (findings.length === 0) return seeds;
  const { wording, manual } = findDialect(source.dialect);
  const isOutside = findings.every((finding) => finding.isOutside);
  throw new BareonError(
    isOutside ? "source" : "invalid",
    `${findings.length === 1 ? "a file" : `${findings.length} files`} of the seeds cannot be used`,
    {
      violations: inDocumentOrder(source.document, renderFindings(findings.map(toFinding), wording)),
      hint: `${manual} says under "seed" what each file has to be.`,
    },
  );
}
