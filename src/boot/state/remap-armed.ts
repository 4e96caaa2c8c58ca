/** What becomes of what is armed when the menu is made anew and its entries have other numbers. */
import { idleEnvironment, type Environment } from "./environment.ts";
import { readArmed, type TrialState } from "./trial.ts";

export interface Moved {
  /** For the new menu, whose generation is not set here. */
  readonly environment: Omit<Environment, "generation">;
  /** What could not be kept, for people. */
  readonly ended: readonly string[];
}

/** `places` gives for each entry its new place, null where it is gone; `defaultIndex` is the new default's. */
export function moveArmed(state: TrialState, places: readonly (number | null)[], defaultIndex: number): Moved {
  const { once, trial } = readArmed(state);
  const { generation: _generation, ...idle } = idleEnvironment("");
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
  // The new default has the place of the one that it was armed with.
  return { environment: { once: newOnce, trial: tried, left, tries, base: defaultIndex }, ended };
}
