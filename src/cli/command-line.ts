/** Parses the words of a command line by a table of commands and options, with yargs. Each program has a table of its own. */
import { join } from "node:path";
import yargs, { type Argv, type Options } from "yargs";
import manifest from "../../package.json" with { type: "json" };
import { BareonError, exitCodes } from "../base/errors.ts";
import type { CommandLine, CommandSpec, OptionSpec } from "./command-table.ts";
import { operandMark, prepareWords, refuse, repeatedValues } from "./command-words.ts";
import { isShell, renderCompletion, shells } from "./completion.ts";
import { suggest } from "./suggest.ts";

type OptionValue = string | true | readonly string[];

export interface ParsedRun {
  readonly kind: "run";
  readonly command: string;
  /** Empty for a command that takes none. */
  readonly operand: string;
  /** By option name; a flag is true or absent, what may be repeated is a list, all others are texts. */
  readonly values: ReadonlyMap<string, OptionValue>;
  /** The options that stood on the line. */
  readonly given: ReadonlySet<string>;
}

export type Parsed = { readonly kind: "text"; readonly text: string } | ParsedRun;

const completionWord = "completion";
function toYargs({ kind, short, choices, value, default: fallback, text }: OptionSpec): Options {
  const describe = value === undefined ? text : `${text} [${value}]`;
  if (kind === "flag") return { type: "boolean", describe, ...(short === undefined ? {} : { alias: short }) };
  return {
    type: "string",
    requiresArg: true,
    describe,
    ...(choices === undefined ? {} : { choices }),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

function epilogue({ exits, note }: CommandLine): string {
  const codes = exits.map((name) => `  ${String(exitCodes[name].code).padStart(2)}  ${exitCodes[name].meaning}`);
  return [
    ...(note === undefined ? [] : [note, ""]),
    "In option names _ may stand for -.",
    "",
    "Exit codes (128 + N after signal N):",
    ...codes,
  ].join("\n");
}

function optionsOf({ options }: CommandLine, command: string): Record<string, Options> {
  return Object.fromEntries(
    options.filter(({ commands }) => commands.includes(command)).map((option) => [option.name, toYargs(option)]),
  );
}

function wordsOf({ name, operand, second }: CommandSpec): string {
  if (operand === undefined) return name;
  const first = operand.optional === true ? `${name} [${operand.name}]` : `${name} <${operand.name}>`;
  return second === undefined ? first : `${first} <${second.name}>`;
}

/**
 * yargs 18 renders the help after each command, in case it is asked for later: a third of the time that parsing takes. Help
 * that is asked for with --help is rendered before.
 */
function withoutHelpCache(parser: Argv): void {
  const inner = parser as unknown as {
    getInternalMethods(): { getUsageInstance(): { cacheHelpMessage: () => void } };
  };
  inner.getInternalMethods().getUsageInstance().cacheHelpMessage = () => undefined;
}

/** yargs counts operands, and does not name them. */
function missingOperand(command: CommandSpec | undefined, message: string): string | undefined {
  const { operand, second } = command ?? {};
  if (operand === undefined || !message.startsWith("Not enough non-option")) return undefined;
  return `<${message.includes("got 1") && second !== undefined ? second.name : operand.name}> is missing`;
}

/** `command` is the word that stands on the line, if any: the help is about that one. */
function createParser(line: CommandLine, command: CommandSpec | undefined, columns: number): Argv {
  const parser = yargs()
    .scriptName(line.program)
    .locale("en")
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .version(manifest.version)
    .help()
    .alias("help", "h")
    .wrap(columns)
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw refuse(line.program, missingOperand(command, message) ?? message);
    });
  const describe = (one: Argv, usage: string, examples: CommandSpec["examples"]): Argv =>
    one
      .usage(`Usage: $0 ${usage}`)
      .epilogue(epilogue(line))
      .example(examples.map(({ command: shown, meaning }): [string, string] => [shown, meaning]));
  // Only the help of the whole program names the others, and each that yargs is told of costs time.
  for (const one of command === undefined ? line.commands : [command]) {
    const { name, summary, operand, second, examples } = one;
    const words = wordsOf(one);
    parser.command(name === line.defaultCommand ? [words, "$0"] : words, summary, (own) => {
      own.options(optionsOf(line, name));
      for (const word of [operand, second])
        if (word !== undefined) own.positional(word.name, { type: "string", describe: word.text });
      return one === command ? describe(own, `${words} [options]\n\n${summary}.`, examples) : own;
    });
  }
  if (command === undefined)
    describe(
      parser,
      `${line.defaultCommand === null ? "<command>" : "[command]"} [options]\n\n${line.summary}`,
      line.commands.flatMap(({ examples }) => examples),
    );
  withoutHelpCache(parser);
  const summary = "Print a script for completion in bash (or: completion zsh, completion fish)";
  return parser.command(completionWord, summary, (own) =>
    own.usage(
      `Usage: $0 ${completionWord} [${shells.join(" | ")}]\n\nPrint a script for completion; without a word in bash.`,
    ),
  );
}

/** yargs knows unknown words, but not what was meant. */
function checkKnown(
  line: CommandLine,
  { name: command, operand, second }: CommandSpec,
  keys: readonly string[],
  words: readonly string[],
): void {
  const isNamed = words[0] === command;
  const operands = isNamed ? words.slice(1) : words;
  const names = line.commands.map(({ name }) => name);
  const [extra] = operands;
  if (extra !== undefined) {
    const isCommand = !isNamed && !names.some((name) => operands.includes(name));
    throw refuse(
      line.program,
      isCommand ? `Unknown command: ${extra}` : `Unexpected word: ${extra}`,
      isCommand ? suggest(extra, [...names, completionWord]) : undefined,
    );
  }
  const own = new Set([
    "help",
    "h",
    "version",
    ...[operand, second].flatMap((word) => (word === undefined ? [] : [word.name])),
    ...line.options
      .filter(({ commands }) => commands.includes(command))
      .flatMap(({ name, short }) => (short === undefined ? [name] : [name, short])),
  ]);
  const unknown = keys.find((key) => !own.has(key));
  if (unknown === undefined) return;
  const shown = unknown.length === 1 ? `-${unknown}` : `--${unknown}`;
  // Several commands may each have one of that name.
  const elsewhere = line.options.flatMap(({ name, commands }) => (name === unknown ? commands : []));
  if (elsewhere.length > 0)
    throw refuse(line.program, `${shown} is an option of ${elsewhere.join(", ")}, not of ${command}`);
  const nearest = suggest(
    unknown,
    [...own].filter((name) => name.length > 1),
  );
  throw refuse(line.program, `Unknown option: ${shown}`, nearest === undefined ? undefined : `--${nearest}`);
}

function missingCommand(line: CommandLine, word: string | undefined): BareonError {
  if (word === undefined) return refuse(line.program, "A command is missing");
  return refuse(
    line.program,
    `Unknown command: ${word}`,
    suggest(word, [...line.commands.map(({ name }) => name), completionWord]),
  );
}

function completionScript(line: CommandLine, [shell = "bash", ...more]: readonly string[]): string {
  if (!isShell(shell) || more.length > 0)
    throw refuse(
      line.program,
      `Unexpected word: ${more[0] ?? shell}`,
      isShell(shell) ? undefined : suggest(shell, shells),
    );
  return renderCompletion(line, shell);
}

/**
 * The same with absolute paths: relative ones are meant from the caller's folder, in which the program no longer is. Throws "usage" for
 * one if that folder was removed.
 */
export function withPaths(line: CommandLine, parsed: ParsedRun, folder: string | undefined): ParsedRun {
  const paths = new Set(line.options.filter(({ isPath }) => isPath === true).map(({ name }) => name));
  const resolveAll = (name: string, value: OptionValue): OptionValue => {
    if (!paths.has(name) || value === true) return value;
    return typeof value === "string" ? resolve(name, value) : value.map((one) => resolve(name, one));
  };
  const resolve = (name: string, value: string): string => {
    // - is standard input.
    if (value === "-" || value.startsWith("/")) return value;
    if (value === "") throw refuse(line.program, `--${name} takes a path, not an empty word.`);
    if (folder !== undefined) return join(folder, value);
    throw new BareonError("usage", `--${name} ${value}: the folder that this is relative to was removed.`, {
      hint: "Give an absolute path, or change to a folder that is there.",
    });
  };
  return { ...parsed, values: new Map(Array.from(parsed.values, ([name, value]) => [name, resolveAll(name, value)])) };
}

/** Parses the words after the program's name. Throws BareonError "usage"; `columns` is the width of the help. */
export async function parseCommandLine(line: CommandLine, argv: readonly string[], columns: number): Promise<Parsed> {
  let text = "";
  const { words, operand: marked } = prepareWords(line, argv);
  const named = line.commands.find(({ name }) => name === words[0]);
  const parsed = await createParser(line, named, columns).parseAsync(
    words,
    {},
    (error: Error | undefined | null, _values: unknown, output: string) => {
      if (error !== undefined && error !== null) throw error;
      text = output;
    },
  );
  if (text !== "") return { kind: "text", text };
  const unmark = (one: string): string => (marked !== undefined && one === operandMark ? marked : one);
  const operands = parsed._.map((one) => unmark(String(one)));
  const word = operands[0];
  if (word === completionWord) return { kind: "text", text: completionScript(line, operands.slice(1)) };
  const command =
    line.commands.find(({ name }) => name === word) ?? line.commands.find(({ name }) => name === line.defaultCommand);
  if (command === undefined) throw missingCommand(line, word);
  const { _: _operands, $0: _program, ...options } = parsed as Record<string, unknown>;
  checkKnown(line, command, Object.keys(options), operands);
  const values = new Map<string, OptionValue>(
    Object.entries(options).flatMap(([name, value]): [string, string | true][] =>
      name.length > 1 && (typeof value === "string" || value === true) ? [[name, value]] : [],
    ),
  );
  for (const [name, list] of repeatedValues(line, command, words)) values.set(name, list);
  const given = new Set(words.flatMap((item) => /^--(?<name>[a-z-]+)/u.exec(item)?.groups?.["name"] ?? []));
  for (const name of [command.operand?.name ?? "", command.second?.name ?? ""]) {
    const value = values.get(name);
    if (typeof value === "string") values.set(name, unmark(value));
  }
  const operand = values.get(command.operand?.name ?? "");
  return { kind: "run", command: command.name, operand: typeof operand === "string" ? operand : "", values, given };
}
