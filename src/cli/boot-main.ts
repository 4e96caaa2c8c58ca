/** bareon-boot: its command line. What a command does is boot.ts; which commands there are is boot-commands.ts. */
import yargs, { type Argv } from "yargs";
import manifest from "../../package.json" with { type: "json" };
import { BareonError, exitCodes } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { type BootCommand, bootCommands, bootExits, bootOptions } from "./boot-commands.ts";
import { type Style, plainStyle } from "./boot-view.ts";

/** What the words on the command line come to. */
type Request =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "run"; readonly command: BootCommand; readonly uuid: string | null; readonly json: boolean; readonly entry: string };

function epilogue(): string {
  const codes = bootExits.map((name) => `  ${String(exitCodes[name].code).padStart(2)}  ${exitCodes[name].meaning}`);
  return [
    "ENTRY is the number of an entry, the name or UUID of an image, an id, or the beginning of one that fits no other.",
    "",
    "Exit codes:",
    ...codes,
  ].join("\n");
}

function usageError(message: string): BareonError {
  return new BareonError("usage", message, { hint: "Try: bareon-boot --help" });
}

function createParser(): Argv {
  const parser = yargs()
    .scriptName("bareon-boot")
    .usage("Usage: $0 <command> [options]\n\nLists the operating systems of this node and sets which one is booted.")
    .locale("en")
    .parserConfiguration({ "duplicate-arguments-array": false, "parse-positional-numbers": false })
    .options(bootOptions)
    .version(manifest.version)
    .help()
    .epilogue(epilogue())
    .strict()
    .demandCommand(1, 1, "A command is missing.")
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      throw error ?? usageError(message);
    });
  for (const { name, operands, summary, examples } of bootCommands) {
    parser.command(`${name} ${operands}`.trim(), summary, (sub) => {
      const own = sub.example(examples.map(({ command, meaning }) => [command, meaning]));
      return operands === "" ? own : own.positional("entry", { type: "string", describe: "What to boot", demandOption: true });
    });
    parser.example(examples.map(({ command, meaning }) => [command, meaning]));
  }
  return parser;
}

/** Throws BareonError "usage". */
async function parseRequest(argv: readonly string[]): Promise<Request> {
  let text = "";
  const words = await createParser().parseAsync([...argv], {}, (error, _words, output) => {
    if (error !== undefined && error !== null) throw error;
    text = output;
  });
  if (text !== "") return { kind: "text", text };
  const command = bootCommands.find(({ name }) => name === words._[0]);
  if (command === undefined) throw usageError("A command is missing.");
  const { uuid, json, entry } = words;
  return { kind: "run", command, uuid: typeof uuid === "string" ? uuid : null, json: json === true, entry: typeof entry === "string" ? entry : "" };
}

async function chooseStyle(): Promise<Style> {
  if (!process.stdout.isTTY) return plainStyle;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk();
  return { bold: chalk.bold, good: chalk.green, bad: chalk.red, faint: chalk.dim };
}

async function answer(ctx: Context, argv: readonly string[]): Promise<void> {
  const request = await parseRequest(argv);
  if (request.kind === "text") {
    process.stdout.write(`${request.text}\n`);
    return;
  }
  if (process.getuid?.() !== 0) {
    throw new BareonError("root", `bareon-boot ${request.command.name} needs root: it mounts the multiboot partition.`, { hint: "Run it with sudo." });
  }
  const { result, render } = await request.command.run(ctx, { uuid: request.uuid }, request.entry);
  process.stdout.write(request.json ? `${JSON.stringify(result, undefined, 2)}\n` : render(await chooseStyle()));
}

/** Runs bareon-boot; resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const { createLocalHost } = await import("../host/local-host.ts");
  const abort = new AbortController();
  const report = (): void => undefined;
  try {
    await answer({ host: createLocalHost({ signal: abort.signal, report }), report, signal: abort.signal }, argv);
    return 0;
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    process.stderr.write(`bareon-boot: ${error.message}\n${error.hint === undefined ? "" : `${error.hint}\n`}`);
    return error.exitCode;
  }
}
