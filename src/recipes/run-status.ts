/** What bareon-provision is doing on this machine, or did last: read from the files that its runs keep (src/report/run-file.ts). */
import { BareonError, exitCodes, type ExitName } from "../base/errors.ts";
import { runsDirectory } from "../base/places.ts";
import type { Context } from "../host/host.ts";
import { pause } from "../host/wait.ts";
import { parseStartTicks } from "../formats/process-stat.ts";
import type { RunStatus } from "../schema/run-status.ts";
import { validate } from "../schema/run-status.validate.js";

/** Bytes of a run's file; more has none. */
const longestFile = 1024 * 1024;
/** Milliseconds between two looks at a run that is waited for. */
const interval = 500;

/** Undefined for what no run of this release wrote. */
export function parseRunStatus(text: string): RunStatus | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return validate(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A process with the number of a run that ended without a word is another one. */
async function judge({ host }: Context, status: RunStatus): Promise<RunStatus> {
  const { state, run } = status;
  if (state !== "running" || run === null) return status;
  const stat = await host.readText(`/proc/${run.pid}/stat`).catch(() => undefined);
  return stat !== undefined && parseStartTicks(stat) === run.pid_start ? status : { ...status, state: "lost" };
}

/** The run that is going on: of several the first, which holds the lock; else the last one. */
export async function showRun(ctx: Context): Promise<RunStatus> {
  const names = (await ctx.host.list(runsDirectory)).filter((name) => name.endsWith(".json"));
  const found: RunStatus[] = [];
  for (const name of names) {
    const status = parseRunStatus((await ctx.host.readText(`${runsDirectory}/${name}`, longestFile)) ?? "");
    if (status !== undefined) found.push(await judge(ctx, status));
  }
  return found.find(({ state }) => state === "running") ?? found.at(-1) ?? { version: 1, state: "none", run: null };
}

/** The same once it has ended. Throws "failure" if nothing has run. */
export async function awaitRun(ctx: Context): Promise<RunStatus> {
  for (;;) {
    const status = await showRun(ctx);
    if (status.state === "none")
      throw new BareonError("failure", "Nothing to wait for: nothing was deployed since this machine was started.");
    if (status.state !== "running") return status;
    await pause(ctx.signal, interval);
  }
}

/** Whether a run is going on: it may want a disk in the moment in which somebody looks at it. */
export async function isRunning(ctx: Context): Promise<boolean> {
  const { state } = await showRun(ctx).catch((error: unknown) => {
    if (error instanceof BareonError) return { state: "none" };
    throw error;
  });
  return state === "running";
}

function exitOf(code: string): ExitName {
  return Object.hasOwn(exitCodes, code) ? (code as ExitName) : "failure";
}

/** Throws what a run failed with, with its exit code; "failure" for one that was stopped or lost. */
export function checkRun({ state, run }: RunStatus): void {
  if (run === null || state === "done" || state === "running") return;
  const { command, failure } = run;
  if (failure === null) throw new BareonError("failure", `The ${command} ended without a word.`);
  const details = failure.hint === null ? {} : { hint: failure.hint };
  throw new BareonError(exitOf(failure.code), `The ${command} failed: ${failure.message}`, details);
}
