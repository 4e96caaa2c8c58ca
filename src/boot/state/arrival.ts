/** A boot without GRUB: what GRUB would boot and why, what it would count before that, and how that is taken back. GRUB's own way is boot/menu/grub-state.ts. */
import {
  type BootReason,
  type BootState,
  type Transition,
  applyTransition,
  decideNext,
  planOnce,
  readArmed,
} from "./trial.ts";

export interface Arrival {
  readonly index: number;
  readonly reason: BootReason;
  /** Tries that a trial has left then. */
  readonly left: number;
  /** Whether only this boot is of that entry: a kernel that panics then restarts the machine. */
  readonly isGuarded: boolean;
  /** What is written before: a boot that was not counted could be one too many. */
  readonly counted: Transition;
}

function withLeft({ environment }: BootState, left: number): Transition {
  return { environment: { ...environment, left } };
}

/** What GRUB would do in this state, if it could write its environment and load the entry. */
export function planArrival(state: BootState): Arrival {
  const { index, reason } = decideNext(state);
  if (reason === "once") return { index, reason, left: 0, isGuarded: true, counted: planOnce(state, null) };
  if (reason !== "trial") return { index, reason, left: 0, isGuarded: false, counted: {} };
  const left = (readArmed(state).trial?.left ?? 1) - 1;
  return { index, reason, left, isGuarded: true, counted: withLeft(state, left) };
}

/** For a boot that was counted and did not come: it is armed again. */
export function planReturn(state: BootState, { index, reason }: Pick<Arrival, "index" | "reason">): Transition {
  if (reason === "once") return planOnce(state, index);
  return reason === "trial" ? withLeft(state, state.environment.left + 1) : {};
}

/** Both transitions as one: it says only what is another than in the state. */
export function joinTransitions(state: BootState, first: Transition, second: Transition): Transition {
  const { menu, environment } = applyTransition(applyTransition(state, first), second);
  const isSame = Object.entries(environment).every(([name, value]) =>
    Object.entries(state.environment).some(([other, old]) => name === other && value === old),
  );
  return {
    ...(menu.defaultIndex === state.menu.defaultIndex ? {} : { defaultIndex: menu.defaultIndex }),
    ...(isSame ? {} : { environment }),
  };
}
