/** Events for programs: JSON lines on a file descriptor. */
import { writeSync } from "node:fs";
import { systemErrorCode } from "../base/errors.ts";
import type { Reporter } from "../base/events.ts";

/**
 * One event per line. A reader that has gone is no reason to stop. One that is slow loses events if the pipe is also our
 * stdout, because Node makes that non-blocking for all processes that share it (EAGAIN); later events are written again. The descriptor has to be
 * the caller's.
 */
export function createJsonReporter(descriptor: number): Reporter {
  let open = true;
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
