/** Texts of a machine for somebody else's eyes: without passwords, keys and tokens, and without characters that steer a terminal. What only hides addresses in a message is redact of command.ts. */
import { redact } from "./command.ts";
import { endOfQuoted, longestLine, removeSecretLines } from "./secret-lines.ts";
import { isSecretName, longestName } from "./secret-names.ts";
import { removed, removeShapes } from "./secret-shapes.ts";

const beginKey = "-----BEGIN ";
const endKey = "-----END ";

/** The place behind the next line or marker that ends a key; the end of the text if it was cut. */
function endOfKey(text: string, from: number): number {
  const end = text.indexOf(endKey, from);
  if (end < 0) return text.length;
  const close = text.indexOf("-----", end + endKey.length);
  return close < 0 ? text.length : close + "-----".length;
}

/** The first line of a key, as far as a line may reach. */
function isPrivate(text: string, begin: number): boolean {
  return /^[A-Z0-9 ]*PRIVATE KEY/u.test(text.slice(begin + beginKey.length, begin + beginKey.length + 64));
}

/** Private keys in PEM form, also within one line; of one that was cut, what is there. Certificates and public keys stay. */
function removeKeys(text: string): string {
  let shown = "";
  let from = 0;
  for (let begin = text.indexOf(beginKey); begin >= 0; begin = text.indexOf(beginKey, from)) {
    const isKey = isPrivate(text, begin);
    const end = isKey ? endOfKey(text, begin) : begin + beginKey.length;
    shown += text.slice(from, begin) + (isKey ? "[private key removed]" : beginKey);
    from = end;
  }
  return shown + text.slice(from);
}

/** A name before = or :, with the quotes around it; also that of an option, which has dashes in front. */
const assignment = new RegExp(
  String.raw`(?<![\w.])(?<name>[A-Za-z_][\w.-]{0,${longestName}})(?<quote>\\?["'])?\s{0,8}(?<sign>[:=])\s{0,8}`,
  "gu",
);
/** Options whose value is the next word, or the next text of a list. */
const worded = /(?<![\w-])(?<name>--?[a-z][\w-]{0,64})(?:["'],)?[ \t]{1,8}(?=[^\s-])/giu;
/** GRUB's commands: a user and the password. */
const grubPassword = /^(\s{0,40}password(?:_pbkdf2)?[ \t]{1,8}\S{1,256}[ \t]{1,8})\S.*$/u;

/** Where the word ends that begins with a quoted text: a shell goes on with it, also by further quotes, and YAML writes a quote twice. */
function endOfWord(line: string, from: number): number {
  let place = from;
  while (place < line.length && !/[\s,;:}\])]/u.test(line[place] ?? "")) {
    const quote = /^["'`]/u.exec(line[place] ?? "")?.[0];
    if (quote === undefined) place += line[place] === "\\" ? 2 : 1;
    else place = endOfQuoted(line, place, quote);
  }
  return Math.min(place, line.length);
}

interface Value {
  readonly end: number;
  /** What stands in its place. */
  readonly shown: string;
}

/** What stands behind a name: quoted, a word, or the rest of the line. */
function valueAt(line: string, start: number, takesLine: boolean): Value {
  const quote = /^\\?["'`]/u.exec(line.slice(start, start + 2))?.[0];
  if (quote !== undefined) {
    return { end: endOfWord(line, endOfQuoted(line, start, quote)), shown: `${quote}${removed}${quote}` };
  }
  if (takesLine) return { end: line.length, shown: removed };
  const word = /[\s"'`]/u.exec(line.slice(start));
  return { end: word === null ? line.length : start + word.index, shown: removed };
}

/** True for what tells nothing: no value, one of JSON's words, or what is removed already. */
function isPlain(value: string): boolean {
  return /^(?:|true|false|null|yes|no|on|off|none|\[removed\])[\s,;}\]]*$/iu.test(value);
}

/** A setting on a line of its own, of which the value may have blanks. */
function beginsLine(line: string, place: number): boolean {
  return place <= 40 && /^[\s#;\-"'\\{]*(?:export\s+)?$/u.test(line.slice(0, place));
}

function removeValues(line: string): string {
  let shown = "";
  let from = 0;
  for (const match of line.matchAll(assignment)) {
    const { name = "", sign } = match.groups ?? {};
    if (match.index < from || !isSecretName(name)) continue;
    const start = match.index + match[0].length;
    const value = valueAt(line, start, sign === ":" || beginsLine(line, match.index));
    if (isPlain(line.slice(start, value.end))) continue;
    shown += line.slice(from, start) + value.shown;
    from = value.end;
  }
  return shown + line.slice(from);
}

function removeWords(line: string): string {
  let shown = "";
  let from = 0;
  for (const match of line.matchAll(worded)) {
    const { name = "" } = match.groups ?? {};
    if (match.index < from || !isSecretName(name)) continue;
    const start = match.index + match[0].length;
    const value = valueAt(line, start, false);
    if (isPlain(line.slice(start, value.end))) continue;
    shown += line.slice(from, start) + value.shown;
    from = value.end;
  }
  return shown + line.slice(from);
}

/** Letters of a longer line that are kept, up to the end of a word. */
const keptOfLine = 4000;

function concealLine(line: string): string {
  return removeValues(removeWords(removeShapes(redact(line).replace(grubPassword, `$1${removed}`))));
}

/** A line of a log may be a document, however long it is; of any other long line the beginning is shown. */
function concealLongLine(line: string): string {
  const document = /^\s{0,40}[{[]/u.test(line) ? parse(line) : undefined;
  if (document !== undefined) return JSON.stringify(concealDocument(document));
  const part = line.slice(0, keptOfLine);
  const end = Math.max(part.lastIndexOf(" "), part.lastIndexOf("\t"), 0);
  return `${concealLine(part.slice(0, end))} [the rest of a long line removed]`;
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Line breaks and tabs stay. */
function escapeControls(text: string): string {
  return text.replaceAll(/(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 2 ? `\\u{${code}}` : `\\x${code.padStart(2, "0")}`;
  });
}

function concealLines(text: string): string {
  const lines = removeKeys(text).split("\n");
  return removeSecretLines(lines)
    .map((line) => (line.length > longestLine ? concealLongLine(line) : concealLine(line)))
    .join("\n");
}

/** A text of lines without secrets. Takes time by the length of the text. */
export function concealText(text: string): string {
  const plain = text.replaceAll("\r\n", "\n").replaceAll(/\0{8,}/gu, (run) => String.raw`\x00 (${run.length} times)`);
  const shown = concealLines(plain);
  const escaped = escapeControls(shown);
  // Written as letters, a control character may make a name of a secret of what stands beside it.
  return escaped === shown ? shown : concealLines(escaped);
}

/** How deep a document may be. */
const deepest = 100;

/** Whether an argument is the value of the option before it. */
function isValueOf(option: unknown, argument: unknown): boolean {
  if (typeof option !== "string" || typeof argument !== "string" || argument.startsWith("-")) return false;
  return /^--?[a-z][\w-]{0,64}$/iu.test(option) && isSecretName(option);
}

/** Whether it is one of a list of settings, which have their names as values, and one for a secret. */
function namesSecret(setting: object): boolean {
  const names = Object.entries(setting).filter(([key]) => /^(?:name|key)$/iu.test(key));
  return names.some(([, name]) => typeof name === "string" && isSecretName(name));
}

function concealValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return concealText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return removed;
  if (Array.isArray(value))
    return value.map((item, index) => (isValueOf(value[index - 1], item) ? removed : concealValue(item, depth + 1)));
  const isSetting = namesSecret(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => {
      const isSecret = isSecretName(name) || (isSetting && name.toLowerCase() === "value");
      const isTold = isSecret && item !== null && typeof item !== "boolean";
      return [concealText(name), isTold ? removed : concealValue(item, depth + 1)];
    }),
  );
}

/** A document without secrets. */
export function concealDocument(document: unknown): unknown {
  return concealValue(document, 0);
}

/** A text that may be JSON, which then stays that, in lines; else as concealText. */
export function conceal(text: string): string {
  const document = /^\s*[{[]/u.test(text) ? parse(text) : undefined;
  return document === undefined ? concealText(text) : `${JSON.stringify(concealDocument(document), null, 2)}\n`;
}
