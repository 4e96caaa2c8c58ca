/** Words of a command line against a table of commands and options, with yargs; which they are is each program's own table. */
import yargs, { type Argv, type Options } from "yargs";
import manifest from "../../package.json" with { type: "json" };
import { BareonError, exitCodes } from "../base/errors.ts";
import type { CommandLine, CommandSpec, OptionSpec } from "./command-table.ts";
import { renderCompletion } from "./completion.ts";
import { suggest } from "./suggest.ts";

/** Values by option name; a flag is true or absent, all others are texts. `given` are the options that stood on the line. */
export type Parsed =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "run"; readonly command: string; readonly values: ReadonlyMap<string, string | true>; readonly given: ReadonlySet<string> };

const completionWord = "completion";

function refuse(program: string, message: string, suggestion?: string): BareonError {
  return new BareonError("usage", message, { hint: suggestion === undefined ? `Try: ${program} --help` : `Did you mean ${suggestion}?` });
}

/** `--input_data_file=x` is `--input-data-file=x`; values and what stands after `--` stay as they are. */
function normalise(words: readonly string[]): string[] {
  const end = words.indexOf("--");
  return words.map((word, index) => {
    const name = /^--[a-z][a-z_-]*(?==|$)/u.exec(word)?.[0];
    return name === undefined || (end >= 0 && index > end) ? word : name.replaceAll("_", "-") + word.slice(name.length);
  });
}

function toYargs({ kind, choices, value, default: fallback, text }: OptionSpec): Options {
  const describe = value === undefined ? text : `${text} [${value}]`;
  if (kind === "flag") return { type: "boolean", describe };
  return { type: "string", requiresArg: true, describe, ...(choices === undefined ? {} : { choices }), ...(fallback === undefined ? {} : { default: fallback }) };
}

function epilogue({ exits }: CommandLine): string {
  const codes = exits.map((name) => `  ${String(exitCodes[name].code).padStart(2)}  ${exitCodes[name].meaning}`);
  return ["In option names _ may stand for -.", "", "Exit codes (128 + N after signal N):", ...codes].join("\n");
}

function optionsOf({ options }: CommandLine, command: string): Record<string, Options> {
  return Object.fromEntries(options.filter(({ commands }) => commands.includes(command)).map((option) => [option.name, toYargs(option)]));
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
    .epilogue(epilogue(line))
    .wrap(columns)
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      throw error === undefined || error.name === "YError" ? refuse(line.program, message) : error;
    });
  const describe = (one: Argv, usage: string, examples: CommandSpec["examples"]): Argv =>
    one.usage(`Usage: $0 ${usage}`).example(examples.map(({ command: shown, meaning }): [string, string] => [shown, meaning]));
  for (const one of line.commands) {
    const { name, summary, examples } = one;
    parser.command(name === line.defaultCommand ? [name, "$0"] : name, summary, (own) => {
      own.options(optionsOf(line, name));
      return one === command ? describe(own, `${name} [options]\n\n${summary}.`, examples) : own;
    });
  }
  if (command === undefined) describe(parser, `[command] [options]\n\n${line.summary}`, line.commands.flatMap(({ examples }) => examples));
  return parser.command(completionWord, "Print a script for completion in bash and zsh");
}

/** yargs knows unknown words, but not what was meant. */
function checkKnown(line: CommandLine, command: string, keys: readonly string[], operands: readonly string[]): void {
  const names = line.commands.map(({ name }) => name);
  const [extra] = operands;
  if (extra !== undefined) {
    const isCommand = !names.some((name) => operands.includes(name));
    throw refuse(line.program, isCommand ? `Unknown command: ${extra}` : `Unexpected word: ${extra}`, isCommand ? suggest(extra, [...names, completionWord]) : undefined);
  }
  const own = new Set(["help", "h", "version", ...line.options.filter(({ commands }) => commands.includes(command)).map(({ name }) => name)]);
  const unknown = keys.find((key) => !own.has(key));
  if (unknown === undefined) return;
  const shown = unknown.length === 1 ? `-${unknown}` : `--${unknown}`;
  const elsewhere = line.options.find(({ name }) => name === unknown);
  if (elsewhere !== undefined) throw refuse(line.program, `${shown} is an option of ${elsewhere.commands.join(", ")}, not of ${command}`);
  const nearest = suggest(unknown, [...own].filter((name) => name.length > 1));
  throw refuse(line.program, `Unknown option: ${shown}`, nearest === undefined ? undefined : `--${nearest}`);
}

/** Parses the words after the program's name. Throws BareonError "usage"; `columns` is the width of the help. */
export async function parseCommandLine(line: CommandLine, argv: readonly string[], columns: number): Promise<Parsed> {
  let text = "";
  const words = normalise(argv);
  const named = line.commands.find(({ name }) => name === words.find((word) => !word.startsWith("-")));
  const parsed = await createParser(line, named, columns).parseAsync(words, {}, (error: Error | undefined | null, _values: unknown, output: string) => {
    if (error !== undefined && error !== null) throw error;
    text = output;
  });
  if (text !== "") return { kind: "text", text };
  const operands = parsed._.map(String);
  const word = operands[0];
  if (word === completionWord && operands.length === 1) return { kind: "text", text: renderCompletion(line) };
  const command = line.commands.find(({ name }) => name === word)?.name ?? line.defaultCommand;
  const { _: _operands, $0: _program, ...options } = parsed as Record<string, unknown>;
  checkKnown(line, command, Object.keys(options), word === command ? operands.slice(1) : operands);
  const values = new Map(Object.entries(options).flatMap(([name, value]): [string, string | true][] => (typeof value === "string" || value === true ? [[name, value]] : [])));
  const given = new Set(words.flatMap((item) => /^--(?<name>[a-z-]+)/u.exec(item)?.groups?.["name"] ?? []));
  return { kind: "run", command, values, given };
}
