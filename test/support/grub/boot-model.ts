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

export interface ModelEntry {
  /** Entries of one system have the same. */
  readonly root: string;
  /** Whether what it tries can be loaded, in its order. */
  readonly attempts: readonly boolean[];
  /** It is being updated: for whatever names it, it is no entry. */
  readonly updating?: boolean;
}

export type ModelMenu = readonly ModelEntry[];

export interface ModelBoot {
  readonly entry: number;
  /** Which of the entry's attempts was loaded, from 1 on. */
  readonly attempt: number;
  readonly reason: string;
  readonly left: number;
  readonly panic: boolean;
  /** Afterwards, in the file. */
  readonly onceAfter: string;
  readonly leftAfter: string;
}

function entryOf(token: string, menu: ModelMenu): number | undefined {
  for (const [entry, { updating }] of menu.entries())
    if (token === (entry < 10 ? `${entry}.` : `${entry}`)) return updating === true ? undefined : entry;
  return undefined;
}

/** One reading of the menu; `again` is true where this start of the machine has already failed to load something. */
function decide(state: ModelState, menu: ModelMenu, again: boolean): ModelBoot {
  const number = Number(state.standard);
  const first = menu.findIndex(({ updating }) => updating !== true);
  const standard = number < menu.length && menu[number]?.updating !== true ? number : first;
  const stay = (reason: string): ModelBoot => ({
    entry: standard,
    attempt: 1,
    reason,
    left: 0,
    panic: false,
    onceAfter: state.once,
    leftAfter: state.left,
  });
  const idle = stay(again ? "fallback" : "default");
  if (!state.sameMenu) return idle;
  const armed = entryOf(state.once, menu);
  if (armed !== undefined)
    return state.writable ? { ...stay("once"), entry: armed, panic: true, onceAfter: "--" } : stay("envfail");
  const tried = entryOf(state.trial, menu);
  if (tried === undefined) return idle;
  if (tried === standard) return stay("confirmed");
  if (entryOf(state.base, menu) !== standard) return stay("superseded");
  if (!["1", "2", "3", "4", "5", "6", "7", "8", "9"].includes(state.left)) return stay("fallback");
  if (!state.writable) return stay("envfail");
  const left = Number(state.left) - 1;
  return { ...stay("trial"), entry: tried, left, panic: true, leftAfter: String(left) };
}

/** The place of the first attempt that can be loaded, from 1 on; 0 for none. */
export function loadable({ attempts }: ModelEntry): number {
  return attempts.indexOf(true) + 1;
}

/** What is tried where the default cannot be loaded: other entries of its system, then those of other systems. */
function fallbackOf(menu: ModelMenu, standard: number): number | undefined {
  const root = menu[standard]?.root;
  const others = menu.flatMap((entry, index) => (index !== standard && loadable(entry) > 0 ? [index] : []));
  return others.find((index) => menu[index]?.root === root) ?? others[0];
}

/** One start of the machine. Some entry must be loadable. */
export function modelBoot(state: ModelState, menu: ModelMenu): ModelBoot {
  let now = state;
  for (let again = false; ; again = true) {
    const boot = decide(now, menu, again);
    const entry = menu[boot.entry];
    const found = entry === undefined ? 0 : loadable(entry);
    // A kernel that is on trial against another one of its system is tried alone.
    const alone = boot.reason === "trial" && entry?.root === menu[entryOf(now.base, menu) ?? -1]?.root;
    const attempt = alone && found > 1 ? 0 : found;
    if (attempt > 0) return { ...boot, attempt };
    if (boot.reason !== "once" && boot.reason !== "trial") {
      const next = fallbackOf(menu, boot.entry);
      const other = next === undefined ? undefined : menu[next];
      if (next === undefined || other === undefined) throw new Error("nothing can be loaded");
      return { ...boot, entry: next, attempt: loadable(other), reason: "fallback", left: 0, panic: false };
    }
    now = { ...now, once: boot.onceAfter, left: boot.reason === "trial" ? "0" : boot.leftAfter };
  }
}
