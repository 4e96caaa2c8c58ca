/** Whether what runs, runs in place of another entry that failed, and which one that was: decided from what GRUB told the kernel, what is armed, and the history. */
import type { Fallback } from "../../schema/bareon-boot.ts";
import type { BootedEntry } from "../menu/entries.ts";
import { type HistoryLine, trialRan } from "./history.ts";
import { type BootState, readArmed } from "./trial.ts";

/** As root finds it first in a boot: what is changed later in the same boot says nothing of how it began. */
export interface BootFindings {
  readonly state: BootState;
  readonly booted: Pick<BootedEntry, "index" | "reason">;
  /** The oldest line first. */
  readonly history: readonly HistoryLine[];
}

/** The commands that boot an entry once. */
const single: readonly string[] = ["once", "reboot"];

/** GRUB forgets a one-time boot before it loads its kernel, so that only the history knows of it. */
function onceFailed({ history }: BootFindings, current: string | null): string | null {
  const last = history.at(-1);
  return last !== undefined && single.includes(last.what) && last.to !== current ? last.to : null;
}

function whatFailed(findings: BootFindings, current: string | null): Fallback {
  const { state, booted } = findings;
  const { defaultIndex, trial } = readArmed(state);
  const idOf = (index: number): string | null => state.menu.entries[index]?.id ?? null;
  if (booted.index !== null && booted.index !== defaultIndex) return { from: idOf(defaultIndex), cause: "unloaded" };
  if (trial?.state === "spent") return { from: idOf(trial.index), cause: "tries" };
  return { from: onceFailed(findings, current), cause: "unloaded" };
}

/**
 * Null if nothing failed. A trial that was ended while its system ran counts as long as that is the last change, so that a second
 * boot after it says the same as the first, which GRUB's own reason does, too.
 */
export function findFallback(findings: BootFindings): Fallback | null {
  const { state, booted, history } = findings;
  const { once, trial } = readArmed(state);
  const idOf = (index: number | null | undefined): string | null =>
    index === null || index === undefined ? null : (state.menu.entries[index]?.id ?? null);
  const current = idOf(booted.index);
  if (booted.reason === "fallback") return whatFailed(findings, current);
  if (booted.reason === "envfail") return { from: idOf(once ?? trial?.index), cause: "unwritten" };
  const last = history.at(-1);
  const isEnded = last !== undefined && last.to === null && last.from !== null && last.why.startsWith(trialRan);
  return booted.reason === "default" && isEnded && last.from !== current
    ? { from: last.from, cause: "rejected" }
    : null;
}

const failures: Readonly<Record<Fallback["cause"], string>> = {
  tries: "its trial has no tries left",
  unloaded: "GRUB could not load it",
  rejected: "its trial was ended while it ran",
  unwritten: "GRUB could not write the boot state",
};

/** "in place of blue: its trial has no tries left". */
export function describeFallback({ from, cause }: Fallback): string {
  return `in place of ${from ?? "what was to be booted"}: ${failures[cause]}`;
}
