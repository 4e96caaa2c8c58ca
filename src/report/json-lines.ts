/** Events for programs: JSON lines on a file descriptor. */
import { fstatSync, writeSync } from "node:fs";
import { BareonError, systemErrorCode } from "../base/errors.ts";
import type { Reporter } from "../base/events.ts";

/**
 * One event per line. A reader that has gone is no reason to stop. One that is slow loses events if the pipe is also our
 * stdout, because Node makes that non-blocking for all processes that share it (EAGAIN); later events are written again. Throws BareonError "usage" for a
 * descriptor that is not open.
 */
export function createJsonReporter(descriptor: number): Reporter {
  let open = true;
  try {
    fstatSync(descriptor);
  } catch (cause) {
    throw new BareonError("usage", `--progress-fd ${descriptor}: this file descriptor is not open.`, {
      cause,
      hint: `Redirect it, as in: ${descriptor}>progress.jsonl`,
    });
  }
  return {
    report(event) {
      if (!open) return;
      try {
        writeSync(descriptor, `${JSON.stringify(event)}\n`);
      } catch (error) {
        open = systemErrorCode(error) === "EAGAIN";
      }
    },
    close: () => undefined,
  };
}
