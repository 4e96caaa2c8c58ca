/** How text for people is emphasised and measured; knows no terminal. */

/** Each is the identity if the output is no terminal. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly faint: (text: string) => string;
  /** Colours to tell neighbours apart. */
  readonly hues: readonly ((text: string) => string)[];
}

const asIs = (text: string): string => text;

export const plainStyle: Style = { bold: asIs, good: asIs, bad: asIs, warn: asIs, faint: asIs, hues: [asIs] };

/** Colours if the stream is a terminal that has them (and NO_COLOR is not set); chalk is loaded only then. */
export async function chooseStyle(stream: NodeJS.WriteStream): Promise<Style> {
  if (!stream.isTTY || stream.getColorDepth() < 4) return plainStyle;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  const hues = [chalk.cyan, chalk.green, chalk.magenta, chalk.blue, chalk.yellow];
  return { bold: chalk.bold, good: chalk.green, bad: chalk.red, warn: chalk.yellow, faint: chalk.dim, hues };
}

/** Names from disks and configs must not steer the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "?");
}

const narrow = /\p{M}/u;
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** True for most characters of most texts, which need no look into the tables. */
function isAscii(character: string): boolean {
  return character <= "~";
}

/** Terminal columns that a printable text without colours takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += isAscii(character) ? 1 : narrow.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** Filled with blanks, or cut, to exactly so many columns. */
export function fitText(text: string, columns: number): string {
  let fitted = "";
  let width = 0;
  for (const character of text) {
    width += textWidth(character);
    if (width > columns) break;
    fitted += character;
  }
  return fitted + " ".repeat(columns - textWidth(fitted));
}

/** The widest cell of each column. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  // Not by spreading: a list of a hundred thousand is too much for a call.
  const most = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.max(one, other), 0);
  const count = most(rows.map((row) => row.length));
  return Array.from({ length: count }, (_, column) => most(rows.map((row) => textWidth(row[column] ?? ""))));
}

/** Columns as wide as their widest cell, two blanks between them, no blanks at line ends. */
export function renderTable(rows: readonly (readonly string[])[]): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) =>
    row
      .map((cell, column) => fitText(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
