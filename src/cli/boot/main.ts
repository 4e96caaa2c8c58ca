/** bareon-boot: from the words of the command line to an exit code. What a command does is boot-commands.ts. */
import { BareonError, type ExitName, exitCodes } from "../../base/errors.ts";
import { list } from "../../recipes/boot-show.ts";
import { statusPath } from "../../boot/store/status-file.ts";
import type { ChangeOptions } from "../../recipes/boot-change.ts";
import type { Context } from "../../host/host.ts";
import { changePower } from "../../programs/power.ts";
import { type BootAnswer, bootCommands, parseNumber } from "./commands.ts";
import { renderList, renderStatus } from "../../view/boot.ts";
import { type BootCommandName, bootCommandNames, bootLine } from "./options.ts";
import { type ParsedRun, parseCommandLine } from "../command-line.ts";
import type { Reporter } from "../../base/events.ts";
import { createLineReporter } from "../../report/lines.ts";
import { type Frame, failCli, runCli, surviveClosedOutput } from "../run-cli.ts";
import { chooseStyle } from "../../view/style.ts";

function isCommand(name: string): name is BootCommandName {
  return bootCommandNames.some((command) => command === name);
}

/** Programs that ran, where asked for, and warnings, but where it shall be quiet; on stderr, so that stdout is the answer alone. */
function openReporter({ values }: ParsedRun): Reporter {
  const lines = createLineReporter((text) => void process.stderr.write(text), { debug: values.has("debug") });
  const silent = new Set<string>(["done", ...(values.has("quiet") ? ["warning", "notice"] : [])]);
  return { ...lines, report: (event) => (silent.has(event.event) ? undefined : lines.report(event)) };
}

/** The login name, and who became root by sudo; for the history. */
function userName(): string {
  const { SUDO_USER: sudo, LOGNAME: login, USER: user } = process.env;
  const name = login ?? user ?? "root";
  return sudo === undefined || sudo === name ? name : `${name} (sudo: ${sudo})`;
}

function readOptions({ values }: ParsedRun): ChangeOptions {
  const text = (name: string): string | null => {
    const value = values.get(name);
    return typeof value === "string" ? value : null;
  };
  const places = ["uuid", "device", "image"].filter((name) => values.has(name));
  if (places.length > 1) throw new BareonError("usage", `--${places.join(" and --")} exclude each other.`);
  return {
    uuid: text("uuid"),
    device: text("device"),
    image: text("image"),
    wait: parseNumber("wait", values.get("wait"), [0, 86_400]),
    dryRun: values.has("dry-run"),
    who: userName(),
  };
}

/** What root saw last; the one thing that others are told. Throws "root". */
async function readSeen({ host }: Context, { command, values }: ParsedRun): Promise<BootAnswer> {
  const isElsewhere = ["uuid", "device", "image"].some((name) => values.has(name));
  if (isElsewhere || (command !== "list" && command !== "status")) {
    throw new BareonError("root", `bareon-boot ${command} needs root: it mounts the multiboot partition.`, {
      hint: "Run it with sudo.",
    });
  }
  const { parseStatusFile } = await import("../../boot/store/status-reader.ts");
  const seen = parseStatusFile(await host.readText(statusPath), Date.now());
  const { entries } = seen.list;
  const shown = values.has("valid") ? { ...seen.list, entries: entries.filter(({ valid }) => valid) } : seen.list;
  return command === "list"
    ? { result: shown, render: (style) => renderList(shown, style) }
    : { result: seen.status, render: (style) => renderStatus(seen.status, style) };
}

const asking: readonly string[] = ["set-default", "once", "trial"];

/** Throws "usage" for an entry that is missing where nobody can be asked. */
function checkOperand({ command, operand, values }: ParsedRun): void {
  const isMissing = operand === "" && asking.includes(command) && !values.has("clear");
  const canAsk = process.stdin.isTTY && process.stderr.isTTY;
  if (isMissing && !canAsk)
    throw new BareonError("usage", "<entry> is missing", { hint: `Try: bareon-boot ${command} --help` });
}

/** The entry of the command line; a person at a terminal is asked for one that is missing. */
async function chooseOperand(
  ctx: Context,
  { command, operand, values }: ParsedRun,
  options: ChangeOptions,
): Promise<string> {
  if (operand !== "" || !asking.includes(command) || values.has("clear")) return operand;
  const { askEntry } = await import("./ask-entry.ts");
  return await askEntry(await list(ctx, options), command, ctx.signal);
}

async function run(ctx: Context, parsed: ParsedRun, command: BootCommandName): Promise<BootAnswer> {
  const options = readOptions(parsed);
  checkOperand(parsed);
  if (process.getuid?.() !== 0) return await readSeen(ctx, parsed);
  return await bootCommands[command](ctx, {
    options,
    operand: await chooseOperand(ctx, parsed, options),
    values: parsed.values,
  });
}

/** Resolves with how the program ends. */
async function answer(ctx: Context, parsed: ParsedRun): Promise<ExitName> {
  const { command, values } = parsed;
  if (!isCommand(command)) throw new Error(`the command ${command} is in no table`);
  const { result, render, exit = "done" } = await run(ctx, parsed, command);
  if (values.has("json")) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  else if (!values.has("quiet")) process.stdout.write(render(await chooseStyle(process.stdout)));
  const isRebooting = "reboot" in result && result.reboot && !("dry_run" in result && result.dry_run);
  if (isRebooting) await ctx.host.run(changePower("reboot"));
  return exit;
}

async function runCommand(frame: Frame, parsed: ParsedRun): Promise<number> {
  let exit: ExitName = "done";
  const code = await runCli({ ...frame, reporters: [openReporter(parsed)] }, async (ctx) => {
    exit = await answer(ctx, parsed);
  });
  return code === exitCodes.done.code ? exitCodes[exit].code : code;
}

/** Runs bareon-boot with the words after its name; resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  surviveClosedOutput();
  const frame: Frame = { program: bootLine.program, reporters: [], style: await chooseStyle(process.stderr) };
  try {
    const parsed = await parseCommandLine(
      bootLine,
      argv,
      Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 120),
    );
    if (parsed.kind === "run") return await runCommand(frame, parsed);
    process.stdout.write(`${parsed.text}\n`);
    return 0;
  } catch (error) {
    return failCli(frame, error);
  }
}
