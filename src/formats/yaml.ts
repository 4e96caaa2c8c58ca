/** YAML of a text that somebody else wrote: reading it takes time and memory by its length alone, and what is wrong with it is said with its place. */
import type { Document, YAMLMap } from "yaml";

/**
 * Characters of the longest YAML text. Reading a MiB of YAML takes seconds, and a deploy config of a thousand volumes has less than
 * this; JSON, which is read much faster, is not limited by it.
 */
const longestYaml = 256 * 1024;
/** How often anchors may be used: each alias makes the library look through all anchors. */
const mostAliases = 100;
/** Values of a document with what its aliases stand for: a few lines could stand for billions of values. */
const mostValues = 100_000;
/** Levels of lists and maps: a deploy config has 7 of them, a plan 12, and everything that walks over a document recurses. */
const mostLevels = 64;

export const tooDeep = `lists and maps are nested more than ${mostLevels} deep`;

/** True if lists and maps lie deeper in each other than a document of ours has them. */
export function isTooDeep(document: unknown): boolean {
  let level: readonly unknown[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value as Record<string, unknown>) : [],
    );
    if (depth > mostLevels) return true;
  }
  return false;
}

/** What is wrong with a text; `offset` is undefined if it is all of it. */
export class YamlProblem extends Error {
  readonly offset: number | undefined;
  readonly hint: string | undefined;

  constructor(problem: string, offset?: number, hint?: string) {
    super(problem);
    this.offset = offset;
    this.hint = hint;
  }
}

type Yaml = typeof import("yaml");

/**
 * Refuses what JSON could not say, and what stands for too much. The library's own checks compare every key with every other one,
 * and look through the document for each alias.
 */
class Check {
  readonly #yaml: Yaml;
  /** Values that the node of an anchor stands for; undefined while that is not known, which is inside of it. */
  readonly #sizes = new Map<string, number | undefined>();
  #aliases = 0;

  constructor(yaml: Yaml) {
    this.#yaml = yaml;
  }

  /** Returns the number of values. */
  measure(node: unknown, depth = 0): number {
    const { isAlias, isMap, isNode, isSeq } = this.#yaml;
    if (!isNode(node)) return 1;
    const offset = node.range?.[0];
    if (depth > mostLevels) throw new YamlProblem(tooDeep, offset);
    if (isAlias(node)) return this.#measureAlias(node.source, offset);
    if (node.anchor !== undefined) this.#sizes.set(node.anchor, undefined);
    let size = 1;
    if (isMap(node)) {
      this.#checkKeys(node);
      for (const { value } of node.items) size += this.measure(value, depth + 1);
    } else if (isSeq(node)) for (const item of node.items) size += this.measure(item, depth + 1);
    if (size > mostValues) throw new YamlProblem(`there are more than ${mostValues} values`, offset);
    if (node.anchor !== undefined) this.#sizes.set(node.anchor, size);
    return size;
  }

  #measureAlias(name: string, offset: number | undefined): number {
    const size = this.#sizes.get(name);
    if (size === undefined) throw new YamlProblem("the alias has no anchor before it", offset);
    this.#aliases += 1;
    if (this.#aliases > mostAliases) throw new YamlProblem(`there are more than ${mostAliases} aliases`, offset);
    return size;
  }

  #checkKeys({ items }: YAMLMap): void {
    const known = new Set<string>();
    for (const { key } of items) {
      const offset = this.#yaml.isNode(key) ? key.range?.[0] : undefined;
      if (!this.#yaml.isScalar(key)) throw new YamlProblem("a key has to be a plain text", offset);
      const text = String(key.value);
      if (known.has(text)) throw new YamlProblem("Map keys must be unique", offset);
      known.add(text);
    }
  }
}

/** Errors are collected by the thousand, and taking down where each was made would take most of the time. */
function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function compose(yaml: Yaml, text: string): Document {
  try {
    // The schema is that of YAML 1.2 whatever the text claims: in 1.1 there are dates, sets and bytes.
    const options = {
      prettyErrors: false,
      uniqueKeys: false,
      // With "silent" a second document is left out without a word.
      logLevel: "error",
      schema: "core",
      merge: false,
    } as const;
    return withoutStacks(() => yaml.parseDocument(text, options));
  } catch (error) {
    // It recurses.
    if (error instanceof RangeError) throw new YamlProblem(tooDeep);
    throw error;
  }
}

/** Reads the one document of the text. Throws YamlProblem. */
export async function parseYaml(text: string): Promise<unknown> {
  if (text.length > longestYaml)
    throw new YamlProblem(`it is longer than ${longestYaml / 1024} KiB`, undefined, "Write it as JSON.");
  const yaml = await import("yaml");
  const document = compose(yaml, text);
  const [error] = document.errors;
  if (error?.code === "MULTIPLE_DOCS") throw new YamlProblem("there is more than one document", error.pos[0]);
  if (error?.code === "RESOURCE_EXHAUSTION") throw new YamlProblem(tooDeep, error.pos[0]);
  if (error !== undefined) throw new YamlProblem(error.message.split("\n")[0] ?? "", error.pos[0]);
  new Check(yaml).measure(document.contents);
  return document.toJS({ maxAliasCount: -1 }) as unknown;
}
