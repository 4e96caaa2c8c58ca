/** What stands on a command line, as yargs takes it: what it would misread is put right before, and what it loses is found here. */
import { BareonError } from "../base/errors.ts";
import type { CommandLine, CommandSpec } from "./command-table.ts";

/** What yargs gets in place of an operand after `--`. */
export const operandMark = "operand-after-the-dashes";

/** The BareonError "usage" for a line that means nothing. */
export function refuse(program: string, message: string, suggestion?: string): BareonError {
  return new BareonError("usage", message, {
    hint: suggestion === undefined ? `Try: ${program} --help` : `Did you mean ${suggestion}?`,
  });
}

/**
 * `--input_data_file=x` is `--input-data-file=x`, and a flag is true whatever stands behind it: yargs reads `--dry-run=yes` as false, and takes the
 * `true` or `false` of the next word for its value. Throws "usage" for a flag with a value.
 */
function normalise({ program, options, commands, defaultCommand }: CommandLine, words: readonly string[]): string[] {
  const command = words.find((word) => commands.some(({ name }) => name === word)) ?? defaultCommand ?? "";
  // One name can be a flag of one command and take a value in another.
  const others = new Set(
    options.flatMap((one) => (one.kind !== "flag" && one.commands.includes(command) ? [one.name] : [])),
  );
  const flags = new Set(
    options.flatMap(({ kind, name }) => (kind === "flag" && !others.has(name) ? [`--${name}`] : [])),
  );
  const shorts = new Map(options.flatMap(({ short, name }) => (short === undefined ? [] : [[`-${short}`, name]])));
  return words.map((short) => {
    const word = shorts.has(short) ? `--${shorts.get(short)}` : short;
    const written = /^--[a-z][a-z_-]*(?==|$)/u.exec(word)?.[0];
    if (written === undefined) return word;
    const name = written.replaceAll("_", "-");
    const isFlag = flags.has(name);
    if (word === written) return isFlag ? `${name}=true` : name;
    if (isFlag || name === "--help" || name === "--version")
      throw refuse(program, `${name} takes no value, as in ${word}`);
    return name + word.slice(written.length);
  });
}

/** The command word in front, wherever it stood: yargs would take it for the value of a flag before it. */
function hoistCommand({ commands, options }: CommandLine, words: readonly string[]): readonly string[] {
  const withValue = new Set(options.filter(({ kind }) => kind !== "flag").map(({ name }) => `--${name}`));
  const index = words.findIndex((word, place) => !word.startsWith("-") && !withValue.has(words[place - 1] ?? ""));
  const word = words[index];
  const end = words.indexOf("--");
  if (word === undefined || (end >= 0 && end < index) || !commands.some(({ name }) => name === word)) return words;
  return [word, ...words.slice(0, index), ...words.slice(index + 1)];
}

/** A dash alone is standard input, which yargs takes for no operand. */
function takeDash(
  { options }: CommandLine,
  argv: readonly string[],
): { readonly words: string[]; readonly operand?: string } {
  const withValue = new Set(options.filter(({ kind }) => kind !== "flag").map(({ name }) => `--${name}`));
  const place = argv.findIndex(
    (word, index) => word === "-" && !withValue.has((argv[index - 1] ?? "").replaceAll("_", "-")),
  );
  if (place < 0) return { words: [...argv] };
  return { words: argv.with(place, operandMark), operand: "-" };
}

/** Takes out the operand that stands after `--`, where it is no option whatever it looks like. Throws "usage" for more than one. */
function takeOperand(
  line: CommandLine,
  argv: readonly string[],
): { readonly words: string[]; readonly operand?: string } {
  const end = argv.indexOf("--");
  if (end < 0) return takeDash(line, argv);
  const [operand, extra] = argv.slice(end + 1);
  if (extra !== undefined) throw refuse(line.program, `Unexpected word: ${extra}`);
  const words = argv.slice(0, end);
  const last = words.at(-1)?.replaceAll("_", "-") ?? "";
  const meant = line.options.filter(({ name }) => `--${name}` === last);
  if (meant.length > 0 && meant.every(({ kind }) => kind !== "flag"))
    throw refuse(line.program, `${last} takes a value, and -- is none`);
  return operand === undefined ? { words } : { words: [...words, operandMark], operand };
}

/** The values of options that may be repeated, of which yargs keeps the last one. */
export function repeatedValues(
  { options }: CommandLine,
  { name: command }: CommandSpec,
  words: readonly string[],
): Map<string, string[]> {
  const own = options.filter(({ isRepeatable, commands }) => isRepeatable === true && commands.includes(command));
  const found = new Map<string, string[]>();
  for (const { name } of own) {
    const list = words.flatMap((word, index) => {
      if (word === `--${name}`) return [words[index + 1] ?? ""];
      return word.startsWith(`--${name}=`) ? [word.slice(name.length + 3)] : [];
    });
    if (list.length > 0) found.set(name, list);
  }
  return found;
}

/** The words as yargs takes them, and the operand that operandMark stands for. Throws BareonError "usage". */
export function prepareWords(
  line: CommandLine,
  argv: readonly string[],
): { readonly words: readonly string[]; readonly operand?: string } {
  const { words, ...taken } = takeOperand(line, argv);
  return { ...taken, words: hoistCommand(line, normalise(line, words)) };
}
