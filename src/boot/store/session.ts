/** Everything that bareon-boot knows before it looks into an entry: the partition, the menu, what is armed, what runs. */
import { chooseEntry, type Points } from "../state/select-entry.ts";
import {
  type Current,
  defaultIndex,
  describeEntry,
  findCurrent,
  type MatchedEntry,
  matchEntries,
} from "../menu/entries.ts";
import { findPrevious } from "../state/previous-default.ts";
import { type BootState, type BootStore, openStore, readState, type StoreOptions } from "./store.ts";
import { decideNext, type TrialState } from "../state/trial.ts";
import type { Context } from "../../host/host.ts";
import type { Scope } from "../../host/scope.ts";
import type { Entry } from "../../schema/bareon-boot.ts";
import { createEntryCheck } from "../systems/entry-check.ts";
import { inspectRunningSystem, noRunningSystem, type RunningSystem } from "../../machine/inspect/running-system.ts";

export interface Overview {
  readonly store: BootStore;
  readonly state: BootState;
  /** The part of `state` that decides. */
  readonly trial: TrialState;
  readonly running: RunningSystem;
  readonly entries: readonly MatchedEntry[];
  readonly current: Current;
  readonly points: Points;
  readonly warnings: readonly string[];
  /** Looks into the entry's filesystems. */
  readonly describe: (entry: MatchedEntry) => Promise<Entry>;
}

function warningsOf({ menu, environment }: BootState, { warning }: Current): string[] {
  const booted = defaultIndex(menu);
  const beyond = `The default is entry ${menu.defaultIndex}, which the menu does not have, so entry ${booted} is booted.`;
  const damaged = `Nothing is armed: ${environment.problem ?? ""}. The next change mends it.`;
  return [
    ...(warning === null ? [] : [warning]),
    ...(booted === menu.defaultIndex ? [] : [beyond]),
    ...(environment.problem === null ? [] : [damaged]),
  ];
}

/** Holds the lock until the scope closes. Throws what openStore and readState throw. */
export async function openOverview(ctx: Context, scope: Scope, options: StoreOptions): Promise<Overview> {
  const store = await openStore(ctx, scope, options);
  const { filesystems, mounts } = store;
  const [state, running] = await Promise.all([
    readState(ctx, store),
    store.isElsewhere ? noRunningSystem : inspectRunningSystem(ctx, filesystems),
  ]);
  const entries = matchEntries(state.menu, state.info);
  const current = findCurrent(entries, running);
  const check = createEntryCheck(ctx.host, { filesystems, running, mounts });
  const booted = defaultIndex(state.menu);
  const describe = async (known: MatchedEntry): Promise<Entry> => {
    const { menu } = known;
    const problem = menu === null ? "the boot menu has no entry for it" : await check(menu);
    return describeEntry(known, {
      problem,
      isDefault: menu?.index === booted,
      isCurrent: menu !== null && menu.index === current.index,
    });
  };
  const trial = { menu: state.menu, environment: state.environment.environment };
  const previous = findPrevious(state.history, state.menu);
  const points = { current: current.index, default: booted, next: decideNext(trial).index, previous };
  return { store, state, trial, running, entries, current, points, warnings: warningsOf(state, current), describe };
}

/** The entry at that place of the menu. */
export function entryAt({ entries }: Pick<Overview, "entries">, index: number): MatchedEntry {
  const found = entries.find(({ menu }) => menu?.index === index);
  if (found === undefined) throw new Error(`the menu has no entry ${index}`);
  return found;
}

/** The entry that a person means. Throws "entry". */
export function findEntry({ entries, points }: Overview, text: string): MatchedEntry {
  return chooseEntry(entries, text, points);
}
