/** The ironic dialect of provision.json: checks a parsed document against schema and rules, all at once, and gives its deploy config. */
import { BareonError, type Violation } from "../../base/errors.ts";
import type { DeployConfig, Driver } from "../../config/deploy-config.ts";
import { inDocumentOrder } from "../../config/json-pointer.ts";
import { checkRules } from "../../config/rules.ts";
import { isUnknownKey, toViolations } from "../../config/schema-check.ts";
import type { ProvisionDocument } from "../../schema/provision.ts";
import { validate } from "../../schema/provision.validate.js";
import { checkDocument, findRefusedFlags, findUnknownImages, findUnreadableSizes } from "./checks.ts";
import { toConfig } from "./document.ts";

export interface ReadOptions {
  /** Unknown keys are warnings, not errors. */
  readonly compat: boolean;
  /** The deploy driver of images that name none; undefined for that of their address. */
  readonly driver?: Driver | undefined;
}

/**
 * Checks a parsed document and gives the deploy config that it describes.
 * Throws BareonError "invalid" with every violation.
 */
export function readIronicConfig(
  document: unknown,
  { compat, driver }: ReadOptions,
): { readonly config: DeployConfig; readonly warnings: readonly string[] } {
  const errors = validate(document) ? [] : (validate.errors ?? []);
  const unknownKeys = toViolations(errors.filter((error) => isUnknownKey(error)));
  const misfits = toViolations(errors.filter((error) => !isUnknownKey(error)));
  const violations = [...(compat ? [] : unknownKeys), ...misfits, ...judge(document, misfits, driver)];
  if (violations.length > 0) {
    throw new BareonError("invalid", `the deploy config has ${count(violations, "error")}`, {
      violations: inDocumentOrder(document, violations),
      hint: "provision.json(5) describes every key.",
    });
  }
  const config = toConfig(document as ProvisionDocument, () => true, driver);
  return {
    config,
    warnings: inDocumentOrder(document, unknownKeys).map(({ pointer }) => `${pointer}: unknown key, ignored`),
  };
}

function count(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? "" : "s"}`;
}

/** An image, disk, volume group or volume in a pointer, the innermost. */
const partPattern = /^\/(?:images\/\d+|partitions\/\d+(?:\/volumes\/\d+)?)(?=\/|$)/u;

/** What the rules say of the parts that the schema found nothing wrong with, so that all violations are told in one go. */
function judge(document: unknown, misfits: readonly Violation[], driver: Driver | undefined): Violation[] {
  if (!hasLists(document)) return [];
  const { images, partitions } = document;
  const lists = { images, partitions };
  const broken = new Set(misfits.map(({ pointer }) => partPattern.exec(pointer)?.[0] ?? pointer));
  const isRead = (part: string): boolean =>
    ![...broken].some((pointer) => pointer === part || pointer.startsWith(`${part}/`));
  const settings = {
    ...(isRead("/firmware") && "firmware" in document ? { firmware: document.firmware } : {}),
    ...(isRead("/esp") && "esp" in document ? { esp: document.esp } : {}),
  };
  const sizes = findUnreadableSizes({ ...lists, ...settings }, (pointer) => !broken.has(pointer));
  for (const { pointer } of sizes) broken.add(partPattern.exec(pointer)?.[0] ?? pointer);
  const isSound = (pointer: string): boolean => !broken.has(pointer);
  const misses = (list: string): boolean => [...broken].some((pointer) => pointer.startsWith(list));
  return [
    ...findRefusedFlags(document.image_deploy_flags?.rsync_flags),
    ...findUnknownImages(document),
    ...sizes,
    ...checkDocument(lists, isSound),
    ...checkRules(toConfig({ ...lists, ...(isRead("/esp") ? settings : {}) }, isSound, driver), {
      images: misses("/images"),
      volumes: misses("/partitions"),
    }),
  ];
}

function hasLists(document: unknown): document is ProvisionDocument {
  if (typeof document !== "object" || document === null || !("images" in document) || !("partitions" in document))
    return false;
  return Array.isArray(document.images) && Array.isArray(document.partitions);
}
