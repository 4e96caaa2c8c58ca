/** The default before the one of now, by the history: what rollback and @previous mean. */
import { defaultIndex } from "../menu/entries.ts";
import type { HistoryLine } from "./history.ts";
import type { ParsedMenu } from "../menu/menu.ts";

/** Lines whose `from` and `to` are the default; a rollback that only ended a trial has no `to`. */
const changesDefault = new Set(["set-default", "confirm", "rollback"]);

function lastChange(history: readonly HistoryLine[]): HistoryLine | undefined {
  return history.findLast(({ what, from, to }) => changesDefault.has(what) && to !== null && from !== to);
}

/**
 * The index of the entry that was the default before the one that is now; null if the history does not tell, or if the menu
 * no longer has it. If another tool has changed the default since, it is the last one that the history knows.
 */
export function findPrevious(
  history: readonly HistoryLine[],
  menu: Pick<ParsedMenu, "defaultIndex" | "entries">,
): number | null {
  const now = menu.entries[defaultIndex(menu)]?.id;
  const line = lastChange(history);
  if (line === undefined) return null;
  const id = line.to === now ? line.from : line.to;
  const index = menu.entries.findIndex((entry) => entry.id === id);
  return index < 0 ? null : index;
}

/** True if a rollback set the default, and nothing has changed it since. */
export function isRolledBack(
  history: readonly HistoryLine[],
  menu: Pick<ParsedMenu, "defaultIndex" | "entries">,
): boolean {
  const line = lastChange(history);
  return line?.what === "rollback" && line.to === menu.entries[defaultIndex(menu)]?.id;
}
