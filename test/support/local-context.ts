/** This machine as a Context, with the events that were reported. */
import type { ProgressEvent } from "../../src/base/events.ts";
import type { Context } from "../../src/host/host.ts";
import { createLocalHost } from "../../src/host/local-host.ts";

export function localContext(): Context & { readonly events: ProgressEvent[] } {
  const events: ProgressEvent[] = [];
  const report = (event: ProgressEvent): void => void events.push(event);
  const { signal } = new AbortController();
  return { host: createLocalHost({ signal, report }), report, signal, events };
}

export function warnings(events: readonly ProgressEvent[]): string[] {
  return events.flatMap((event) => (event.event === "warning" ? [event.message] : []));
}
