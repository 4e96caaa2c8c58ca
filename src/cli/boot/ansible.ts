/** bareon-boot ansible: does a task of the Ansible collection bareon.node, and prints the one JSON object that Ansible takes for its result. */
import { BareonError, exitCodes, firstError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { readUpdate, updateSystem } from "../../programs/bareon-provision.ts";
import type { BootInfoTask, BootTask, UpdateTask } from "../../schema/ansible.ts";
import type { BootResult, ChangeResult } from "../../schema/bareon-boot.ts";
import { harmless, renderMessage } from "../error-text.ts";
import { parseDocument, readSource } from "../input.ts";
import { printJson } from "../output.ts";
import { type Frame, runCli } from "../run-cli.ts";
import { type AskedTask, parseTask, readModuleName } from "./ansible-task.ts";
import { bootRequests, expectRunning, infoRequests, statusRequest, updateWords } from "./ansible-words.ts";
import { bootCommands } from "./commands.ts";
import { type Decision, decisionOf, tellDecision } from "./decision.ts";
import type { BootRequest } from "./request.ts";

/** What Ansible reads; every other key is what the module returns. */
interface TaskResult {
  readonly changed: boolean;
  readonly warnings?: readonly string[];
  readonly diff?: { readonly before: object; readonly after: object };
  readonly [key: string]: unknown;
}

async function ask(ctx: Context, request: BootRequest): Promise<BootResult> {
  return (await bootCommands[request.command](ctx, request)).result;
}

/** The same keys as before has. */
function describeAfter(result: ChangeResult): ChangeResult["before"] {
  const { default: usual, next, reason, once, trial } = result;
  return { default: usual.entry_id ?? "", next: next.entry_id ?? "", reason, once, trial };
}

async function changeBoot(
  ctx: Context,
  task: BootTask,
  { isCheck, hasDiff }: AskedTask,
  onDecision: (decision: Decision | undefined) => void,
): Promise<TaskResult> {
  let last: BootResult | undefined;
  for (const request of bootRequests(task, isCheck)) last = await ask(ctx, request);
  if (last === undefined || !("before" in last)) throw new Error("the last command of a state changes it");
  onDecision(decisionOf(last));
  const { changed, before, warnings, default: usual, next, reason, once, trial, explanation } = last;
  return {
    changed,
    boot: { default: usual, next, reason, once, trial, explanation },
    warnings,
    ...(hasDiff ? { diff: { before, after: describeAfter(last) } } : {}),
  };
}

/** Whether that entry runs. Throws "entry" if no entry is meant. */
async function isRunning(ctx: Context, entry: string, wait: number | undefined): Promise<boolean> {
  try {
    await ask(ctx, expectRunning(entry, wait));
    return true;
  } catch (error) {
    if (error instanceof BareonError && error.exit === "conflict") return false;
    throw error;
  }
}

async function tellBoot(ctx: Context, task: BootInfoTask): Promise<TaskResult> {
  const { entry, wait } = task.options;
  const requests = infoRequests(task);
  const [status, list] = [await ask(ctx, requests.status), await ask(ctx, requests.list)];
  if (status.command !== "status" || list.command !== "list") throw new Error("a command answers for another");
  const { version: _version, command: _command, warnings, ...boot } = status;
  const runs = entry === undefined ? {} : { runs: await isRunning(ctx, entry, wait) };
  return { changed: false, boot, entries: list.entries, ...runs, warnings };
}

async function updateIdle(ctx: Context, task: UpdateTask, { isCheck, hasDiff }: AskedTask): Promise<TaskResult> {
  const command = updateSystem(task.options.entry ?? null, updateWords(task, isCheck));
  const { image, from, to, needed, method, arm, seconds, warnings } = readUpdate(await ctx.host.run(command));
  const version = ({ imageName, imageUuid }: typeof from): { image_name: string; image_uuid: string } => ({
    image_name: imageName,
    image_uuid: imageUuid,
  });
  const names = { from: version(from), to: version(to) };
  return {
    ...{ changed: needed, entry: image, ...names, method, armed: arm, seconds, warnings },
    ...(hasDiff ? { diff: { before: names.from, after: names.to } } : {}),
  };
}

function needRoot({ task: { module } }: AskedTask): void {
  if (process.getuid?.() === 0) return;
  throw new BareonError("root", `bareon.node.${module} needs root: it mounts the multiboot partition.`, {
    hint: "Let the task become root: become: true",
  });
}

/** `onDecision` hears what the task has decided of a trial. Throws what the commands throw. */
export async function doTask(
  ctx: Context,
  asked: AskedTask,
  onDecision: (decision: Decision | undefined) => void = () => undefined,
): Promise<TaskResult> {
  const { task } = asked;
  switch (task.module) {
    case "boot":
      return await changeBoot(ctx, task, asked, onDecision);
    case "boot_info":
      return await tellBoot(ctx, task);
    case "update":
      return await updateIdle(ctx, task, asked);
  }
}

/** Tells those who wait for it of a confirm or a reject that the task has done, as the commands do; nothing that comes of it is a part of the result. */
export async function tellDone(bare: Context, { task }: AskedTask, decision: Decision | undefined): Promise<void> {
  if (task.module !== "boot" || decision === undefined) return;
  const { findEndpoint } = await import("../endpoint.ts");
  const words = { url: undefined, keyFile: undefined, caFile: undefined };
  const ctx = { ...bare, endpoint: await findEndpoint(bare, words) };
  await tellDecision(ctx, statusRequest(task.options.wait), decision);
}

/** A failure in Ansible's words: rc is the exit code, and code its name. */
export function describeFailure(error: BareonError): TaskResult & { readonly rc: number } {
  const { exit: code, exitCode: rc, hint } = error;
  const advice = hint === undefined ? {} : { hint: harmless(hint) };
  return { changed: false, failed: true, msg: renderMessage(error), rc, code, ...advice };
}

/** Does the task of the module with the arguments in the file, and prints the result; resolves with the exit code. */
export async function runAnsible(frame: Frame, word: string, path: string): Promise<number> {
  let exit: number = exitCodes.done.code;
  const code = await runCli({ ...frame, reporters: [] }, async (ctx) => {
    let done: (() => Promise<void>) | undefined;
    try {
      const module = readModuleName(word);
      const asked = parseTask(module, await parseDocument(await readSource(ctx, path)));
      needRoot(asked);
      let decision: Decision | undefined;
      const result = await doTask(ctx, asked, (found) => (decision = found));
      printJson(result);
      done = async () => await tellDone(ctx, asked, decision);
    } catch (thrown) {
      ctx.signal.throwIfAborted();
      const error = firstError(thrown);
      if (!(error instanceof BareonError)) throw thrown;
      exit = error.exitCode;
      printJson(describeFailure(error));
    }
    // What it throws is no second result.
    await done?.();
  });
  return code === exitCodes.done.code ? exit : code;
}
