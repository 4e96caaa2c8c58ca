/** Words of GRUB's script language: quoting text from outside so that it stays one word, and reading such lines back. */

/** Words that need no quotes: GRUB's lexer and its wildcard expansion take every character of them as it is. */
const bare = /^[\w@%+=:,./-]+$/u;
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
/** See defaultMarker of default-field.ts: "set default=" may stand in the file once only, so in other words it is broken up by quotes. */
const marker = /(?<=set )(?=default=)/gu;
const keywords = new Set([
  "if",
  "then",
  "elif",
  "else",
  "fi",
  "while",
  "until",
  "do",
  "done",
  "for",
  "in",
  "function",
  "menuentry",
  "time",
  "case",
  "esac",
  "select",
]);

/** Text from outside on one line: control and invisible formatting characters become a blank, blanks are trimmed. */
export function oneLine(text: string): string {
  return text.replace(controls, " ").replace(/ {2,}/gu, " ").trim();
}

/**
 * One word of GRUB script that stands for exactly this text. Nothing is special between single quotes, so a quote in the
 * text ends them and is escaped. The text must have no control characters (`oneLine`); those have no spelling.
 */
export function quoteWord(text: string): string {
  if (bare.test(text) && !keywords.has(text) && !text.startsWith("default=")) return text;
  return `'${text.replaceAll("'", String.raw`'\''`).replace(marker, "''")}'`;
}

const piece = /(?<blank>[ \t]+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<plain>[^\s'"\\]+)/uy;

/** The words of one line, quotes resolved; variables are left as they stand. Undefined if a quote is not closed. */
export function splitWords(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  piece.lastIndex = 0;
  while (piece.lastIndex < line.length) {
    const groups = piece.exec(line)?.groups;
    if (groups === undefined) return undefined;
    if (groups["blank"] === undefined) {
      const double = groups["double"]?.replaceAll(/\\(?<char>["\\$])/gu, "$<char>");
      word = (word ?? "") + (groups["single"] ?? double ?? groups["escaped"] ?? groups["plain"] ?? "");
    } else {
      if (word !== undefined) words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/**
 * The arguments of a kernel command line, split as the kernel does it: at blanks outside double quotes, the quotes dropped.
 * (GRUB puts them back around an argument with a blank in it.)
 */
export function splitArguments(commandLine: string): string[] {
  const words = oneLine(commandLine).match(/(?:"[^"]*"?|[^ "])+/gu) ?? [];
  return words.map((word) => word.replaceAll('"', "")).filter((word) => word !== "");
}

/** The reverse of splitArguments. */
export function joinArguments(words: readonly string[]): string {
  return words.map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ");
}
