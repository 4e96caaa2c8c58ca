/** What list and status say of a session, and the copy of that for people who are not root. What is only told never fails a command. */
import { joinAll } from "../../host/wait.ts";
import { lastUpdate } from "../state/history.ts";
import { describeArmed, describeNow } from "../state/describe-armed.ts";
import {
  currentPath,
  namesPath,
  renderCurrentName,
  renderNames,
  renderStatusFile,
  statusDirectory,
  statusPath,
} from "./status-file.ts";
import { type BootState, decideNext, readArmed } from "../state/trial.ts";
import { tryTo } from "../../base/attempt.ts";
import type { Context } from "../../host/host.ts";
import type { Copy, Entry, Fallback, Line, ListResult, StatusResult } from "../../schema/bareon-boot.ts";
import { type BootSession, describe } from "./session.ts";
import { inspectCopies } from "./copy-content.ts";
import { addToBootRecord, readBootRecord } from "./boot-record.ts";
import { findFallback } from "../state/fallback.ts";
import { releasedNow } from "./adoption-file.ts";
import { readHistory, readLoaderInfo } from "./store.ts";
import { updateOf } from "../menu/entries.ts";
import { writeMetrics } from "./metrics-file.ts";
import { inspectFirmware } from "./firmware-state.ts";
import { inspectWatchdog } from "../../machine/inspect/watchdog.ts";

/** The state that is told, and the change that led to it; of a session itself if absent. */
export interface Told {
  readonly state: BootState;
  /** Null if the history is to tell. */
  readonly lastChange: Line | null;
}

/** Every entry, or those in these places, with whether it can be booted. */
export async function describeEntries(
  session: BootSession,
  { state }: Pick<Told, "state"> = session,
  places: readonly (number | null)[] | null = null,
): Promise<Entry[]> {
  const { defaultIndex } = readArmed(state);
  const entries = session.entries.filter(
    ({ menu }) => places === null || (menu !== null && places.includes(menu.index)),
  );
  return await joinAll(entries.map(async (entry) => await describe(session, entry, defaultIndex)));
}

/** The described entry in that place of the menu. */
export function entryIn(entries: readonly Entry[], place: number): Entry {
  const found = entries.find(({ grub_id: id }) => id === place);
  if (found === undefined) throw new Error(`entry ${place} was not described`);
  return found;
}

/** What list prints. */
export function listResult({ store, warnings }: BootSession, entries: Entry[]): ListResult {
  return { version: 1, command: "list", entries, multiboot: store.partition, warnings: [...warnings] };
}

/** Why the running system runs, and what is booted next. */
export function explain(
  { isReleased, booted }: BootSession,
  state: BootState,
  fallback: Fallback | null = null,
): string {
  return isReleased ? releasedNow : describeNow(state, booted, fallback);
}

/** How this boot began, as root found it first in this boot, or else as it is found now. */
async function recallFallback(
  { host }: Context,
  session: BootSession,
  history: readonly Line[],
  lastChange: Line | null,
): Promise<Fallback | null> {
  const { state, booted } = session;
  const kept = isPublished(session) ? (await readBootRecord(host)).fallback : undefined;
  if (kept !== undefined) return kept;
  // What this command has changed says nothing of how the boot began.
  const before = history.filter(({ number }) => lastChange === null || number < lastChange.number);
  return findFallback({ state, booted, history: before });
}

/** What status prints; `entries` are at least the current, the default and the next one. What cannot be looked at is null, with a warning. */
export async function statusResult(
  ctx: Context,
  session: BootSession,
  entries: readonly Entry[],
  { state, lastChange }: Told = { state: session.state, lastChange: null },
): Promise<StatusResult> {
  const { running, booted, store } = session;
  const warnings = [...session.warnings];
  const { index, reason } = decideNext(state);
  const history = await tryTo(warnings, "The history", () => readHistory(ctx, store));
  const look = async <T>(what: string, action: () => Promise<T>): Promise<T | null> =>
    store.isDiskImage ? null : await tryTo(warnings, what, action);
  const { defaultIndex } = readArmed(state);
  const armed = describeArmed(state);
  // What was updated is told as long as it is tried, and of the system that runs.
  const ids = [
    armed.trial?.entry_id,
    armed.once?.entry_id,
    session.entries.find(({ menu }) => menu?.index === booted.index)?.menu?.id,
  ];
  const [updated] = ids.flatMap((id) => lastUpdate(history ?? [], id) ?? []);
  const fallback = await recallFallback(ctx, session, history ?? [], lastChange);
  const { copies: uuids } = session.content.menu;
  const copies = await look("The copies of the multiboot partition", async () => inspectCopies(ctx, store, uuids));
  warnings.push(...tellCopies(copies ?? []));
  const underway = session.entries.filter((entry) => updateOf(entry) !== undefined);
  const updating = await joinAll(underway.map(async (entry) => await describe(session, entry, defaultIndex)));
  return {
    version: 1,
    command: "status",
    current: booted.index === null ? null : entryIn(entries, booted.index),
    root_uuid: running.rootUuid,
    booted: running.reason,
    default: entryIn(entries, defaultIndex),
    next: entryIn(entries, index),
    reason,
    ...armed,
    explanation: explain(session, state, fallback),
    ...(fallback === null ? {} : { fallback }),
    ...(updating.length === 0 ? {} : { updating }),
    ...(updated === undefined ? {} : { updated }),
    last_change: lastChange ?? history?.at(-1) ?? null,
    watchdog: await look("The watchdog", () => inspectWatchdog(ctx)),
    firmware: await look("The firmware", async () => inspectFirmware(ctx, await readLoaderInfo(ctx, store), warnings)),
    multiboot: { ...store.partition, ...(copies === null || copies === undefined ? {} : { copies }) },
    warnings,
  };
}

/** One warning for each copy that would not boot the node as the others do. */
function tellCopies(copies: readonly Copy[]): string[] {
  return copies.flatMap(({ uuid, device, state }) => {
    if (state === "alike") return [];
    return state === "missing"
      ? [`The copy of the multiboot partition with the UUID ${uuid} is missing: the node cannot boot from its disk.`]
      : [
          `The copy of the multiboot partition on ${device ?? ""} is stale. bareon-boot verify --repair brings it up to date.`,
        ];
  });
}

/** A partition that was given on the command line may be another machine's, so its status is not published. */
export function isPublished({ store }: BootSession): boolean {
  return store.partition.found_by !== "option";
}

/** Writes list and status for users without root, and the metrics. Returns warnings if that fails. */
export async function publishStatus({ host }: Context, list: ListResult, status: StatusResult): Promise<string[]> {
  const seen = { written: new Date().toISOString(), list, status };
  const warnings: string[] = [];
  await tryTo(warnings, "Users without root still see the former state", async () => {
    await host.makeDirectory(statusDirectory, 0o755);
    await host.writeFile(statusPath, renderStatusFile(seen));
    await host.writeFile(namesPath, renderNames(list));
    await host.writeFile(currentPath, renderCurrentName(status));
  });
  const more = await tryTo(warnings, "The metrics are still those of the former state", async () => {
    const record = await addToBootRecord(host, { fallback: status.fallback ?? null });
    return await writeMetrics(host, seen, record);
  });
  return [...warnings, ...(more ?? [])];
}

/** Looks at what list and status tell, and publishes it unless the partition was given on the command line. Returns warnings; for what is damaged it never throws. */
export async function refreshPublishedStatus(ctx: Context, session: BootSession, told?: Told): Promise<string[]> {
  if (!isPublished(session)) return [];
  const entries = await describeEntries(session, told);
  const status = await statusResult(ctx, session, entries, told);
  const found = status.warnings.slice(session.warnings.length);
  return [...found, ...(await publishStatus(ctx, listResult(session, entries), status))];
}
