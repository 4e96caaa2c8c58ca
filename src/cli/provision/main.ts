/** bareon-provision: from the words of the command line to an exit code. What a command does is in src/cli/provision/commands.ts. */
import { basename } from "node:path";
import { isSea } from "node:sea";
import { BareonError } from "../../base/errors.ts";
import { isGiven, refuseUngiven } from "../../host/local/given-descriptor.ts";
import { descriptorOf } from "../../host/local/given-pipe.ts";
import { isInsideNamespace, runInNamespace } from "../../host/local/namespace.ts";
import { refuseOthersFile } from "../../host/local/unnamed-file.ts";
import { dialects } from "../../dialects/dialects.ts";
import { rebootMachine } from "../../host/reboot.ts";
import { changePower } from "../../programs/power.ts";
import { parseCommandLine, withPaths } from "../command-line.ts";
import { print } from "../output.ts";
import { needRoot, provisionCommands, type Values } from "./commands.ts";
import { type CommandName, commandNames, defaultLog, provisionLine, siblings } from "./options.ts";
import { openRunFile } from "./run-file.ts";
import type { Reporter } from "../../base/events.ts";
import { createLineReporter } from "../../report/lines.ts";
import { createJsonReporter } from "../../report/json-lines.ts";
import { createLogReporter } from "../../report/log.ts";
import { createTerminalReporter } from "../../report/terminal.ts";
import { type Frame, runCli, runMain } from "../run-cli.ts";
import { chooseStyle } from "../../view/style.ts";

interface Request {
  readonly command: CommandName;
  readonly values: Values;
  /** The word after the command; empty for none. */
  readonly operand: string;
}

/** Commands that write to disks: they run in a namespace that ends with them, and keep a log. */
function isWriting({ command, values }: Request): boolean {
  if (command === "update") return !values.has("plan");
  if (command === "remove") return !values.has("dry-run");
  return command === "deploy" || command === "release";
}

/** The name that the program was called by. */
function calledAs(): string {
  return basename((isSea() ? process.argv0 : process.argv[1]) ?? provisionLine.program);
}

function isCommand(name: string): name is CommandName {
  return commandNames.some((command) => command === name);
}

/** The executable under a name that means nothing, such as that of a copy of bareon-boot, would deploy. */
function refuseUnknownName(name: string): void {
  if (!isSea() || isInsideNamespace() || name === provisionLine.program) return;
  throw new BareonError("usage", `The name ${JSON.stringify(name)}, by which this program was called, means nothing.`, {
    hint: `Call it bareon-boot, ${provisionLine.program} or ${Object.keys(siblings).join(", ")}.`,
  });
}

/**
 * Returns the command that the name stands for if it is one of the program's other names, and no word for its own. Throws "usage" for any other
 * name, and "unsupported".
 */
function impliedCommand(name: string): readonly string[] {
  if (!Object.hasOwn(siblings, name)) {
    refuseUnknownName(name);
    return [];
  }
  const command = siblings[name];
  if (command === undefined)
    throw new BareonError("unsupported", `${name} is not supported yet.`, {
      hint: "bareon-provision does the whole deploy.",
    });
  return [command];
}

/** Rules between options. Throws "usage", or "unsupported" for what the existing controller may ask for and this release cannot do. */
export function checkOptions(values: Values, given: ReadonlySet<string>): void {
  const exclusive = [
    ["input-data", "input-data-file"],
    ["plan", "input-data"],
    ["plan", "input-data-file"],
    ["plan", "inventory"],
    ["plan", "abandon"],
  ] as const;
  for (const [one, other] of exclusive) {
    if (given.has(one) && given.has(other))
      throw new BareonError("usage", `--${one} and --${other} exclude each other.`, {
        hint: "Try: bareon-provision --help",
      });
  }
  if (given.has("kernel") !== given.has("initrd"))
    throw new BareonError("usage", "--kernel and --initrd belong together: name both, or none.", {
      hint: "Try: bareon-provision --help",
    });
  const fromInput = ["input-data-file", "plan", "inventory"].filter((name) => values.get(name) === "-");
  if (fromInput.length > 1)
    throw new BareonError("usage", `Only one of --${fromInput.join(" and --")} can be standard input.`);
  const dialect = values.get("data-driver");
  const unsupported = [
    ...(typeof dialect === "string" && dialects[dialect] === undefined ? [`the data driver ${dialect}`] : []),
    ...(values.has("config-drive-path") ? ["a config drive"] : []),
  ];
  if (unsupported.length > 0) throw new BareonError("unsupported", `Not supported yet: ${unsupported.join(", ")}.`);
}

/** The config that is read although the words name none; undefined if they do, or if the command reads none. */
export function unnamedConfig(values: Values, given: ReadonlySet<string>): string | undefined {
  const isNamed = ["input-data", "input-data-file", "plan"].some((name) => given.has(name));
  const path = values.get("input-data-file");
  return isNamed || typeof path !== "string" ? undefined : path;
}

function progressDescriptor(values: Values): number | undefined {
  const text = values.get("progress-fd");
  if (typeof text !== "string") return undefined;
  const number = Number(text);
  if (!/^\d{1,4}$/u.test(text) || number < 1)
    throw new BareonError("usage", `--progress-fd ${text}: this is no file descriptor to write to.`);
  refuseUngiven(number);
  return number;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function openLog(
  request: Request,
  people: Reporter,
): {
  readonly reporters: readonly Reporter[];
  readonly warnings: readonly string[];
  readonly path: string | null;
} {
  const chosen = request.values.get("log-file");
  const path = typeof chosen === "string" ? chosen : isWriting(request) ? defaultLog : undefined;
  if (path === undefined) return { reporters: [], warnings: [], path: null };
  try {
    const onFailure = (error: unknown): void =>
      people.report({ event: "warning", message: `the log ${path} cannot be written: ${messageOf(error)}` });
    return { reporters: [createLogReporter(path, onFailure)], warnings: [], path };
  } catch (error) {
    const warning = `the log ${path} cannot be opened, going on without: ${messageOf(error)}`;
    return { reporters: [], warnings: [warning], path: null };
  }
}

async function openReporters(
  request: Request,
): Promise<{ readonly reporters: readonly Reporter[]; readonly warnings: readonly string[] }> {
  const { values } = request;
  const debug = values.has("debug");
  const descriptor = progressDescriptor(values);
  const style = await chooseStyle(process.stderr);
  const people = process.stderr.isTTY
    ? await createTerminalReporter(process.stderr, { debug, style })
    : createLineReporter((text) => void process.stderr.write(text), { debug });
  const log = openLog(request, people);
  const run = isWriting(request) ? openRunFile(request.command, log.path, people) : { reporters: [], warnings: [] };
  // The answer to a question comes without a word on how long it took.
  const quiet: Reporter = { ...people, report: (event) => (event.event === "done" ? undefined : people.report(event)) };
  return {
    reporters: [
      isWriting(request) ? people : quiet,
      ...log.reporters,
      ...run.reporters,
      ...(descriptor === undefined ? [] : [createJsonReporter(descriptor)]),
    ],
    warnings: [...log.warnings, ...run.warnings],
  };
}

async function runHere(request: Request, frame: Frame): Promise<number> {
  const { reporters, warnings } = await openReporters(request);
  return await runCli({ ...frame, reporters }, async (ctx) => {
    for (const message of warnings) ctx.report({ event: "warning", message });
    await provisionCommands[request.command](ctx, request.values, request.operand);
  });
}

/** Descriptors that the inner process needs under their numbers: that of --progress-fd, and those of `<(...)` on the command line. */
function passedDescriptors(values: Values, words: readonly string[]): number[] {
  const named = words.flatMap((word) => descriptorOf(word.slice(word.indexOf("=") + 1)) ?? []).filter(isGiven);
  const progress = progressDescriptor(values);
  return [...new Set([...named, ...(progress === undefined ? [] : [progress])])];
}

/** A reboot from inside a PID namespace would end the namespace only. */
async function changePowerState(action: "reboot" | "poweroff", frame: Frame): Promise<number> {
  return await runCli({ ...frame, reporters: [] }, async (ctx) => {
    if (action === "reboot") await rebootMachine(ctx);
    else await ctx.host.run(changePower(action), { unabortable: true });
  });
}

/** What a writing command does, and what follows if it was cut off. */
function wordsOf(command: string): { readonly title: string; readonly work: string; readonly next: string } {
  if (command === "deploy") return { title: "Deploying", work: "deploys", next: "The next deploy begins anew." };
  const next = "The same command goes on.";
  if (command === "release") return { title: "Releasing the node", work: "releases", next };
  return command === "update"
    ? { title: "Updating", work: "updates", next }
    : { title: "Removing a system", work: "removes a system", next };
}

/** An update leaves processor and disk to what the running system is for; all that it starts does the same. */
function priorityOf({ command, values }: Request): readonly string[] {
  return command === "update" && !values.has("full-speed") ? ["nice", "-n", "19", "ionice", "-c", "3"] : [];
}

async function runInOwnNamespace(
  request: Request,
  words: readonly string[],
  frame: Frame,
  folder: string | undefined,
): Promise<number> {
  const { title, work, next } = wordsOf(request.command);
  needRoot(title);
  const self = [process.execPath, ...(isSea() ? [] : [...process.execArgv, process.argv[1] ?? ""])];
  const { code, isComplete } = await runInNamespace(
    [...priorityOf(request), ...self, ...words],
    passedDescriptors(request.values, words),
    folder,
  );
  if (!isComplete)
    throw new BareonError("failure", `The process that ${work} did not come to its end (exit code ${code}).`, {
      hint: `It may not make namespaces, as in a container, or it was killed, as for lack of memory: dmesg tells. ${next}`,
    });
  const power = request.values.get("reboot");
  return code === 0 && (power === "reboot" || power === "poweroff") ? await changePowerState(power, frame) : code;
}

/** Runs bareon-provision with the words after its name; resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  return await runMain(provisionLine.program, argv, async (frame, folder) => {
    const words = [...impliedCommand(calledAs()), ...argv];
    const columns = Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 120);
    const parsed = await parseCommandLine(provisionLine, words, columns);
    if (parsed.kind === "text") {
      print(`${parsed.text}\n`);
      return 0;
    }
    const { command, values, given, operand } = withPaths(provisionLine, parsed, folder);
    if (!isCommand(command)) throw new Error(`the command ${command} is in no table`);
    checkOptions(values, given);
    const unnamed = unnamedConfig(values, given);
    if (unnamed !== undefined) await refuseOthersFile(unnamed, `If it is meant, name it: --input-data-file ${unnamed}`);
    const request: Request = { command, values, operand };
    return isWriting(request) && !isInsideNamespace()
      ? await runInOwnNamespace(request, words, frame, folder)
      : await runHere(request, frame);
  });
}
