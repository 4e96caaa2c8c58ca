/** What is armed as it is shown: as keys for programs, and as a sentence for people. */
import type { Fallback, StatusResult } from "../../schema/bareon-boot.ts";
import type { BootedEntry } from "../menu/entries.ts";
import { describeFallback } from "./fallback.ts";
import { type BootState, decideNext, readArmed } from "./trial.ts";

type Booted = Pick<BootedEntry, "index" | "reason">;

/** The keys `once` and `trial` of a result. */
export function describeArmed(state: BootState): Pick<StatusResult, "once" | "trial"> {
  const { once, trial } = readArmed(state);
  const name = (index: number): { grub_id: number; entry_id: string; boot_name: string } => {
    const entry = state.menu.entries[index];
    return { grub_id: index, entry_id: entry?.id ?? "", boot_name: entry?.title ?? "" };
  };
  return {
    once: once === null ? null : name(once),
    trial: trial === null ? null : { ...name(trial.index), left: trial.left, tries: trial.tries, state: trial.state },
  };
}

/** Whether the trial of the entry is still to be confirmed. */
function isUndecided(state: BootState, index: number | null): boolean {
  const { trial } = readArmed(state);
  return trial !== null && trial.index === index && (trial.state === "armed" || trial.state === "spent");
}

/** Why the running system runs; null if that is only because it is the default. */
function describeRunning(state: BootState, { index, reason }: Booted): string | null {
  const id = index === null ? "the running system" : (state.menu.entries[index]?.id ?? "the running system");
  switch (reason) {
    case "once":
      return `${id} runs because it was armed once`;
    case "trial":
      return `${id} ${isUndecided(state, index) ? "runs" : "was started"} on trial`;
    case "fallback":
      return `${id} runs because what was to be booted could not be, or had no tries left`;
    case "envfail":
      return `${id} runs because GRUB could not write the boot state`;
    case "menu":
      return `${id} runs because somebody chose it in the boot menu`;
    default:
      return null;
  }
}

/** Where a trial stands, and what is booted next: "trial of ubuntu, 2 of 3 tries left; confirm it or it returns to centos". */
export function describePlan(state: BootState): string {
  const { defaultIndex, trial } = readArmed(state);
  const nameOf = (index: number): string => state.menu.entries[index]?.id ?? String(index);
  const usual = nameOf(defaultIndex);
  const { index, reason } = decideNext(state);
  const next = nameOf(index);
  const tried = trial === null ? "" : nameOf(trial.index);
  switch (reason) {
    case "default":
      return `${next} is booted next, because it is the default`;
    case "once":
      return `${next} is booted next, once; then ${trial?.state === "armed" ? `the trial of ${tried} goes on` : `${usual} again`}`;
    case "trial":
      return `trial of ${next}, ${trial?.left ?? 0} of ${trial?.tries ?? 0} tries left; confirm it or it returns to ${usual}`;
    case "confirmed":
      return `${next} is booted next: it was on trial, and became the default`;
    case "superseded":
      return `${next} is booted next: the default was changed since the trial of ${tried} began, which ended it`;
    case "fallback":
      return `${next} is booted next: the trial of ${tried} has used ${trial?.tries === 1 ? "its only try" : `all its ${trial?.tries ?? 0} tries`} and was not confirmed`;
  }
}

/** Why the running system runs, and what is booted next, in one sentence. `fallback` is what the boot was found to be, if that is known. */
export function describeNow(state: BootState, booted: Booted, fallback: Fallback | null = null): string {
  const name = booted.index === null ? undefined : state.menu.entries[booted.index]?.id;
  const why =
    fallback === null
      ? describeRunning(state, booted)
      : `${name ?? "the running system"} runs ${describeFallback(fallback)}`;
  return [...(why === null ? [] : [why]), describePlan(state)].join("; ");
}
