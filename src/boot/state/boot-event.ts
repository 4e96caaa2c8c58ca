/** What happened, as it is told to the programs that wait for it: from the results of commands to events. Telling them is src/recipes/boot-events.ts. */
import type { Entry, StatusResult } from "../../schema/bareon-boot.ts";
import type { Element } from "../../schema/boot-info.ts";
import type { BootEvent } from "../../schema/event.ts";
import { describeFallback } from "./fallback.ts";

/** What an event is about, as the menu or as boot-info has it; null if none can be told. */
type Subject =
  | Pick<Entry, "entry_id" | "os_id" | "image_name" | "image_uuid">
  | Pick<Element, "entry_id" | "os_id" | "image_name" | "image_uuid">
  | null;

type Facts = Pick<BootEvent, "event" | "message"> & Partial<Pick<BootEvent, "from" | "cause">>;

function nameOf(subject: Subject): string | null {
  return subject?.entry_id ?? subject?.os_id ?? null;
}

/** `time` is as ISO 8601 has it. */
function eventOf(subject: Subject, time: string, { event, message, from = null, cause = null }: Facts): BootEvent {
  return {
    ...{ version: 1, event, time, entry: nameOf(subject) },
    ...{ image: subject?.image_name ?? null, image_uuid: subject?.image_uuid ?? null },
    ...{ from, cause, message },
  };
}

/** What this boot is, each of which is told once in it. */
export function eventsOfBoot({ current, booted, trial, fallback }: StatusResult, time: string): BootEvent[] {
  const name = nameOf(current) ?? "the running system";
  const facts: Facts[] = [];
  if (fallback !== undefined) {
    const { from, cause } = fallback;
    facts.push({ event: "fallback", from, cause, message: `${name} runs ${describeFallback(fallback)}` });
  }
  if (booted === "trial") {
    const left = trial === null ? "" : `, with ${trial.left} of ${trial.tries} tries left`;
    facts.push({ event: "trial", message: `${name} runs on trial${left}` });
  }
  return facts.map((one) => eventOf(current, time, one));
}

/** The running system was just confirmed. */
export function eventOfConfirm({ default: usual, last_change: last }: StatusResult, time: string): BootEvent {
  const from = last?.what === "confirm" ? last.from : null;
  const message = `${nameOf(usual) ?? ""} is confirmed, and is the default now`;
  return eventOf(usual, time, { event: "confirm", from, message });
}

/** A trial was rejected: of the entry nothing but its id is looked at, so that no disk delays the reboot. `why` begins with a colon, or is empty. */
export function eventOfReject(entry: string | null, why: string, time: string): BootEvent {
  const message = `${entry ?? "what was on trial"} is rejected, and the default is booted next${why}`;
  const subject = entry === null ? null : { entry_id: entry, os_id: null, image_name: null, image_uuid: null };
  return eventOf(subject, time, { event: "reject", message });
}

/** What an update made of a system, or why it failed; `problem` and `cause` are of the failure. */
export function eventOfUpdate(
  subject: Subject,
  time: string,
  failure: { readonly problem: string; readonly cause: string } | null,
): BootEvent {
  const name = nameOf(subject) ?? "a system";
  if (failure === null) {
    const message = `${name} was updated to ${subject?.image_name ?? "another version"}`;
    return eventOf(subject, time, { event: "update", message });
  }
  const { problem, cause } = failure;
  return eventOf(subject, time, { event: "update-failed", cause, message: `The update of ${name} failed: ${problem}` });
}
