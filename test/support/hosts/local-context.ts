/** This machine as a Context, with the events that were reported. */
import type { ProgressEvent } from "../../../src/base/events.ts";
import type { Context } from "../../../src/host/host.ts";
import { createLocalHost } from "../../../src/host/local/host.ts";

export function localContext(): Context & { readonly events: ProgressEvent[] } {
  const events: ProgressEvent[] = [];
  const report = (event: ProgressEvent): void => void events.push(event);
  const { signal } = new AbortController();
  return { host: createLocalHost({ signal, report }), report, signal, events };
}

/** The warnings, but for those of systems that happen to be on other disks of this machine. */
export function warnings(events: readonly ProgressEvent[]): string[] {
  return events.flatMap((event) =>
    event.event === "warning" && !event.message.includes("which the config does not name") ? [event.message] : [],
  );
}
