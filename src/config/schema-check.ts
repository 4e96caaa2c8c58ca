/** Turns what a compiled JSON Schema validator found into violations that say the place, the value and what would be right. */
import { redact } from "../base/command.ts";
import type { Violation } from "../base/errors.ts";
import { isSecretName } from "../base/secret-names.ts";
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

/** Keywords whose errors only sum up those of their alternatives. */
const summaries = new Set(["anyOf", "oneOf", "if"]);

/** JSON types in the words of people. */
const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

function property(schema: unknown, name: "description" | "properties"): unknown {
  return typeof schema === "object" && schema !== null
    ? (schema as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function describe(schema: unknown): string | undefined {
  const text = property(schema, "description");
  return typeof text === "string" ? text : undefined;
}

function keysOf(schema: unknown): string[] {
  return Object.keys(property(schema, "properties") ?? {});
}

/** A value as JSON, cut at 60 characters, secrets of addresses hidden. */
export function renderValue(value: unknown): string {
  // JSON has no word for what 1e400 and .inf are read as.
  const text = redact((typeof value === "number" ? String(value) : JSON.stringify(value)) ?? "undefined");
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** What stands for a value that is not shown. */
const hidden = "this";

/** Names that are meant to be those of what a system is told at its first boot. */
const likeSeed = /seed|(?:user|meta|vendor).?data|network.?config/iu;

/** A value that is a secret by its schema is not shown, nor that of a key that may be meant to be such a one. */
function shownValue(value: unknown, schema: unknown, key = ""): string {
  const isSecret = typeof schema === "object" && schema !== null && "writeOnly" in schema && schema.writeOnly === true;
  if (!isSecret && !likeSeed.test(key) && !isSecretName(key)) return renderValue(value);
  return typeof value === "object" && value !== null ? (Array.isArray(value) ? "a list" : "an object") : hidden;
}

function typeName(type: unknown): string {
  return (Array.isArray(type) ? type : [type]).map((name) => typeNames[String(name)] ?? String(name)).join(" or ");
}

function problemOf({ keyword, params, data, message, parentSchema }: SchemaError): string {
  const value = shownValue(data, parentSchema);
  switch (keyword) {
    case "type":
      return `${value} is not ${typeName(params["type"])}`;
    case "enum":
    case "const":
      return `${value} is none of the known values`;
    case "pattern":
      return `${value} does not have the right form`;
    case "minimum":
    case "exclusiveMinimum":
      return `${value} is too small`;
    case "maximum":
    case "exclusiveMaximum":
      return `${value} is too large`;
    case "minItems":
    case "minLength":
    case "minProperties":
      return `${value} is empty`;
    case "maxLength":
      return `${value} is longer than ${String(params["limit"])} characters`;
    case "uniqueItems":
      return `${value} holds an item twice`;
    case "anyOf":
    case "oneOf":
      return `${value} does not fit`;
    default:
      return `${value} ${message ?? keyword}`;
  }
}

function unknownKey(shown: string): string {
  return shown === hidden ? "unknown key" : `unknown key with the value ${shown}`;
}

function violation(error: SchemaError): Violation {
  const { keyword, params, instancePath, parentSchema, data } = error;
  switch (keyword) {
    case "required":
      return {
        pointer: instancePath,
        problem: `"${String(params["missingProperty"])}" is missing`,
        expected: describe(parentSchema) ?? "the key",
      };
    case "additionalProperties": {
      const key = String(params["additionalProperty"]);
      const value =
        typeof data === "object" && data !== null ? (data as Readonly<Record<string, unknown>>)[key] : undefined;
      return {
        pointer: at(instancePath, key),
        problem: unknownKey(shownValue(value, parentSchema, key)),
        expected: `one of ${keysOf(parentSchema).join(", ")}`,
      };
    }
    case "discriminator":
      return {
        pointer: at(instancePath, String(params["tag"])),
        problem: `${renderValue(params["tagValue"])} is no known ${String(params["tag"])}`,
        expected: describe(parentSchema) ?? "a known one",
      };
    default:
      return {
        pointer: instancePath,
        problem: problemOf(error),
        expected: describe(parentSchema) ?? error.message ?? keyword,
      };
  }
}

/** Of a missing tag both "required" and "discriminator" complain; the former says it better. */
function isMissingTag(error: SchemaError): boolean {
  return error.keyword === "discriminator" && error.params["tagValue"] === undefined;
}

/**
 * Each place once, in the order of discovery. If alternatives (`anyOf`) all failed, the summary stands for them,
 * since it carries the description of what would be right.
 */
export function toViolations(errors: readonly SchemaError[]): Violation[] {
  const summed = new Set(errors.filter((error) => summaries.has(error.keyword)).map((error) => error.instancePath));
  const found = new Map<string, Violation>();
  for (const error of errors) {
    if (isMissingTag(error) || (summed.has(error.instancePath) && !summaries.has(error.keyword))) continue;
    const made = violation(error);
    const key = error.keyword === "required" ? `${made.pointer} ${made.problem}` : made.pointer;
    if (!found.has(key)) found.set(key, made);
  }
  return [...found.values()];
}

/** True for a violation that is only an unknown key: a warning in compatible mode. */
export function isUnknownKey(error: SchemaError): boolean {
  return error.keyword === "additionalProperties";
}
