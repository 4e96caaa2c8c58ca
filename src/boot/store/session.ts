/** What bareon-boot knows before it looks at any entry: the partition and its content, what is armed, what runs. */
import { joinAll } from "../../host/wait.ts";
import { chooseEntry, type EntryAliases } from "../state/select-entry.ts";
import {
  type BootedEntry,
  describeBeyond,
  describeEntry,
  describeUpdate,
  findCurrent,
  type MatchedEntry,
  matchEntries,
  updateOf,
} from "../menu/entries.ts";
import type { RunningSystem } from "../../machine/running-entry.ts";
import { findPrevious } from "../state/previous-default.ts";
import { isReleased, releasedNow } from "./adoption-file.ts";
import { type BootStore, openStore, readContent, readHistory, type StoreContent, type StoreOptions } from "./store.ts";
import { type BootState, decideNext, readArmed } from "../state/trial.ts";
import type { Context } from "../../host/host.ts";
import { tryTo } from "../../base/attempt.ts";
import { BareonError } from "../../base/errors.ts";
import type { HistoryLine } from "../state/history.ts";
import { findDetours } from "../../host/reboot.ts";
import type { Scope } from "../../host/scope.ts";
import type { Entry } from "../../schema/bareon-boot.ts";
import { createEntryCheck, type EntryCheck, type Looked } from "../systems/entry-check.ts";
import { inspectRunningSystem, noRunningSystem } from "../../machine/inspect/running-system.ts";

export interface BootSession {
  readonly store: BootStore;
  readonly content: StoreContent;
  /** The part of the content that decides the next boots. */
  readonly state: BootState;
  readonly running: RunningSystem;
  readonly booted: BootedEntry;
  readonly entries: readonly MatchedEntry[];
  readonly aliases: Omit<EntryAliases, "previous">;
  readonly warnings: readonly string[];
  /** True if the menu boots nothing: see isReleased. */
  readonly isReleased: boolean;
  /** Whether the entry can be booted: looks into its filesystems, once for each entry. */
  readonly check: (entry: MatchedEntry) => Promise<Looked>;
  readonly findFiles: EntryCheck["find"];
}

function warningsOf(
  { menu, environment }: StoreContent,
  booted: BootedEntry,
  { attempt }: RunningSystem,
  index: number,
): string[] {
  const older =
    "The running kernel is not the one that its entry tries first: that one could not be loaded when the machine started.";
  const beyond = `The default is ${describeBeyond(menu)}, so entry ${index} is booted.`;
  const { once, trial } = readArmed({ menu, environment: environment.env });
  const damaged = `${once === null && trial === null ? "Nothing is armed: " : ""}${environment.problem ?? ""}. The next change of what is armed mends it.`;
  return [
    ...(booted.warning === null ? [] : [booted.warning]),
    ...(attempt === undefined ? [] : [older]),
    ...(index === menu.defaultIndex ? [] : [beyond]),
    ...(environment.problem === null ? [] : [damaged]),
  ];
}

/** Reads a store that is open, also again after it was written. Throws what readContent throws. */
export async function readSession(ctx: Context, store: BootStore): Promise<BootSession> {
  const { filesystems, mounts } = store;
  const unread: string[] = [];
  const [content, released, detours, running] = await joinAll([
    readContent(ctx, store),
    isReleased(ctx, store),
    store.isDiskImage ? [] : findDetours(ctx.host),
    store.isDiskImage ? noRunningSystem : inspectRunningSystem(ctx, filesystems, unread),
  ]);
  const { menu, info } = content;
  const entries = matchEntries(menu, info);
  const booted = { ...findCurrent(entries, running), reason: running.reason };
  const state = { menu, environment: content.environment.env };
  const aliases = {
    current: booted.index,
    default: readArmed(state).defaultIndex,
    next: decideNext(state).index,
  };
  const { look, find } = createEntryCheck(ctx.host, { filesystems, running, mounts });
  const looks = new Map<MatchedEntry, Promise<Looked>>();
  const check = async (entry: MatchedEntry): Promise<Looked> => {
    const update = updateOf(entry);
    if (update !== undefined) return { problem: `it is ${describeUpdate(update)}`, first: null, unchecked: null };
    if (entry.menu === null) return { problem: "the boot menu has no entry for it", first: null, unchecked: null };
    const looked = looks.get(entry) ?? look(entry.menu);
    looks.set(entry, looked);
    return await looked;
  };
  const warnings = [
    ...(released ? [`Note that ${releasedNow}. A deploy with the policy "extend" makes the menu boot it again.`] : []),
    ...store.warnings,
    ...content.warnings,
    ...unread,
    ...detours,
    ...warningsOf(content, booted, running, aliases.default),
  ];
  return {
    store,
    content,
    state,
    running,
    booted,
    entries,
    aliases,
    warnings,
    isReleased: released,
    check,
    findFiles: find,
  };
}

/** Opens the store and reads it; holds the lock until the scope closes. Throws what openStore and readContent throw. */
export async function openBootSession(ctx: Context, scope: Scope, options: StoreOptions): Promise<BootSession> {
  return await readSession(ctx, await openStore(ctx, scope, options));
}

/** The entry as it is shown; `usual` is the default's index, which a change may have made another one. */
export async function describe(
  { aliases, check }: BootSession,
  entry: MatchedEntry,
  usual = aliases.default,
): Promise<Entry> {
  const index = entry.menu?.index;
  return describeEntry(entry, {
    ...(await check(entry)),
    isDefault: index === usual,
    isCurrent: index !== undefined && index === aliases.current,
  });
}

/** The entry at that place of the menu. */
export function entryAt({ entries }: Pick<BootSession, "entries">, index: number): MatchedEntry {
  const found = entries.find(({ menu }) => menu?.index === index);
  if (found === undefined) throw new Error(`the menu has no entry ${index}`);
  return found;
}

/** The entry that a person means; the history is read only if that takes it. Throws "entry". */
export async function findEntry(ctx: Context, session: BootSession, text: string): Promise<MatchedEntry> {
  const { entries, aliases, content } = session;
  const unread: string[] = [];
  const read = async (): Promise<readonly HistoryLine[]> => await readHistory(ctx, session.store);
  const history = text === "@previous" ? ((await tryTo(unread, "The history", read)) ?? []) : [];
  const previous = findPrevious(history, content.menu);
  if (unread.length > 0) throw new BareonError("entry", `No entry is known to be @previous. ${unread.join(" ")}`);
  return chooseEntry(entries, text, { ...aliases, previous });
}
