/** Events for a look afterwards: the log file. */
import { closeSync, constants, openSync, writeSync } from "node:fs";
import type { ProgressEvent, Reporter } from "../base/events.ts";
import { printable } from "../view/style.ts";

/** Seconds between two lines about the transfer. */
const transferInterval = 10;

/** An event as one line of the log, without its time; undefined for what the log leaves out. */
export function renderLogLine(event: ProgressEvent): string | undefined {
  switch (event.event) {
    case "start":
      return `INFO ${event.program} ${event.release} started`;
    case "step-start":
      return `INFO [${event.index + 1}/${event.count}] ${event.title}`;
    case "step-finish":
      return `${event.outcome === "done" ? "INFO" : "ERROR"} ${event.id} ${event.outcome} after ${event.seconds.toFixed(3)} s`;
    case "command":
      return `DEBUG ${event.command} -> ${event.exitCode ?? "ended by a signal"} (${event.seconds.toFixed(3)} s)`;
    case "output":
      return `INFO output of ${event.of}:\n${event.text}`;
    case "transfer":
      return `INFO ${event.image}: ${event.bytes} of ${event.totalBytes} bytes, ${event.files} of ${event.totalFiles} files in all`;
    case "notice":
      return `INFO ${event.message}`;
    case "warning":
      return `WARNING ${event.message}`;
    case "failure":
      return `ERROR exit code ${event.exitCode} (${event.code}): ${event.message}${event.hint === undefined ? "" : ` Hint: ${event.hint}`}`;
    case "done":
      return `INFO done after ${event.seconds.toFixed(3)} s`;
  }
}

/** Renders events for a log, the lines of each without their time; of transfers only one in a while has a line. */
export function createLogRenderer(): (event: ProgressEvent, time: Date) => readonly string[] {
  let lastTransfer = Number.NEGATIVE_INFINITY;
  return (event, time) => {
    if (event.event === "transfer") {
      if (time.getTime() - lastTransfer < transferInterval * 1000) return [];
      lastTransfer = time.getTime();
    }
    return renderLogLine(event)?.split("\n").map(printable) ?? [];
  };
}

/**
 * Appends to the log, readable by root alone. `onFailure` is called for the first line that cannot be written; later ones are tried all the same.
 * Throws a system error if it cannot be opened.
 */
export function createLogReporter(
  path: string,
  onFailure: (error: unknown) => void,
  now = (): Date => new Date(),
): Reporter {
  let file: number | undefined = openSync(
    path,
    // A FIFO that nothing reads is an error at once.
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    0o600,
  );
  let hasFailed = false;
  const render = createLogRenderer();
  return {
    report(event) {
      const time = now();
      const lines = render(event, time);
      if (file === undefined || lines.length === 0) return;
      try {
        writeSync(file, `${time.toISOString()} ${lines.join("\n    ")}\n`);
      } catch (error) {
        // A full disk must not end a deploy, and it may have room again.
        if (!hasFailed) onFailure(error);
        hasFailed = true;
      }
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}
