/** The table of what planning has to know of each image source, by the source's name in a plan; sources.ts has the table of what they do. */
import type { Driver } from "../../config/deploy-config.ts";
import { existingSpec } from "../existing/spec/spec.ts";
import { fileSpec } from "../file/spec/spec.ts";
import { ociSpec } from "../oci/spec/spec.ts";
import { rsyncSpec } from "../rsync/spec/spec.ts";
import type { SourceSpecs } from "../../config/source-spec.ts";

export const sourceSpecs: SourceSpecs = {
  rsync: rsyncSpec,
  file: fileSpec,
  oci: ociSpec,
  existing: existingSpec,
};

/** The name of the source for an address; undefined for an address of no known form. */
export function sourceAt(address: string, sources: SourceSpecs = sourceSpecs): Driver | undefined {
  return namesOf(sources).find((name) => sources[name].parseAddress(address) !== undefined);
}

/** The driver for an address; the first of the table for an address of no known form, which a rule refuses (rules.ts). */
export function driverFor(address: string, sources: SourceSpecs = sourceSpecs): Driver {
  const name = sourceAt(address, sources) ?? namesOf(sources)[0];
  if (name === undefined) throw new Error("the table of sources is empty");
  return name;
}

/** The keys of the table are the names, also of a table with more of them. */
function namesOf(sources: SourceSpecs): Driver[] {
  return Object.keys(sources) as Driver[];
}
