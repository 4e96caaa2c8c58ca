/** bareon-boot: from the words of the command line to an exit code. What a command does is commands.ts. */
import { resolve } from "node:path";
import { BareonError, type ExitName, exitCodes } from "../../base/errors.ts";
import { list } from "../../recipes/boot-show.ts";
import { metricsPath } from "../../boot/store/metrics-file.ts";
import { statusPath } from "../../boot/store/status-file.ts";
import type { Context } from "../../host/host.ts";
import { rebootMachine } from "../../host/reboot.ts";
import { type BootAnswer, bootCommands } from "./commands.ts";
import { renderList, renderStatus, renderWarnings } from "../../view/boot.ts";
import { decisionOf, tellDecision } from "./decision.ts";
import { ansibleCommand, bootLine, tellsAddress } from "./options.ts";
import { type BootRequest, parseRequest } from "./request.ts";
import { parseCommandLine, type ParsedRun, withPaths } from "../command-line.ts";
import { withReportFolder } from "../report-options.ts";
import { print, printBytes, printJson } from "../output.ts";
import type { Reporter } from "../../base/events.ts";
import { createLineReporter } from "../../report/lines.ts";
import { type Frame, runCli, runMain } from "../run-cli.ts";
import { chooseStyle } from "../../view/style.ts";

/** Programs that ran, if asked for, what those of the user print, and warnings, unless it shall be quiet; on stderr, so that stdout is the answer alone. */
function openReporter({ shown: { debug, quiet } }: BootRequest): Reporter {
  const lines = createLineReporter((text) => void process.stderr.write(text), { debug, outputs: true });
  const silent = new Set<string>(["done", ...(quiet ? ["warning", "notice", "output"] : [])]);
  return { ...lines, report: (event) => (silent.has(event.event) ? undefined : lines.report(event)) };
}

/** The published status; users without root are told nothing else. Throws "root". */
async function readPublished({ host }: Context, request: BootRequest): Promise<BootAnswer> {
  const { command, isNamed, onlyValid, expectedCurrent } = request;
  if (isNamed || expectedCurrent !== null || (command !== "list" && command !== "status")) {
    throw new BareonError("root", `bareon-boot ${command} needs root: it mounts the multiboot partition.`, {
      hint: "Run it with sudo.",
    });
  }
  const { notSeen, parseStatusFile } = await import("../../boot/store/status-reader.ts");
  const seen = parseStatusFile(await host.readText(statusPath), Date.now());
  const { entries } = seen.list;
  if (request.asMetrics) {
    const text = await host.readText(metricsPath);
    if (text === undefined) throw notSeen(metricsPath);
    return { result: seen.status, render: () => text };
  }
  const shown = onlyValid ? { ...seen.list, entries: entries.filter(({ valid }) => valid) } : seen.list;
  return command === "list"
    ? { result: shown, render: (style) => renderList(shown, style) }
    : { result: seen.status, render: (style) => renderStatus(seen.status, style) };
}

/** Whether the command takes an entry and none is given. */
function lacksEntry({ command, operand, clear }: BootRequest): boolean {
  return operand === "" && !clear && (command === "set-default" || command === "once" || command === "trial");
}

async function run(ctx: Context, request: BootRequest): Promise<BootAnswer> {
  const { command, options } = request;
  const isMissing = lacksEntry(request);
  if (isMissing && !(process.stdin.isTTY && process.stderr.isTTY))
    throw new BareonError("usage", "<entry> is missing", { hint: `Try: bareon-boot ${command} --help` });
  if (process.getuid?.() !== 0) return await readPublished(ctx, request);
  if (!isMissing) return await bootCommands[command](ctx, request);
  const { askEntry } = await import("./ask-entry.ts");
  const operand = await askEntry(await list(ctx, options), command, ctx.signal);
  return await bootCommands[command](ctx, { ...request, operand });
}

/** The context with the address that is told what the command does; none for the partition of another machine. */
async function withEndpoint(ctx: Context, { command, isNamed, endpoint: words }: BootRequest): Promise<Context> {
  if (!tellsAddress(command) || (isNamed && command !== "events") || process.getuid?.() !== 0) return ctx;
  const { findEndpoint } = await import("../endpoint.ts");
  return { ...ctx, endpoint: await findEndpoint(ctx, words) };
}

/** Resolves with how the program ends. */
async function answer(bare: Context, request: BootRequest): Promise<ExitName> {
  const ctx = await withEndpoint(bare, request);
  const { json, quiet } = request.shown;
  const { result, render, exit = "done", told = [], bytes } = await run(ctx, request);
  if (bytes !== undefined) printBytes(bytes);
  else if (json) printJson(result);
  else if (quiet) process.stderr.write(renderWarnings(told, await chooseStyle(process.stderr)));
  else print(render(await chooseStyle(process.stdout)));
  const decided = request.isNamed ? undefined : decisionOf(result);
  // A machine that is being rebooted tells nobody.
  if (decided?.kind === "rejected" && ctx.endpoint !== undefined) await tellDecision(ctx, request, decided);
  const isRebooting = "reboot" in result && result.reboot && !("dry_run" in result && result.dry_run);
  if (isRebooting && "kexec" in result && result.kexec) {
    const { jump } = await import("../../recipes/boot-kexec.ts");
    await jump(ctx, request.options, result);
  } else if (isRebooting) await rebootMachine(ctx);
  if (decided?.kind === "confirmed") await tellDecision(ctx, request, decided);
  return exit;
}

async function runCommand(frame: Frame, request: BootRequest): Promise<number> {
  let exit: ExitName = "done";
  const code = await runCli({ ...frame, reporters: [openReporter(request)] }, async (ctx) => {
    exit = await answer(ctx, request);
  });
  return code === exitCodes.done.code ? exitCodes[exit].code : code;
}

/** A task of Ansible, which is loaded only for that. */
async function runTask(frame: Frame, { operand, values }: ParsedRun, folder: string | undefined): Promise<number> {
  const { runAnsible } = await import("./ansible.ts");
  const path = String(values.get(ansibleCommand.second.name) ?? "");
  // Of a folder that was removed nothing can be read; - is standard input.
  return await runAnsible(frame, operand, path === "-" ? path : resolve(folder ?? "/", path));
}

/** Runs bareon-boot with the words after its name; resolves with its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  return await runMain(bootLine.program, argv, async (frame, folder) => {
    const columns = Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 120);
    const parsed = await parseCommandLine(bootLine, argv, columns);
    if (parsed.kind === "run" && parsed.command === ansibleCommand.name) return await runTask(frame, parsed, folder);
    if (parsed.kind === "run") {
      const named = withReportFolder(withPaths(bootLine, parsed, folder), folder);
      return await runCommand(frame, parseRequest(named));
    }
    print(`${parsed.text}\n`);
    return 0;
  });
}
