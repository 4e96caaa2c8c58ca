/** The recipes behind bareon-boot that tell: what each looks at, in order. Those that change something are boot-change.ts. */
import { entryAt, openOverview } from "./apply/boot-overview.ts";
import { BareonError } from "./base/errors.ts";
import { describeArmed, describeNow } from "./boot/armed.ts";
import type { StoreOptions } from "./boot/store.ts";
import { decideNext } from "./boot/trial.ts";
import type { Context } from "./host/host.ts";
import { Scope } from "./host/scope.ts";
import type { CurrentResult, HistoryResult, ListResult, StatusResult } from "./schema/bareon-boot.ts";

/** Every entry with whether it can be booted. */
export async function list(ctx: Context, options: StoreOptions, onlyValid = false): Promise<ListResult> {
  await using scope = new Scope();
  const { store, entries, describe, warnings } = await openOverview(ctx, scope, options);
  const described = await Promise.all(entries.map(describe));
  await scope.close();
  const shown = onlyValid ? described.filter(({ valid }) => valid) : described;
  return { version: 1, command: "list", entries: shown, multiboot: store.partition, warnings: [...warnings] };
}

/** What runs, what is armed, and what is booted next. */
export async function status(ctx: Context, options: StoreOptions): Promise<StatusResult> {
  await using scope = new Scope();
  const overview = await openOverview(ctx, scope, options);
  const { store, state, running, current, points, describe, warnings } = overview;
  const describeAt = async (index: number): Promise<StatusResult["next"]> => await describe(entryAt(overview, index));
  const [now, usual, next] = await Promise.all([
    current.index === null ? null : describeAt(current.index), describeAt(points.default), describeAt(points.next),
  ]);
  await scope.close();
  return {
    version: 1, command: "status", current: now, root_uuid: running.rootUuid, booted: running.reason, default: usual, next,
    reason: decideNext(overview.trial).reason, ...describeArmed(overview.trial),
    explanation: describeNow(overview.trial, { index: current.index, reason: running.reason }), last_change: state.history.at(-1) ?? null,
    multiboot: store.partition, warnings: [...warnings],
  };
}

/** The entry that runs. Throws "entry" where none can be told. */
export async function showCurrent(ctx: Context, options: StoreOptions): Promise<CurrentResult> {
  await using scope = new Scope();
  const overview = await openOverview(ctx, scope, options);
  const { index } = overview.current;
  if (index === null) throw new BareonError("entry", `The running system is no entry of the boot menu. ${overview.current.warning ?? ""}`.trim());
  const entry = await overview.describe(entryAt(overview, index));
  await scope.close();
  return { version: 1, command: "current", current: entry, booted: overview.running.reason, multiboot: overview.store.partition, warnings: [...overview.warnings] };
}

/** Who changed what, and what became of it. */
export async function showHistory(ctx: Context, options: StoreOptions): Promise<HistoryResult> {
  await using scope = new Scope();
  const overview = await openOverview(ctx, scope, options);
  await scope.close();
  const { state, store, trial, running, warnings } = overview;
  const explanation = describeNow(trial, { index: overview.current.index, reason: running.reason });
  return { version: 1, command: "history", lines: [...state.history], explanation, multiboot: store.partition, warnings: [...warnings] };
}
