/** Turns what a compiled JSON Schema validator found into violations that say the place, the value and what would be right. */
import type { Violation } from "../base/errors.ts";
import { at } from "./json-pointer.ts";

/** The part of ajv's ErrorObject that is used here (`verbose` validators carry the value and the schema). */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly data?: unknown;
  readonly parentSchema?: unknown;
}

/** Where ajv's own words say less than the description beside them. */
const messages: Readonly<Record<string, string>> = { pattern: "has not the right form", enum: "is none of the known values" };

/** Keywords whose errors only sum up those of their alternatives. */
const summaries = new Set(["anyOf", "oneOf", "if"]);

function describe(schema: unknown): string | undefined {
  if (typeof schema !== "object" || schema === null || !("description" in schema)) return undefined;
  return typeof schema.description === "string" ? schema.description : undefined;
}

/** A value as JSON, cut at 60 characters. */
export function renderValue(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function violation(error: SchemaError): Violation {
  const { keyword, params, instancePath } = error;
  switch (keyword) {
    case "required":
      return { pointer: instancePath, problem: `"${String(params["missingProperty"])}" is missing`, expected: describe(error.parentSchema) ?? "the key" };
    case "additionalProperties":
      return {
        pointer: at(instancePath, String(params["additionalProperty"])),
        problem: "this key is not known",
        expected: `one of ${Object.keys(propertiesOf(error.parentSchema)).join(", ")}`,
      };
    case "discriminator":
      return { pointer: at(instancePath, String(params["tag"])), problem: `${renderValue(params["tagValue"])} is no known ${String(params["tag"])}`, expected: describe(error.parentSchema) ?? "a known one" };
    default:
      return { pointer: instancePath, problem: `${renderValue(error.data)} ${messages[keyword] ?? error.message ?? keyword}`, expected: describe(error.parentSchema) ?? error.message ?? keyword };
  }
}

function propertiesOf(schema: unknown): object {
  if (typeof schema !== "object" || schema === null || !("properties" in schema)) return {};
  return typeof schema.properties === "object" && schema.properties !== null ? schema.properties : {};
}

/**
 * Each place once, in document order of discovery. Where alternatives (`anyOf`) all failed, the summary stands for them,
 * since it carries the description of what would be right.
 */
export function toViolations(errors: readonly SchemaError[]): Violation[] {
  const summed = new Set(errors.filter((error) => summaries.has(error.keyword)).map((error) => error.instancePath));
  const found = new Map<string, Violation>();
  for (const error of errors) {
    const isSummary = summaries.has(error.keyword);
    if (summed.has(error.instancePath) && !isSummary) continue;
    const made = isSummary ? { ...violation(error), problem: `${renderValue(error.data)} does not fit` } : violation(error);
    const key = error.keyword === "required" ? `${made.pointer} ${made.problem}` : made.pointer;
    if (!found.has(key)) found.set(key, made);
  }
  return [...found.values()];
}

/** True for a violation that is only an unknown key: a warning in compatible mode. */
export function isUnknownKey(error: SchemaError): boolean {
  return error.keyword === "additionalProperties";
}
