/** What GRUB has to do in a state, told a second time from the rules and without the program's code: the test of the state machine. */

/** One state of the disk. All texts are as they stand in the files. */
export interface ModelState {
  /** After `set default=`. */
  readonly standard: string;
  readonly once: string;
  readonly trial: string;
  readonly left: string;
  readonly base: string;
  /** Whether the environment was written for this menu. */
  readonly sameMenu: boolean;
  readonly writable: boolean;
}

export interface ModelMenu {
  readonly count: number;
  /** Entries whose kernel or initrd cannot be loaded. */
  readonly broken: ReadonlySet<number>;
}

export interface ModelBoot {
  readonly entry: number;
  readonly reason: string;
  readonly left: number;
  readonly panic: boolean;
  /** Afterwards, in the file. */
  readonly onceAfter: string;
  readonly leftAfter: string;
}

function entryOf(token: string, count: number): number | undefined {
  for (let entry = 0; entry < count; entry += 1) if (token === (entry < 10 ? `${entry}.` : `${entry}`)) return entry;
  return undefined;
}

/** One reading of the menu; `again` is true where this start of the machine has already failed to load something. */
function decide(state: ModelState, count: number, again: boolean): ModelBoot {
  const number = Number(state.standard);
  const standard = number < count ? number : 0;
  const stay = (reason: string): ModelBoot => ({
    entry: standard,
    reason,
    left: 0,
    panic: false,
    onceAfter: state.once,
    leftAfter: state.left,
  });
  const idle = stay(again ? "fallback" : "default");
  if (!state.sameMenu) return idle;
  const armed = entryOf(state.once, count);
  if (armed !== undefined)
    return state.writable ? { ...stay("once"), entry: armed, panic: true, onceAfter: "--" } : stay("envfail");
  const tried = entryOf(state.trial, count);
  if (tried === undefined) return idle;
  if (tried === standard) return stay("confirmed");
  if (entryOf(state.base, count) !== standard) return stay("superseded");
  if (!["1", "2", "3", "4", "5", "6", "7", "8", "9"].includes(state.left)) return stay("fallback");
  if (!state.writable) return stay("envfail");
  const left = Number(state.left) - 1;
  return { ...stay("trial"), entry: tried, left, panic: true, leftAfter: String(left) };
}

/** One start of the machine. The default's own entry must be loadable. */
export function modelBoot(state: ModelState, { count, broken }: ModelMenu): ModelBoot {
  let now = state;
  for (let again = false; ; again = true) {
    const boot = decide(now, count, again);
    if (!broken.has(boot.entry)) return boot;
    now = { ...now, once: boot.onceAfter, left: boot.reason === "trial" ? "0" : boot.leftAfter };
  }
}
