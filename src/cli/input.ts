/** Documents that the user gives: from a file, standard input or the command line, as JSON or YAML. What they mean is read elsewhere: src/dialects, src/plan. */
import { BareonError } from "../base/errors.ts";
import { MiB, renderMiB } from "../base/sizes.ts";
import { findRepeatedKey } from "./json-keys.ts";
import { YamlProblem, isTooDeep, parseYaml, tooDeep } from "../formats/yaml.ts";
import { toViolations } from "../config/schema-check.ts";
import type { SchemaError } from "../config/schema-check.ts";
import type { Context } from "../host/host.ts";
import { readGivenPipe, readStream } from "../host/local/given-pipe.ts";

/** A text and where it came from, for messages. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** A path by itself, or with the option that names it, without its dashes. */
export type NamedPath = string | { readonly path: string; readonly option: string };

/**
 * Bytes of the longest document: the plan of a node with a thousand disks has less. Without a limit a wrong path, such as that of a
 * disk's image, would be read into the memory as a whole.
 */
const longestDocument = 16 * MiB;

type InputContext = Pick<Context, "host" | "signal">;

/** A file, or a pipe that the caller made, such as /dev/fd/63. Throws "invalid" for what is neither, such as a folder. */
async function readNamed({ host, signal }: InputContext, path: string, asked: string): Promise<Uint8Array | undefined> {
  const piped = await readGivenPipe(path, signal);
  if (piped !== undefined) return piped;
  try {
    return await host.readFile(path);
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "failure") throw error;
    throw new BareonError("invalid", `${asked}${error.message}`, { cause: error });
  }
}

/** Reads a file, or standard input for `-`. Throws "invalid" if there is none, or if it is too long. */
export async function readSource(ctx: InputContext, named: NamedPath): Promise<Source> {
  const { path, option } = typeof named === "string" ? { path: named, option: undefined } : named;
  const name = path === "-" ? "standard input" : path;
  const asked = option === undefined ? "" : `--${option}: `;
  const isLong = path !== "-" && ((await ctx.host.facts(path))?.size ?? 0) > longestDocument;
  const bytes = isLong
    ? undefined
    : path === "-"
      ? await readStream(process.stdin, longestDocument, ctx.signal)
      : await readNamed(ctx, path, asked);
  if (isLong || (bytes?.length ?? 0) > longestDocument)
    throw new BareonError("invalid", `${name} is longer than ${renderMiB(longestDocument)}, and so no document.`);
  if (bytes === undefined) throw new BareonError("invalid", `${asked}There is no file ${path}.`);
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (cause) {
    throw new BareonError("invalid", `${name} is not UTF-8 text.`, { cause });
  }
}

/** V8 says `... in JSON at position 7 (line 2 column 3)`. */
function describeJsonError(
  error: unknown,
): { readonly place: string | undefined; readonly problem: string } | undefined {
  if (!(error instanceof SyntaxError)) return undefined;
  const { problem, line, column } =
    /^(?<problem>.*?)(?: (?:in|after) JSON at position \d+(?: \(line (?<line>\d+) column (?<column>\d+)\))?|, .* is not valid JSON)$/su.exec(
      error.message,
    )?.groups ?? {};
  return problem === undefined ? undefined : { place: line === undefined ? undefined : `:${line}:${column}`, problem };
}

/** Where a character stands in a text, as people count. */
function placeOf(text: string, offset: number | undefined): string {
  if (offset === undefined) return "";
  const before = text.slice(0, offset);
  return `:${before.split("\n").length}:${offset - before.lastIndexOf("\n")}`;
}

/** Parses JSON, or else YAML, of which it is a part. Throws BareonError "invalid" with line and column. */
export async function parseDocument({ name, text }: Source): Promise<unknown> {
  if (text.trim() === "") throw new BareonError("invalid", `${name} is empty.`);
  let jsonError: unknown;
  try {
    const document: unknown = JSON.parse(text);
    if (isTooDeep(document)) throw new BareonError("invalid", `${name}: ${tooDeep}.`);
    const repeated = findRepeatedKey(text);
    if (repeated === undefined) return document;
    throw new BareonError(
      "invalid",
      `${name}${placeOf(text, repeated.offset)}: the key ${JSON.stringify(repeated.key)} stands twice in one object.`,
    );
  } catch (error) {
    if (error instanceof BareonError) throw error;
    jsonError = error;
  }
  try {
    return await parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    // In a text that was meant to be JSON, the JSON error is the one to show.
    const meant = /^\s*[[{]/u.test(text) ? describeJsonError(jsonError) : undefined;
    const place = meant?.place ?? placeOf(text, error.offset);
    throw new BareonError(
      "invalid",
      `${name}${place}: this is neither JSON nor YAML: ${meant?.problem ?? error.message}`,
      error.hint === undefined ? {} : { hint: error.hint },
    );
  }
}

/** A compiled validator of src/schema. */
export interface Validator<T> {
  (data: unknown): data is T;
  readonly errors?: readonly SchemaError[] | null;
}

/** The number of a format that a document claims to have; undefined if it claims none. */
function versionOf(document: unknown): unknown {
  return typeof document === "object" && document !== null && "version" in document ? document.version : undefined;
}

/**
 * Reads a document that one of our programs wrote in that version of its format. Throws BareonError "invalid" for another version,
 * else with every violation of its schema.
 */
export async function readDocument<T extends { readonly version: number }>(
  ctx: InputContext,
  path: NamedPath,
  what: string,
  version: T["version"],
  validate: Validator<T>,
): Promise<T> {
  const source = await readSource(ctx, path);
  const document = await parseDocument(source);
  if (validate(document)) return document;
  const claimed = versionOf(document);
  if (typeof claimed === "number" && claimed !== version) {
    throw new BareonError(
      "invalid",
      `${source.name} is of version ${claimed} of its format, and this program reads version ${version}.`,
      { hint: `Make it anew: it has to be the ${what} of this version.` },
    );
  }
  throw new BareonError("invalid", `${source.name} is no ${what}.`, {
    violations: toViolations(validate.errors ?? []),
  });
}
