/** The ironic dialect of provision.json: checks a parsed document against its schema, and reads the deploy config of what is valid. */
import type { Violation } from "../../base/errors.ts";
import { at, inDocumentOrder } from "../../config/json-pointer.ts";
import { isUnknownKey, type SchemaError, toViolations } from "../../config/schema-check.ts";
import type { ProvisionDocument } from "../../schema/provision.ts";
import { validate } from "../../schema/provision.validate.js";
import type { Defaults, Dialect, ReadOptions, Reading } from "../dialect.ts";
import { checkDocument, findFlow, findNotes, findUnknownImages, findUnreadableSizes, isFlowKey } from "./checks.ts";
import { type IsValid, toConfig } from "./document.ts";
import { renewValues } from "./old-values.ts";
import { concealSeeds } from "./seed.ts";
import { wording } from "./wording.ts";
import { writeDocument } from "./write.ts";

/** Objects that also hold what is for other programs: an unknown key in them is none that was meant for this one. */
const openObjects = ["/deploy_data", "/image_deploy_flags"];

function isFlow({ instancePath, params }: SchemaError): boolean {
  return isFlowKey(at(instancePath, String(params["additionalProperty"])));
}

function read(written: unknown, { compat, ...options }: ReadOptions): Reading {
  const document = renewValues(written);
  const errors = validate(document) ? [] : (validate.errors ?? []);
  const unknown = errors.filter((error) => isUnknownKey(error) && !isFlow(error));
  const unknownKeys = toViolations(unknown);
  const misfits = toViolations(errors.filter((error) => !isUnknownKey(error)));
  const refused = compat ? [] : toViolations(unknown.filter(({ instancePath }) => !openObjects.includes(instancePath)));
  const { draft, violations } = hasLists(document)
    ? readLists(document, misfits, options)
    : { draft: undefined, violations: [] };
  return {
    draft,
    violations: [...findFlow(document), ...refused, ...misfits, ...violations],
    warnings: [
      ...inDocumentOrder(document, unknownKeys).map(({ pointer }) => `${pointer}: unknown key, ignored`),
      ...(errors.length === unknown.length && hasLists(document) ? findNotes(document) : []),
    ],
  };
}

export const ironic: Dialect = {
  read,
  write: writeDocument,
  conceal: concealSeeds,
  wording,
  manual: "provision.json(5)",
};

/** An image, disk, volume group or volume in a pointer, the innermost. */
const partPattern = /^\/(?:images\/\d+|partitions\/\d+(?:\/volumes\/\d+)?)(?=\/|$)/u;

/**
 * The config of what the schema found nothing wrong with, so that all violations are told in one go. Without any misfit or
 * violation it is the config of the whole document.
 */
function readLists(
  document: ProvisionDocument,
  misfits: readonly Violation[],
  options: Defaults,
): Pick<Reading, "draft" | "violations"> {
  const broken = new Set<string>();
  const setAside = (violations: readonly Violation[]): void => {
    for (const { pointer } of violations) broken.add(partPattern.exec(pointer)?.[0] ?? pointer);
  };
  const isValid = (pointer: string): boolean => !broken.has(pointer);
  const isWhole = (pointer: string): boolean =>
    isValid(pointer) && ![...broken].some((other) => other.startsWith(`${pointer}/`));
  setAside(misfits);
  const sizes = findUnreadableSizes(withoutBroken(document, { isValid, isWhole }), isValid);
  setAside(sizes);
  const rest = withoutBroken(document, { isValid, isWhole });
  const config = toConfig(rest, isValid, options);
  const missing = { images: !isWhole("/images"), volumes: !isWhole("/partitions") };
  return {
    draft: { config, missing },
    violations: [...findUnknownImages(document), ...sizes, ...checkDocument(rest, isValid)],
  };
}

interface Judged {
  /** Nothing is wrong with the place itself. */
  readonly isValid: IsValid;
  /** Nor with anything inside of it. */
  readonly isWhole: IsValid;
}

/** The value without what cannot be read of it: an object in place of a text is not read either. */
function readable(value: unknown, pointer: string, judged: Judged): unknown {
  if (judged.isWhole(pointer)) return value;
  if (
    (pointer !== "" && !judged.isValid(pointer)) ||
    typeof value !== "object" ||
    value === null ||
    Array.isArray(value)
  )
    return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, readable(inner, at(pointer, key), judged)]),
  );
}

/** Both lists whole, because their items are judged one by one, and what can be read of the settings. */
function withoutBroken(document: ProvisionDocument, judged: Judged): ProvisionDocument {
  const { images, partitions, ...settings } = document;
  const { firmware, rescue, ...others } = readable(settings, "", judged) as typeof settings;
  const whole = rescue === undefined || !judged.isWhole("/rescue") ? others : { ...others, rescue };
  // How much UEFI, or a rescue system, needs of a disk is not known without the size of its partition.
  return { ...whole, ...(firmware === undefined || !judged.isWhole("/esp") ? {} : { firmware }), images, partitions };
}

function hasLists(document: unknown): document is ProvisionDocument {
  if (typeof document !== "object" || document === null || !("images" in document) || !("partitions" in document))
    return false;
  return Array.isArray(document.images) && Array.isArray(document.partitions);
}
