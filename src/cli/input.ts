/** Documents that the user gives: from a file, standard input or the command line, as JSON or YAML. What they mean is read elsewhere: src/dialects, src/plan. */
import { buffer } from "node:stream/consumers";
import { BareonError } from "../base/errors.ts";
import { toViolations } from "../config/schema-check.ts";
import type { SchemaError } from "../config/schema-check.ts";
import type { Host } from "../host/host.ts";
import { readGivenPipe } from "../host/local/given-pipe.ts";

/** A text and where it came from, for messages. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Reads a file, or standard input for `-`. Throws "invalid" if there is none. */
export async function readSource(host: Host, path: string): Promise<Source> {
  const bytes =
    path === "-" ? await buffer(process.stdin) : ((await readGivenPipe(path)) ?? (await host.readFile(path)));
  if (bytes === undefined) throw new BareonError("invalid", `There is no file ${path}.`);
  const name = path === "-" ? "standard input" : path;
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

/** Parses JSON, or else YAML, of which it is a part. Throws BareonError "invalid" with line and column. */
export async function parseDocument({ name, text }: Source): Promise<unknown> {
  let jsonError: unknown;
  try {
    return JSON.parse(text);
  } catch (error) {
    jsonError = error;
  }
  const { parseDocument: parseYaml } = await import("yaml");
  const document = parseYaml(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error === undefined) return document.toJS() as unknown;
  // In a text that was meant to be JSON, the JSON error is the one to show.
  const meant = /^\s*[[{]/u.test(text) ? describeJsonError(jsonError) : undefined;
  const [start] = error.linePos ?? [];
  const place = meant?.place ?? (start === undefined ? "" : `:${start.line}:${start.col}`);
  const problem = meant?.problem ?? error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/u, "") ?? "";
  throw new BareonError("invalid", `${name}${place}: this is neither JSON nor YAML: ${problem}`);
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
  host: Host,
  path: string,
  what: string,
  version: T["version"],
  validate: Validator<T>,
): Promise<T> {
  const source = await readSource(host, path);
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
