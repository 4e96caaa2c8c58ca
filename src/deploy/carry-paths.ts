/** Which files of a tree outlive its update: lists and globs as text, and owners by their names; without a look at any tree. */

import { withoutEnd } from "../base/paths.ts";

/** A list of /etc/bareon/carry.d: one path or glob a line, from the top of the tree; `#` begins a comment line. */
export interface CarryList {
  readonly patterns: readonly string[];
  /** Lines that are no such path. */
  readonly refused: readonly string[];
}

/** As the schema of the record has it: absolute, never the whole tree, no `.` or `..`, no control character. */
const carryPattern = /^(?!\/[*?]*\/?$)(?:\/(?!\.\.?(?:\/|$))[^/\p{Cc}\u2028\u2029]+)+$/u;

/** Names from the top of the tree: none of them empty, `.` or `..`, and no control character. */
const plainPath = /^(?:\/(?!\.\.?(?:\/|$))[^/\p{Cc}\u2028\u2029]+)+$/u;
/** Letters of a path at most; Linux takes no longer one (PATH_MAX). */
const longestPath = 4096;

/** Whether it can be the path of a carried file: it lies below the top of the tree, whatever it is put behind. */
export function isCarriedPath(path: string): boolean {
  return path.length < longestPath && plainPath.test(path);
}

/** So many paths are carried at most. */
export const mostPaths = 2000;

/** At most so many lines of all lists count. */
export const mostPatterns = 1000;

export function parseCarryList(text: string): CarryList {
  const lines = text
    .split("\n")
    .map((line) => withoutEnd(line.trim(), "/"))
    .filter((line) => line !== "" && !line.startsWith("#"));
  return {
    patterns: lines.filter((line) => carryPattern.test(line)),
    refused: lines.filter((line) => !carryPattern.test(line)),
  };
}

/** A name with wildcards, read from left to right: one token each. */
type Token = { readonly kind: "any" } | { readonly kind: "one"; readonly accepts: (letter: string) => boolean };

function readClass(
  letters: readonly string[],
  start: number,
): { readonly token: Token; readonly end: number } | undefined {
  const negated = letters[start + 1] === "!" || letters[start + 1] === "^";
  const first = start + (negated ? 2 : 1);
  // A bracket that comes first is a letter of the class.
  const end = letters.indexOf("]", first + 1);
  if (end < 0) return undefined;
  const ranges: (readonly [string, string])[] = [];
  for (let at = first; at < end; at += 1) {
    const [from = "", to = ""] = [letters[at], letters[at + 2]];
    const isRange = letters[at + 1] === "-" && at + 2 < end;
    ranges.push([from, isRange ? to : from]);
    if (isRange) at += 2;
  }
  const accepts = (letter: string): boolean => ranges.some(([from, to]) => from <= letter && letter <= to) !== negated;
  return { token: { kind: "one", accepts }, end };
}

function readTokens(pattern: string): Token[] {
  const letters = [...pattern];
  const tokens: Token[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? "";
    const found = letter === "[" ? readClass(letters, at) : undefined;
    if (letter === "*") tokens.push({ kind: "any" });
    else if (letter === "?") tokens.push({ kind: "one", accepts: () => true });
    else tokens.push(found?.token ?? { kind: "one", accepts: (other) => other === letter });
    at = found?.end ?? at;
  }
  return tokens;
}

export function isGlob(name: string): boolean {
  return /[*?[]/u.test(name);
}

/** glob(7) for one name, in time by the product of both lengths: a `*` never meets the dot that a name begins with. */
export function matchesGlob(pattern: string, name: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  let places = new Set([0]);
  const letters = [...name];
  for (const token of readTokens(pattern)) {
    const next = new Set<number>();
    if (token.kind === "any") {
      const least = Math.min(...places);
      for (let at = least; places.size > 0 && at <= letters.length; at += 1) next.add(at);
    } else
      for (const at of places) {
        const letter = letters[at];
        if (letter !== undefined && token.accepts(letter)) next.add(at + 1);
      }
    places = next;
  }
  return places.has(letters.length);
}

/** Numbers by name, of a passwd(5) or group(5): the first line of a name counts. */
export function parseAccounts(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of text.split("\n")) {
    const [name = "", , id = ""] = line.split(":", 3);
    if (name !== "" && /^\d{1,10}$/u.test(id) && Number(id) < 2 ** 32 - 1 && !found.has(name))
      found.set(name, Number(id));
  }
  return found;
}

export interface IdMap {
  /** `FROM:TO` for each number that another one stands for in the new tree. */
  readonly changed: readonly string[];
  /** Names that the new tree lacks. */
  readonly missing: readonly string[];
}

/** What becomes of the numbers that carried files have: a number is a name of the former tree, and that has its number in the new one. */
export function mapIds(
  used: readonly number[],
  former: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): IdMap {
  const changed: string[] = [];
  const missing: string[] = [];
  // Of several names of one number the first counts, as for those who look it up.
  const names = new Map([...former].toReversed().map(([name, number]) => [number, name]));
  for (const id of used) {
    const name = names.get(id);
    if (name === undefined) continue;
    const other = now.get(name);
    if (other === undefined) missing.push(name);
    else if (other !== id) changed.push(`${id}:${other}`);
  }
  return { changed, missing };
}
