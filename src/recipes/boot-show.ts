/** The recipes behind bareon-boot that tell: what each looks at, in order. Those that change something are boot-change.ts. */
import { type BootSession, describe, entryAt, findEntry, openBootSession } from "../boot/store/session.ts";
import {
  describeEntries,
  explain,
  isPublished,
  listResult,
  publishStatus,
  refreshPublishedStatus,
  statusResult,
} from "../boot/store/status.ts";
import { renderSeen } from "../boot/store/metrics-file.ts";
import type { SeenStatus } from "../boot/store/status-file.ts";
import { tryTo } from "../base/attempt.ts";
import { BareonError } from "../base/errors.ts";
import { readHistory, type StoreOptions } from "../boot/store/store.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { CurrentResult, HistoryResult, ListResult, StatusResult } from "../schema/bareon-boot.ts";

/** Every entry with whether it can be booted. */
export async function list(ctx: Context, options: StoreOptions, onlyValid = false): Promise<ListResult> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const result = listResult(session, await describeEntries(session));
  const warnings = await refreshPublishedStatus(ctx, session);
  await scope.close();
  const entries = onlyValid ? result.entries.filter(({ valid }) => valid) : result.entries;
  return { ...result, entries, warnings: [...result.warnings, ...warnings] };
}

/** Throws "conflict" unless the entry that is meant runs, and "entry" if none can be meant. */
async function expectCurrent(ctx: Context, session: BootSession, expected: string | null): Promise<void> {
  if (expected === null) return;
  const wanted = await findEntry(ctx, session, expected);
  const { index } = session.booted;
  if (index !== null && wanted.menu?.index === index) return;
  const runs = index === null ? "no entry of the boot menu" : (entryAt(session, index).menu?.id ?? "");
  throw new BareonError("conflict", `What runs is ${runs}, not ${expected}.`, {
    hint: "bareon-boot status says why it runs.",
  });
}

/** Looks, at every entry if that is asked for or published, and else at those that status names. */
async function look(
  ctx: Context,
  options: StoreOptions,
  expected: string | null,
  everything: boolean,
): Promise<SeenStatus> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  await expectCurrent(ctx, session, expected);
  const { current, default: usual, next } = session.aliases;
  const looksAtAll = everything || isPublished(session);
  const entries = await describeEntries(session, session, looksAtAll ? null : [current, usual, next]);
  const result = await statusResult(ctx, session, entries);
  const listed = listResult(session, entries);
  const warnings = isPublished(session) ? await publishStatus(ctx, listed, result) : [];
  await scope.close();
  return {
    written: new Date().toISOString(),
    list: listed,
    status: { ...result, warnings: [...result.warnings, ...warnings] },
  };
}

/** What runs, what is armed, and what is booted next. With `expected`, only if that runs, else "conflict". */
export async function status(
  ctx: Context,
  options: StoreOptions,
  expected: string | null = null,
): Promise<StatusResult> {
  return (await look(ctx, options, expected, false)).status;
}

/** The same, and all of it as the text that Prometheus' node_exporter reads. */
export async function showMetrics(
  ctx: Context,
  options: StoreOptions,
  expected: string | null,
): Promise<{ readonly status: StatusResult; readonly text: string }> {
  const seen = await look(ctx, options, expected, true);
  return { status: seen.status, text: await renderSeen(ctx.host, seen) };
}

/** The entry that runs. Throws "entry" if none can be told. With `expected`, only if that runs, else "conflict". */
export async function showCurrent(
  ctx: Context,
  options: StoreOptions,
  expected: string | null = null,
): Promise<CurrentResult> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  await expectCurrent(ctx, session, expected);
  const { index, reason, warning } = session.booted;
  if (index === null)
    throw new BareonError("entry", `The running system is no entry of the boot menu. ${warning ?? ""}`.trim());
  const current = await describe(session, entryAt(session, index));
  await scope.close();
  return {
    version: 1,
    command: "current",
    current,
    booted: reason,
    multiboot: session.store.partition,
    warnings: [...session.warnings],
  };
}

/** The changes, with their users and reasons, and what is so now. */
export async function showHistory(ctx: Context, options: StoreOptions): Promise<HistoryResult> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const { store, state } = session;
  const warnings = [...session.warnings];
  const lines = (await tryTo(warnings, "The history", async () => await readHistory(ctx, store))) ?? [];
  await scope.close();
  return {
    version: 1,
    command: "history",
    lines: [...lines],
    explanation: explain(session, state),
    multiboot: store.partition,
    warnings: [...warnings],
  };
}
