/** Events for those who ask what a run is doing: a file of its own for each run, which is always whole. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { ProgressEvent, Reporter } from "../base/events.ts";
import { afterEvent, beginRun, type RunBegin } from "./run-status.ts";

/** Files of earlier runs that stay beside the new one. */
const keptRuns = 7;
/** Milliseconds between two writes for the transfer alone. */
const transferInterval = 1000;

/** Names sort by the time at which their runs began. */
function nameOf({ pid, pid_start: start }: RunBegin): string {
  return `${String(start).padStart(16, "0")}-${pid}.json`;
}

/** Where nothing of another run is changed: of an old one that goes on, the file comes back with its next event. */
function sweep(folder: string): void {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  for (const name of names.slice(0, Math.max(0, names.length - keptRuns))) rmSync(`${folder}/${name}`, { force: true });
}

/**
 * For root alone to read. A run that is refused since another one holds the lock leaves no file. `onFailure` is called for the first write
 * that fails; later ones are tried all the same. Throws a system error if the folder cannot be made.
 */
export function createRunReporter(
  folder: string,
  begin: RunBegin,
  onFailure: (error: unknown) => void,
  now = (): Date => new Date(),
): Reporter {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  sweep(folder);
  const path = `${folder}/${nameOf(begin)}`;
  let { run } = beginRun(begin, now().toISOString());
  /** The titles of the steps that are going on, by their ids. */
  const steps = new Map<string, string>();
  let hasFailed = false;
  let lastTransfer = Number.NEGATIVE_INFINITY;
  const write = (event: ProgressEvent, time: Date): void => {
    if (run === null) return;
    const status = afterEvent(run, event, [...steps.values()], time.toISOString());
    run = status.run;
    if (event.event === "failure" && event.code === "locked") return rmSync(path, { force: true });
    writeFileSync(`${path}.new`, `${JSON.stringify(status)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  return {
    report(event) {
      const time = now();
      if (event.event === "command") return;
      if (event.event === "transfer") {
        if (time.getTime() - lastTransfer < transferInterval) return;
        lastTransfer = time.getTime();
      }
      if (event.event === "step-start") steps.set(event.id, event.title);
      if (event.event === "step-finish") steps.delete(event.id);
      try {
        write(event, time);
      } catch (error) {
        if (!hasFailed) onFailure(error);
        hasFailed = true;
      }
    },
    close: () => undefined,
  };
}
