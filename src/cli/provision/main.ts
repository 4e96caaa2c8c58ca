/** bareon-provision: from the words of the command line to an exit code. What a command does is in src/cli/provision/commands.ts. */
import { basename } from "node:path";
import { isSea } from "node:sea";
import { BareonError } from "../../base/errors.ts";
import { isGiven } from "../../host/local/given-descriptor.ts";
import { descriptorOf } from "../../host/local/given-pipe.ts";
import { isInsideNamespace, runInNamespace } from "../../host/local/namespace.ts";
import { refuseOthersFile } from "../../host/local/unnamed-file.ts";
import { rebootMachine } from "../../host/reboot.ts";
import { changePower } from "../../programs/power.ts";
import { parseCommandLine, withPaths } from "../command-line.ts";
import type { Host } from "../../host/host.ts";
import { createLocalHost } from "../../host/local/host.ts";
import { withConfigFiles } from "./config-file.ts";
import { impliedCommand, noteOnName, validatorName } from "./names.ts";
import { checkOptions, optionNotes, unnamedConfig, withValidatedFile } from "./option-rules.ts";
import { print } from "../output.ts";
import { checkConfig, provisionCommands } from "./commands.ts";
import type { Reporter } from "../../base/events.ts";
import { createLineReporter } from "../../report/lines.ts";
import { userName } from "../boot/request.ts";
import { needRoot, textOf } from "./deploy-source.ts";
import { withFailureScript } from "./failure-script.ts";
import { httpLimitsOf } from "./file-settings.ts";
import { type CommandName, commandNames, provisionLine } from "./options.ts";
import { openReporters, progressDescriptor } from "./reporters.ts";
import { isWriting, type Request } from "./request.ts";
import { type Frame, runCli, runMain } from "../run-cli.ts";
import { refuseShownSecret } from "../endpoint.ts";
import { withReportFolder } from "../report-options.ts";
import { endpointWords, openEndpoint } from "./told-address.ts";

/** The name that the program was called by: without an executable of its own, that of the script; undefined if it was started in another way. */
function calledAs(script: string | undefined): string | undefined {
  // Started again by itself, the program has the name that its link leads to.
  if (isInsideNamespace()) return undefined;
  const path = isSea() ? process.argv0 : script;
  return path === undefined ? undefined : basename(path);
}

function isCommand(name: string): name is CommandName {
  return commandNames.some((command) => command === name);
}

async function runHere(request: Request, frame: Frame): Promise<number> {
  const { endpoint, warnings: untold } = await openEndpoint(request);
  const { reporters, warnings } = await openReporters(request, endpoint);
  return await runCli({ ...frame, reporters }, async (bare) => {
    const ctx = { ...bare, http: httpLimitsOf(request.values), endpoint };
    for (const message of [...warnings, ...untold, ...request.notes]) ctx.report({ event: "warning", message });
    if (request.isSilent) await checkConfig(ctx, request.values, true);
    else await provisionCommands[request.command](ctx, request.values, request.operand);
  });
}

/** Descriptors that the inner process needs under their numbers: that of --progress-fd, and those of `<(...)` on the command line. */
function passedDescriptors(request: Request, words: readonly string[]): number[] {
  const named = words.flatMap((word) => descriptorOf(word.slice(word.indexOf("=") + 1)) ?? []).filter(isGiven);
  const progress = progressDescriptor(request);
  return [...new Set([...named, ...(progress === undefined ? [] : [progress])])];
}

/** A reboot from inside a PID namespace would end the namespace only. */
async function changePowerState({ values }: Request, frame: Frame): Promise<number> {
  const lines = createLineReporter((text) => void process.stderr.write(text), { debug: false });
  const warnings: Reporter = { ...lines, report: (event) => event.event === "warning" && lines.report(event) };
  return await runCli({ ...frame, reporters: [warnings] }, async (ctx) => {
    const action = values.get("reboot");
    if (action === "reboot") await rebootMachine(ctx);
    if (action === "poweroff") await ctx.host.run(changePower(action), { unabortable: true });
    if (action !== "kexec") return;
    const { rebootByKexec } = await import("../../recipes/boot-kexec.ts");
    await rebootByKexec(ctx, { uuid: textOf(values, "uuid") ?? null, who: userName() });
  });
}

/** What a writing command does, and what follows if it was cut off. */
function wordsOf(command: string): { readonly title: string; readonly work: string; readonly next: string } {
  if (command === "deploy") return { title: "Deploying", work: "deploys", next: "The next deploy begins anew." };
  const next = "The same command goes on.";
  if (command === "erase") return { title: "Erasing disks", work: "erases", next };
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
    passedDescriptors(request, words),
    folder,
  );
  if (!isComplete)
    throw new BareonError("failure", `The process that ${work} did not come to its end (exit code ${code}).`, {
      hint: `It may not make namespaces, as in a container, or it was killed, as for lack of memory: dmesg tells. ${next}`,
    });
  const isStaying = [undefined, "no"].includes(textOf(request.values, "reboot"));
  return code === 0 && !isStaying ? await changePowerState(request, frame) : code;
}

/** A machine to read files of the program itself from, before there is a context. */
function plainHost(): Host {
  return createLocalHost({ signal: new AbortController().signal, report: () => undefined });
}

/**
 * Runs bareon-provision with the words after its name; resolves with its exit code. `script` is the path that it was started by, if
 * it is no executable of its own.
 */
export async function main(argv: readonly string[], script?: string): Promise<number> {
  const name = calledAs(script);
  const isValidator = name === validatorName;
  const program = isValidator ? name : provisionLine.program;
  return await runMain(program, argv, async (bare, folder) => {
    const frame = { ...bare, isNumbered: isValidator };
    const words = [...(name === undefined ? [] : impliedCommand(name, argv)), ...argv];
    const columns = Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 120);
    const line = await parseCommandLine(provisionLine, words, columns);
    if (line.kind === "text") {
      const isHelp = line.text.startsWith("Usage:");
      print(`${isHelp && name !== undefined ? noteOnName(name) : ""}${line.text}\n`);
      return 0;
    }
    const valid = withPaths(provisionLine, withValidatedFile(line, isValidator), folder);
    const named = withReportFolder(valid, folder);
    refuseShownSecret(endpointWords(named.values).url);
    const { command, values, given, operand } = isValidator ? named : await withConfigFiles(plainHost(), named);
    if (!isCommand(command)) throw new Error(`the command ${command} is in no table`);
    checkOptions(values, given);
    const unnamed = unnamedConfig(values, given);
    if (unnamed !== undefined) await refuseOthersFile(unnamed, `If it is meant, name it: --input-data-file ${unnamed}`);
    const request: Request = { command, values, operand, notes: optionNotes(given), isSilent: isValidator };
    return isWriting(request) && !isInsideNamespace()
      ? await withFailureScript(request, frame, async () => await runInOwnNamespace(request, words, frame, folder))
      : await runHere(request, frame);
  });
}
