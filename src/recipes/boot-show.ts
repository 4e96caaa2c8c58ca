/** The recipes behind bareon-boot that tell: what each looks at, in order. Those that change something are boot-change.ts. */
import { entryAt, openOverview } from "../boot/store/session.ts";
import { lookAndPublish } from "../boot/store/status.ts";
import { BareonError } from "../base/errors.ts";
import { describeNow } from "../boot/state/describe-armed.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { CurrentResult, HistoryResult, ListResult, StatusResult } from "../schema/bareon-boot.ts";

/** Every entry with whether it can be booted. */
export async function list(ctx: Context, options: StoreOptions, onlyValid = false): Promise<ListResult> {
  await using scope = new Scope();
  const { list: result } = await lookAndPublish(ctx, await openOverview(ctx, scope, options));
  await scope.close();
  return onlyValid ? { ...result, entries: result.entries.filter(({ valid }) => valid) } : result;
}

/** What runs, what is armed, and what is booted next. */
export async function status(ctx: Context, options: StoreOptions): Promise<StatusResult> {
  await using scope = new Scope();
  const { status: result } = await lookAndPublish(ctx, await openOverview(ctx, scope, options));
  await scope.close();
  return result;
}

/** The entry that runs. Throws "entry" where none can be told. */
export async function showCurrent(ctx: Context, options: StoreOptions): Promise<CurrentResult> {
  await using scope = new Scope();
  const overview = await openOverview(ctx, scope, options);
  const { index } = overview.current;
  if (index === null)
    throw new BareonError(
      "entry",
      `The running system is no entry of the boot menu. ${overview.current.warning ?? ""}`.trim(),
    );
  const entry = await overview.describe(entryAt(overview, index));
  await scope.close();
  return {
    version: 1,
    command: "current",
    current: entry,
    booted: overview.running.reason,
    multiboot: overview.store.partition,
    warnings: [...overview.warnings],
  };
}

/** Who changed what, and what became of it. */
export async function showHistory(ctx: Context, options: StoreOptions): Promise<HistoryResult> {
  await using scope = new Scope();
  const overview = await openOverview(ctx, scope, options);
  await scope.close();
  const { state, store, trial, running, warnings } = overview;
  const explanation = describeNow(trial, { index: overview.current.index, reason: running.reason });
  return {
    version: 1,
    command: "history",
    lines: [...state.history],
    explanation,
    multiboot: store.partition,
    warnings: [...warnings],
  };
}
