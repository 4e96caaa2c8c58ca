/** bareon-boot: from the words of the command line to an exit code. What a command does is boot-commands.ts. */
import { BareonError } from "../base/errors.ts";
import type { ChangeOptions } from "../boot-change.ts";
import type { Context } from "../host/host.ts";
import { changePower } from "../tools/power.ts";
import { bootCommands, parseNumber } from "./boot-commands.ts";
import { type BootCommandName, bootCommandNames, bootLine } from "./boot-options.ts";
import { type ParsedRun, parseCommandLine } from "./command-line.ts";
import { createLineReporter } from "./report-lines.ts";
import { type Frame, type Reporter, failCli, runCli, surviveClosedOutput } from "./run-cli.ts";
import { chooseStyle } from "./style.ts";

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
    uuid: text("uuid"), device: text("device"), image: text("image"), wait: parseNumber("wait", values.get("wait"), [0, 86_400]),
    dryRun: values.has("dry-run"), who: userName(),
  };
}

async function answer(ctx: Context, parsed: ParsedRun): Promise<void> {
  const { command, operand, values } = parsed;
  if (!isCommand(command)) throw new Error(`the command ${command} is in no table`);
  const options = readOptions(parsed);
  if (process.getuid?.() !== 0) throw new BareonError("root", `bareon-boot ${command} needs root: it mounts the multiboot partition.`, { hint: "Run it with sudo." });
  const { result, render } = await bootCommands[command](ctx, { options, operand, values });
  if (values.has("json")) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  else if (!values.has("quiet")) process.stdout.write(render(await chooseStyle(process.stdout)));
  if ("reboot" in result && result.reboot && !result.dry_run) await ctx.host.run(changePower("reboot"));
}

/** Runs bareon-boot with the words after its name; resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  surviveClosedOutput();
  const frame: Frame = { program: bootLine.program, reporters: [], style: await chooseStyle(process.stderr) };
  try {
    const parsed = await parseCommandLine(bootLine, argv, Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 120));
    if (parsed.kind === "run") return await runCli({ ...frame, reporters: [openReporter(parsed)] }, async (ctx) => await answer(ctx, parsed));
    process.stdout.write(`${parsed.text}\n`);
    return 0;
  } catch (error) {
    return failCli(frame, error);
  }
}
