/** The boot state machine: what GRUB will do at the next boot and why, and how each command changes that. Pure; GRUB's half is grub-state.ts. */
import { BareonError } from "../../base/errors.ts";
import { defaultIndex } from "../menu/entries.ts";
import { type Environment, idleEnvironment } from "./environment.ts";
import type { ParsedMenu } from "../menu/menu.ts";

export interface TrialState {
  readonly menu: Pick<ParsedMenu, "defaultIndex" | "generation" | "entries">;
  readonly environment: Environment;
}

/** A trial as it stands. Only one that is "armed" boots its entry. */
export interface Trial {
  readonly index: number;
  /** Tries left, and tries that it began with. */
  readonly left: number;
  readonly tries: number;
  /** spent: no tries left. superseded: the default is not the one that it was armed with. confirmed: its entry is the default. */
  readonly state: "armed" | "spent" | "superseded" | "confirmed";
}

export interface Armed {
  readonly defaultIndex: number;
  readonly once: number | null;
  readonly trial: Trial | null;
}

export type BootReason = "default" | "once" | "trial" | "confirmed" | "superseded" | "fallback";

export interface Decision {
  readonly index: number;
  readonly reason: BootReason;
}

/** What of the environment counts: nothing that was armed for another menu, and no entry that the menu lacks. */
export function readArmed({ menu, environment }: TrialState): Armed {
  const now = defaultIndex(menu);
  if (environment.generation !== menu.generation) return { defaultIndex: now, once: null, trial: null };
  const known = (index: number | null): number | null => (index !== null && index < menu.entries.length ? index : null);
  const [once, index] = [known(environment.once), known(environment.trial)];
  if (index === null) return { defaultIndex: now, once, trial: null };
  const { left, tries, base } = environment;
  const state = index === now ? "confirmed" : base !== now ? "superseded" : left === 0 ? "spent" : "armed";
  return { defaultIndex: now, once, trial: { index, left, tries: Math.max(tries, left), state } };
}

/** What GRUB boots next, if it can write its environment and load the entry. */
export function decideNext(state: TrialState): Decision {
  const { defaultIndex: now, once, trial } = readArmed(state);
  if (once !== null) return { index: once, reason: "once" };
  switch (trial?.state) {
    case undefined:
      return { index: now, reason: "default" };
    case "armed":
      return { index: trial.index, reason: "trial" };
    case "spent":
      return { index: now, reason: "fallback" };
    case "superseded":
    case "confirmed":
      return { index: now, reason: trial.state };
  }
}

/** What a command writes; nothing at all where it is empty. */
export interface Transition {
  readonly defaultIndex?: number;
  readonly environment?: Environment;
}

const unchanged: Transition = {};

export function isUnchanged({ defaultIndex: index, environment }: Transition): boolean {
  return index === undefined && environment === undefined;
}

/** The state once that is written. */
export function applyTransition({ menu, environment }: TrialState, transition: Transition): TrialState {
  return {
    menu: { ...menu, defaultIndex: transition.defaultIndex ?? menu.defaultIndex },
    environment: transition.environment ?? environment,
  };
}

/** What is armed, written for this menu. */
function environmentWith(state: TrialState, change: Partial<Environment>): Environment {
  const current =
    state.environment.generation === state.menu.generation ? state.environment : idleEnvironment(state.menu.generation);
  return { ...current, ...change };
}

const noTrial = { trial: null, left: 0, base: null, tries: 0 } as const;

function withoutTrial(state: TrialState): Transition {
  return readArmed(state).trial === null ? unchanged : { environment: environmentWith(state, noTrial) };
}

/** The entry is booted from now on, and no trial goes on; a one-time boot stays armed. */
export function planNewDefault(state: TrialState, index: number): Transition {
  const { menu } = state;
  return { ...(menu.defaultIndex === index ? {} : { defaultIndex: index }), ...withoutTrial(state) };
}

/** Null disarms. */
export function planOnce(state: TrialState, index: number | null): Transition {
  return readArmed(state).once === index ? unchanged : { environment: environmentWith(state, { once: index }) };
}

export interface TrialRequest {
  readonly index: number;
  readonly tries: number;
  /** Gives all tries again to a trial that goes on. */
  readonly reset: boolean;
}

/** Throws "conflict" for the default, which has nothing to fall back to. */
export function planTrial(state: TrialState, { index, tries, reset }: TrialRequest): Transition {
  const { defaultIndex: base, trial } = readArmed(state);
  if (index === base) {
    throw new BareonError(
      "conflict",
      `Entry ${index} is the default already: there is nothing to return to if it fails.`,
      {
        hint: "Make another entry the default first.",
      },
    );
  }
  const goesOn = trial?.index === index && (trial.state === "armed" || trial.state === "spent");
  if (goesOn && (!reset || (trial.left === tries && trial.tries === tries))) return unchanged;
  return { environment: environmentWith(state, { trial: index, left: tries, base, tries }) };
}

/** What the running system was booted as. */
export interface RunningBoot {
  /** Its entry; null where none can be told. */
  readonly index: number | null;
  /** `bareon.reason=`; null where the command line has none. */
  readonly reason: string | null;
}

function nothingOnTrial(): BareonError {
  return new BareonError("nothing", "No trial is in progress.", { hint: "bareon-boot status says what is." });
}

/**
 * The entry on trial becomes the default. Where it became that already in this boot nothing changes. Throws "nothing" without
 * a trial, and "conflict" where another entry runs than the one on trial, or the default was changed since.
 */
export function planConfirm(state: TrialState, running: RunningBoot): Transition {
  const { defaultIndex: now, trial } = readArmed(state);
  if (trial === null) {
    if (running.reason === "trial" && running.index === now) return unchanged;
    throw nothingOnTrial();
  }
  if (running.index !== trial.index) {
    const runs = running.index === null ? "no entry of the menu" : `entry ${running.index}`;
    throw new BareonError(
      "conflict",
      `Entry ${trial.index} is on trial, but ${runs} runs: only the system on trial can be confirmed.`,
    );
  }
  if (trial.state === "superseded") {
    throw new BareonError(
      "conflict",
      `The default was changed to entry ${now} since the trial of entry ${trial.index} began.`,
      {
        hint: `bareon-boot set-default ${trial.index} makes it the default all the same.`,
      },
    );
  }
  return planNewDefault(state, trial.index);
}

/** The trial ends, and the default is booted. Where it was rejected already in this boot nothing changes. Throws "nothing" without a trial. */
export function planReject(state: TrialState, running: RunningBoot): Transition {
  const { defaultIndex: now, trial } = readArmed(state);
  if (trial === null && !(running.reason === "trial" && running.index !== now)) throw nothingOnTrial();
  return withoutTrial(state);
}

/** Nothing is armed any more. */
export function planCancel(state: TrialState): Transition {
  const { once, trial } = readArmed(state);
  return once === null && trial === null ? unchanged : { environment: idleEnvironment(state.menu.generation) };
}
