/** The boot state machine: what GRUB will do at the next boot and why, and how each command changes that. GRUB's half is boot/menu/grub-state.ts. */
import { BareonError } from "../../base/errors.ts";
import { type BootedEntry, defaultIndex } from "../menu/entries.ts";
import { type GrubEnv, idleEnvironment } from "./environment.ts";
import { isOffered, type ParsedMenu } from "../menu/menu.ts";

/** What decides the next boots: the default, and what is armed. */
export interface BootState {
  readonly menu: Pick<ParsedMenu, "defaultIndex" | "generation" | "entries">;
  readonly environment: GrubEnv;
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

/** What of the environment counts. */
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

/** What of the environment counts: nothing that was armed for another menu, and no entry that the menu lacks or that is being updated. */
export function readArmed({ menu, environment }: BootState): Armed {
  const now = defaultIndex(menu);
  if (environment.generation !== menu.generation) return { defaultIndex: now, once: null, trial: null };
  const known = (index: number | null): number | null =>
    index !== null && isOffered(menu.entries[index]) ? index : null;
  const [once, index] = [known(environment.once), known(environment.trial)];
  if (index === null) return { defaultIndex: now, once, trial: null };
  const { left, tries, base } = environment;
  const state = index === now ? "confirmed" : base !== now ? "superseded" : left === 0 ? "spent" : "armed";
  return { defaultIndex: now, once, trial: { index, left, tries: Math.max(tries, left), state } };
}

/** What GRUB boots next, if it can write its environment and load the entry. */
export function decideNext(state: BootState): Decision {
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

/** What a command writes: nothing at all if it is empty. */
export interface Transition {
  readonly defaultIndex?: number;
  readonly environment?: GrubEnv;
}

const unchanged: Transition = {};

export function isUnchanged({ defaultIndex: index, environment }: Transition): boolean {
  return index === undefined && environment === undefined;
}

/** The state once that is written. */
export function applyTransition({ menu, environment }: BootState, transition: Transition): BootState {
  return {
    menu: { ...menu, defaultIndex: transition.defaultIndex ?? menu.defaultIndex },
    environment: transition.environment ?? environment,
  };
}

/** What is armed, written for this menu. */
function environmentWith(state: BootState, change: Partial<GrubEnv>): GrubEnv {
  const current =
    state.environment.generation === state.menu.generation ? state.environment : idleEnvironment(state.menu.generation);
  return { ...current, ...change };
}

/** The same, and what stays armed is written anew: for an environment block that has to be replaced. */
export function rewriteArmed(state: BootState, transition: Transition): Transition {
  const { once, trial } = readArmed(applyTransition(state, transition));
  if (transition.environment !== undefined || (once === null && trial === null)) return transition;
  return { ...transition, environment: environmentWith(state, {}) };
}

const noTrial = { trial: null, left: 0, base: null, tries: 0 } as const;

function withoutTrial(state: BootState): Transition {
  return readArmed(state).trial === null ? unchanged : { environment: environmentWith(state, noTrial) };
}

/** The entry is booted from now on, and no trial goes on; a one-time boot stays armed. */
export function planNewDefault(state: BootState, index: number): Transition {
  const { menu } = state;
  return { ...(menu.defaultIndex === index ? {} : { defaultIndex: index }), ...withoutTrial(state) };
}

/** Null disarms. */
export function planOnce(state: BootState, index: number | null): Transition {
  return readArmed(state).once === index ? unchanged : { environment: environmentWith(state, { once: index }) };
}

export interface TrialRequest {
  readonly index: number;
  readonly tries: number;
  /** Gives all tries again to a trial that goes on. */
  readonly reset: boolean;
}

/** Throws "conflict" for the default, which has nothing to fall back to. */
export function planTrial(state: BootState, { index, tries, reset }: TrialRequest): Transition {
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

type Booted = Pick<BootedEntry, "index" | "reason">;

function nothingOnTrial(): BareonError {
  return new BareonError("nothing", "No trial is in progress.", { hint: "bareon-boot status says what is." });
}

/**
 * The entry on trial becomes the default. If it became that already in this boot, nothing changes. Throws "nothing" without
 * a trial, and "conflict" if another entry runs than the one on trial, or the default was changed since.
 */
export function planConfirm(state: BootState, booted: Booted): Transition {
  const { defaultIndex: now, trial } = readArmed(state);
  if (trial === null) {
    if (booted.reason === "trial" && booted.index === now) return unchanged;
    throw nothingOnTrial();
  }
  if (booted.index !== trial.index) {
    const runs = booted.index === null ? "no entry of the menu" : `entry ${booted.index}`;
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

/** The trial ends, and the default is booted. If it was rejected already in this boot, nothing changes. Throws "nothing" without a trial. */
export function planReject(state: BootState, booted: Booted): Transition {
  const { defaultIndex: now, trial } = readArmed(state);
  if (trial === null && !(booted.reason === "trial" && booted.index !== now)) throw nothingOnTrial();
  return withoutTrial(state);
}

/** Nothing is armed any more. */
export function planCancel(state: BootState): Transition {
  const { once, trial } = readArmed(state);
  return once === null && trial === null ? unchanged : { environment: idleEnvironment(state.menu.generation) };
}
