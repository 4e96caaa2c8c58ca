/** Secrets that have several lines: ends of keys, blocks of YAML and JSON, texts in quotes, lines that go on. What is in one line is redaction.ts. */
import { isSecretName } from "./secret-names.ts";
import { removed } from "./secret-shapes.ts";

/** Letters of a line that are looked through; see redact. */
export const longestLine = 4096;
/** Up to the last of a line that ends one. */
const upToEnd = /^.*-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/su;

/** Lines that end a key whose beginning was cut off, with the lines of it before them. */
function removeKeyEnds(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (const line of lines) {
    const end = line.length > longestLine ? null : upToEnd.exec(line);
    if (end === null) shown.push(line);
    else {
      while (/^[A-Za-z0-9+/=]{1,80}$/u.test(shown.at(-1)?.trim() ?? "")) shown.pop();
      shown.push(`[private key removed]${line.slice(end[0].length)}`);
    }
  }
  return shown;
}

/** Where a quoted text ends: behind its quote, or at the end of the line. */
export function endOfQuoted(line: string, start: number, quote: string): number {
  for (let place = start + quote.length; place < line.length; place += 1) {
    if (quote.length === 1 && line[place] === "\\") place += 1;
    else if (line.startsWith(quote, place)) return place + quote.length;
  }
  return line.length;
}

/** A line that opens a block below it: of text in YAML, as user data are written, of members, or the rest of a value in INI. */
const blockOf =
  /^(?<indent>[ -]*)(?<name>["']?[A-Za-z_][\w.-]{0,255}["']?)\s{0,8}[:=]\s{0,8}(?:[|>][-+0-9]{0,4}|[{[])?\s{0,8}(?:#.*)?$/u;

function indentOf(line: string): number {
  return /^[ -]*/u.exec(line)?.[0].length ?? 0;
}

/** Empty lines that may stand before a block. */
const mostEmpty = 16;

/** Whether the next line that is not empty is indented more than so far. */
function hasBlock(lines: readonly string[], from: number, depth: number): boolean {
  const next = lines.slice(from, from + mostEmpty).find((line) => line.trim() !== "");
  return next !== undefined && indentOf(next) > depth;
}

/** Without the lines that are indented below a name that stands for a secret. */
function removeBlocks(lines: readonly string[]): string[] {
  let depth = Number.POSITIVE_INFINITY;
  return lines.flatMap((line, index) => {
    if (indentOf(line) > depth || (depth !== Number.POSITIVE_INFINITY && line.trim() === "")) return [];
    depth = Number.POSITIVE_INFINITY;
    const { indent = "", name } = line.length > longestLine ? {} : (blockOf.exec(line)?.groups ?? {});
    if (name === undefined || !isSecretName(name) || !hasBlock(lines, index + 1, indent.length)) return [line];
    depth = indent.length;
    return [`${line} ${removed}`];
  });
}

/** A setting whose value is quoted, up to the quote. */
const quotedSetting =
  /^[\s#;-]{0,40}(?:export\s{1,8})?["']?(?<name>[A-Za-z_][\w.-]{0,255})["']?\s{0,8}[:=]\s{0,8}(?<quote>["'])/u;
/** Further lines that one text in quotes may have. */
const mostQuoted = 64;

/** The quote of a secret that is still open at the line's end; undefined for any other line. */
function openQuote(line: string): string | undefined {
  const match = line.length > longestLine ? null : quotedSetting.exec(line);
  const { name = "", quote } = match?.groups ?? {};
  if (match === null || quote === undefined || !isSecretName(name)) return undefined;
  // Of a quote that is open the text ends with the line, whatever its last letter is.
  const isClosed = endOfQuoted(`${line} `, match[0].length - 1, quote) <= line.length;
  return isClosed ? undefined : quote;
}

/** A setting on a line of its own. */
const settingName = /^[\s#;-]{0,40}(?:export\s{1,8})?["']?(?<name>[A-Za-z_][\w.-]{0,255})["']?\s{0,8}[:=]/u;

function goesOn(line: string): boolean {
  return line.endsWith("\\");
}

/** Whether the value of a secret goes on with the next line, as systemd-creds(1) writes it into units. */
function isContinued(line: string): boolean {
  return line.length <= longestLine && goesOn(line) && isSecretName(settingName.exec(line)?.groups?.["name"] ?? "");
}

/** How many of the next lines are the rest of a secret. */
function countRest(line: string, lines: readonly string[], from: number): number {
  const quote = openQuote(line);
  if (quote !== undefined) return lines.slice(from, from + mostQuoted).findIndex((one) => one.includes(quote)) + 1;
  if (!isContinued(line)) return 0;
  let end = from;
  while (end < lines.length && goesOn(lines[end] ?? "")) end += 1;
  return end + 1 - from;
}

/** Without the further lines of a secret that has several. */
function removeRest(lines: readonly string[]): string[] {
  let until = 0;
  return lines.filter((line, index) => {
    if (index < until) return false;
    until = index + 1 + countRest(line, lines, index + 1);
    return true;
  });
}

/** The lines that are left of secrets with several, and all others. */
export function removeSecretLines(lines: readonly string[]): string[] {
  return removeBlocks(removeRest(removeKeyEnds(lines)));
}
