/** bareon-boot: from the words of the command line to an exit code. What a command does is boot-commands.ts. */
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import { bootCommands } from "./boot-commands.ts";
import { type BootCommandName, bootCommandNames, bootLine } from "./boot-options.ts";
import { type ParsedRun, parseCommandLine } from "./command-line.ts";
import { createLineReporter } from "./report-lines.ts";
import { type Frame, type Reporter, failCli, runCli, surviveClosedOutput } from "./run-cli.ts";
import { chooseStyle } from "./style.ts";

function isCommand(name: string): name is BootCommandName {
  return bootCommandNames.some((command) => command === name);
}

/** Programs that ran, where asked for, and warnings; on stderr, so that stdout is the answer alone. */
function openReporter(debug: boolean): Reporter {
  const lines = createLineReporter((text) => void process.stderr.write(text), { debug });
  return { ...lines, report: (event) => (event.event === "done" ? undefined : lines.report(event)) };
}

async function answer(ctx: Context, { command, operand, values }: ParsedRun): Promise<void> {
  if (!isCommand(command)) throw new Error(`the command ${command} is in no table`);
  if (process.getuid?.() !== 0) throw new BareonError("root", `bareon-boot ${command} needs root: it mounts the multiboot partition.`, { hint: "Run it with sudo." });
  const uuid = values.get("uuid");
  const { result, render } = await bootCommands[command](ctx, { uuid: typeof uuid === "string" ? uuid : null }, operand);
  process.stdout.write(values.has("json") ? `${JSON.stringify(result, undefined, 2)}\n` : render(await chooseStyle(process.stdout)));
}

/** Runs bareon-boot with the words after its name; resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  surviveClosedOutput();
  const frame: Frame = { program: bootLine.program, reporters: [], style: await chooseStyle(process.stderr) };
  try {
    const parsed = await parseCommandLine(bootLine, argv, Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 120));
    if (parsed.kind === "run") return await runCli({ ...frame, reporters: [openReporter(parsed.values.has("debug"))] }, async (ctx) => await answer(ctx, parsed));
    process.stdout.write(`${parsed.text}\n`);
    return 0;
  } catch (error) {
    return failCli(frame, error);
  }
}
