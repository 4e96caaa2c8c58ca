/** Carries what is armed over to a new menu, in which the entries have other numbers. */
import { idle, type GrubEnv } from "./environment.ts";
import { readArmed, type BootState } from "./trial.ts";

export interface RemappedState {
  /** For the new menu, whose generation is not set here. */
  readonly environment: Omit<GrubEnv, "generation">;
  /** What could not be kept, for people. */
  readonly ended: readonly string[];
}

/** `places` has the new place of each entry, null if it is gone; `defaultIndex` is that of the new default. */
export function remapArmed(state: BootState, places: readonly (number | null)[], defaultIndex: number): RemappedState {
  const { once, trial } = readArmed(state);
  const move = (index: number): number | null => places[index] ?? null;
  const nameOf = (index: number): string => state.menu.entries[index]?.id ?? "";
  const ended: string[] = [];
  const newOnce = once === null ? null : move(once);
  if (once !== null && newOnce === null)
    ended.push(`${nameOf(once)}, which was to be booted once, is no longer in the menu.`);
  if (trial === null || trial.state === "confirmed" || trial.state === "superseded")
    return { environment: { ...idle, once: newOnce }, ended };
  const tried = move(trial.index);
  if (tried === null || tried === defaultIndex) {
    ended.push(
      `${nameOf(trial.index)}, which was on trial, is ${tried === null ? "no longer in the menu" : "the default now"}; the trial has ended.`,
    );
    return { environment: { ...idle, once: newOnce }, ended };
  }
  const { left, tries } = trial;
  // The new default takes the place of the one with which the trial was armed.
  return { environment: { once: newOnce, trial: tried, left, tries, base: defaultIndex }, ended };
}
