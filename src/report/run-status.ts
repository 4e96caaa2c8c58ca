/** What a run is doing, from its events: the value of schema/run-status.schema.json. Writing it is run-file.ts. */
import type { ProgressEvent } from "../base/events.ts";
import type { RunStatus } from "../schema/run-status.ts";

type Run = NonNullable<RunStatus["run"]>;

export type RunBegin = Pick<Run, "command" | "pid" | "pid_start" | "log_file">;

/** Warnings that are kept, the last ones. */
const keptWarnings = 20;

/** The status of a run that has just begun; `time` is UTC, ISO 8601. */
export function beginRun(begin: RunBegin, time: string): RunStatus {
  const run: Run = {
    ...begin,
    release: "",
    started: time,
    updated: time,
    seconds: null,
    steps: { done: 0, count: 0, running: [] },
    transfer: null,
    warnings: [],
    failure: null,
  };
  return { version: 1, state: "running", run };
}

function changed(run: Run, event: ProgressEvent, running: readonly string[]): Partial<Run> {
  switch (event.event) {
    case "step-start":
      return { steps: { ...run.steps, count: event.count, running: [...running] } };
    case "step-finish":
      return { steps: { ...run.steps, done: run.steps.done + 1, running: [...running] } };
    case "transfer": {
      const { bytes, totalBytes, bytesPerSecond, secondsLeft } = event;
      const transfer = { bytes, total_bytes: totalBytes, bytes_per_second: bytesPerSecond, seconds_left: secondsLeft };
      return { transfer };
    }
    case "warning":
      return { warnings: [...run.warnings, event.message].slice(-keptWarnings) };
    case "failure": {
      const { code, exitCode, message, hint = null } = event;
      return { failure: { code, exit_code: exitCode, message, hint } };
    }
    case "start":
      return { release: event.release };
    case "command":
    case "output":
    case "notice":
    case "done":
      return {};
  }
}

function stateAfter(event: ProgressEvent): RunStatus["state"] {
  if (event.event === "failure") return "failed";
  return event.event === "done" ? "done" : "running";
}

/** The status after an event, in which the steps with these titles are going on. */
export function afterEvent(run: Run, event: ProgressEvent, running: readonly string[], time: string): RunStatus {
  const state = stateAfter(event);
  const ended =
    state === "running" ? {} : { seconds: (Date.parse(time) - Date.parse(run.started)) / 1000, transfer: null };
  return { version: 1, state, run: { ...run, ...changed(run, event, running), ...ended, updated: time } };
}
