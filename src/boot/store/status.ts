/** What list and status say of an overview, and telling it to people who are not root. */
import { describeArmed, describeNow } from "../state/describe-armed.ts";
import { namesPath, renderNames, renderStatusFile, statusDirectory, statusPath } from "./status-file.ts";
import { decideNext, readArmed, type TrialState } from "../state/trial.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import type { Entry, Line, ListResult, StatusResult } from "../../schema/bareon-boot.ts";
import type { Overview } from "./session.ts";
import { inspectFirmware } from "./firmware-state.ts";
import { inspectWatchdog } from "../../machine/inspect/watchdog.ts";

/** Every entry with whether it can be booted; or only those with these indexes. */
export async function describeAll(
  { entries, describe }: Overview,
  indexes: ReadonlySet<number | undefined> | null = null,
): Promise<Entry[]> {
  return await Promise.all(entries.filter(({ menu }) => indexes === null || indexes.has(menu?.index)).map(describe));
}

/** What list prints. */
export function listResult({ store, warnings }: Overview, entries: Entry[]): ListResult {
  return { version: 1, command: "list", entries, multiboot: store.partition, warnings: [...warnings] };
}

/** What is so once something was written. */
export interface Changed {
  readonly trial: TrialState;
  readonly line: Line;
}

/** What status prints; `entries` are all that there are. */
export async function statusResult(
  ctx: Context,
  overview: Overview,
  entries: readonly Entry[],
  changed?: Changed,
): Promise<StatusResult> {
  const { state, running, current } = overview;
  const trial = changed?.trial ?? overview.trial;
  const { index, reason } = decideNext(trial);
  const at = (place: number): Entry => {
    const found = entries.find(({ grub_id: id }) => id === place);
    if (found === undefined) throw new Error(`entry ${place} was not described`);
    return found;
  };
  return {
    version: 1,
    command: "status",
    current: current.index === null ? null : at(current.index),
    root_uuid: running.rootUuid,
    booted: running.reason,
    default: at(readArmed(trial).defaultIndex),
    next: at(index),
    reason,
    ...describeArmed(trial),
    explanation: describeNow(trial, { index: current.index, reason: running.reason }),
    last_change: changed?.line ?? state.history.at(-1) ?? null,
    watchdog: overview.store.isElsewhere ? null : await inspectWatchdog(ctx),
    firmware: overview.store.isElsewhere ? null : await inspectFirmware(ctx, state.loader),
    multiboot: overview.store.partition,
    warnings: [...overview.warnings],
  };
}

/**
 * Writes what root sees for everybody else. Not of a partition that somebody named, which may be another machine's. Where that
 * fails the command has done its work all the same.
 */
export async function publishStatus({ host, report }: Context, list: ListResult, status: StatusResult): Promise<void> {
  if (list.multiboot.found_by === "option") return;
  try {
    await host.makeDirectory(statusDirectory, 0o755);
    await host.writeFile(statusPath, renderStatusFile({ written: new Date().toISOString(), list, status }));
    await host.writeFile(namesPath, renderNames(list));
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    report({ event: "warning", message: `Who is not root is not told of this: ${error.message}` });
  }
}

/** Looks, tells everybody, and gives what list and status print. */
export async function lookAndPublish(
  ctx: Context,
  overview: Overview,
): Promise<{ readonly list: ListResult; readonly status: StatusResult }> {
  const entries = await describeAll(overview);
  const list = listResult(overview, entries);
  const status = await statusResult(ctx, overview, entries);
  await publishStatus(ctx, list, status);
  return { list, status };
}
