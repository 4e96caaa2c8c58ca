/** The recipes behind bareon-boot: what it does, in order; how each thing is done is in boot/, apply/ and host/. */
import { createEntryCheck } from "./apply/entry-check.ts";
import { inspectRunningSystem, type RunningSystem } from "./apply/running-system.ts";
import { BareonError } from "./base/errors.ts";
import { chooseEntry } from "./boot/choose.ts";
import { type Current, defaultIndex, describeEntry, findCurrent, type KnownEntry, matchEntries } from "./boot/entries.ts";
import { type BootState, type BootStore, openStore, readState, writeDefault } from "./boot/store.ts";
import type { Context } from "./host/host.ts";
import { Scope } from "./host/scope.ts";
import type { Entry, ListResult, SetDefaultResult, StatusResult } from "./schema/bareon-boot.ts";

export interface BootOptions {
  /** The filesystem UUID of the multiboot partition; null where the system knows it. */
  readonly uuid: string | null;
}

/** Everything that is known before an entry is looked into. */
interface Overview {
  readonly store: BootStore;
  readonly state: BootState;
  readonly running: RunningSystem;
  readonly entries: readonly KnownEntry[];
  readonly current: Current;
  /** Looks into the entry's filesystems. */
  readonly describe: (entry: KnownEntry) => Promise<Entry>;
}

async function openOverview(ctx: Context, scope: Scope, { uuid }: BootOptions): Promise<Overview> {
  const store = await openStore(ctx, scope, uuid);
  const { filesystems, mounts } = store;
  const [state, running] = await Promise.all([readState(ctx, store), inspectRunningSystem(ctx, filesystems)]);
  const entries = matchEntries(state.menu, state.info);
  const current = findCurrent(entries, running);
  const check = createEntryCheck(ctx.host, { filesystems, running, mounts });
  const booted = defaultIndex(state.menu);
  const describe = async (known: KnownEntry): Promise<Entry> => {
    const { menu } = known;
    const problem = menu === null ? "the boot menu has no entry for it" : await check(menu);
    return describeEntry(known, { problem, isDefault: menu?.index === booted, isCurrent: menu !== null && menu.index === current.index });
  };
  return { store, state, running, entries, current, describe };
}

function warningsOf({ menu }: BootState, { warning }: Current): string[] {
  const booted = defaultIndex(menu);
  const beyond = `The default is entry ${menu.defaultIndex}, which the menu does not have, so entry ${booted} is booted.`;
  return [...(warning === null ? [] : [warning]), ...(booted === menu.defaultIndex ? [] : [beyond])];
}

/** Every entry with whether it can be booted. */
export async function list(ctx: Context, options: BootOptions): Promise<ListResult> {
  await using scope = new Scope();
  const { store, state, entries, current, describe } = await openOverview(ctx, scope, options);
  const described = await Promise.all(entries.map(describe));
  await scope.close();
  return { version: 1, command: "list", entries: described, multiboot: store.partition, warnings: warningsOf(state, current) };
}

/** What runs, and what is booted next. */
export async function status(ctx: Context, options: BootOptions): Promise<StatusResult> {
  await using scope = new Scope();
  const { store, state, running, entries, current, describe } = await openOverview(ctx, scope, options);
  const find = (index: number | null): KnownEntry | undefined => entries.find(({ menu }) => menu !== null && menu.index === index);
  const [now, next] = [find(current.index), find(defaultIndex(state.menu))];
  if (next === undefined) throw new Error("the menu has no entries");
  const [described, describedNext] = await Promise.all([now === undefined ? null : describe(now), describe(next)]);
  await scope.close();
  return {
    version: 1, command: "status", current: described, root_uuid: running.rootUuid, next: describedNext, reason: "default",
    multiboot: store.partition, warnings: warningsOf(state, current),
  };
}

/** Makes the entry that `text` names the default; writes nothing where it is that already. Throws "entry", "unbootable" and what writeDefault throws. */
export async function setDefault(ctx: Context, options: BootOptions, text: string): Promise<SetDefaultResult> {
  await using scope = new Scope();
  const { store, state, entries, current, describe } = await openOverview(ctx, scope, options);
  const chosen = await describe(chooseEntry(entries, text));
  if (!chosen.valid || chosen.grub_id === null) {
    throw new BareonError("unbootable", `${chosen.boot_name} cannot be booted: ${chosen.problem ?? ""}. The default was not changed.`);
  }
  const previous = state.menu.defaultIndex;
  const changed = previous !== chosen.grub_id;
  if (changed) await writeDefault(ctx, store, chosen.grub_id);
  await scope.close();
  return {
    version: 1, command: "set-default", changed, default: { ...chosen, default: true }, previous, multiboot: store.partition,
    warnings: current.warning === null ? [] : [current.warning],
  };
}
