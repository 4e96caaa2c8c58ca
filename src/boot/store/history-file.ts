/** The history as a file of the mounted partition: found, and given the line of a change. It is for people: what is wrong with it ends no command. */
import { tryTo } from "../../base/attempt.ts";
import { BareonError } from "../../base/errors.ts";
import type { Context, Host } from "../../host/host.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import {
  type HistoryLine,
  historyPath,
  historySize,
  isHistoryFile,
  type NewLine,
  planHistory,
  renderEmptyHistory,
} from "../state/history.ts";

/** What became of the line of a change in the history. */
export interface Recorded {
  /** Null if it could not be written; then `warnings` say why. */
  readonly line: HistoryLine | null;
  readonly warnings: readonly string[];
}

/** Where the history is, and what is there; or why that cannot be told. */
type FoundHistory = { readonly path: string; readonly found: string | null | undefined } | BareonError;

/** `directory` is the top of the partition. Never throws for what lies there. */
export async function findHistory(host: Host, directory: string): Promise<FoundHistory> {
  try {
    const path = await resolveInRoot(host, directory, historyPath);
    return { path, found: await tryTo([], historyPath, async () => await host.readText(path, historySize)) };
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return error;
  }
}

/** Writes the line in one sector, flushed. If that cannot be done, the change stands all the same, with a warning. */
export async function addLine({ host, report }: Context, history: FoundHistory, line: NewLine): Promise<Recorded> {
  try {
    if (history instanceof BareonError) throw history;
    const { path, found } = history;
    // Whatever is no history is replaced by one.
    const text = typeof found === "string" && isHistoryFile(found) ? found : renderEmptyHistory();
    if (text !== found) await host.writeFile(path, text);
    const { offset, text: bytes, line: numbered } = planHistory(text, line);
    await host.writeInSector(path, offset, new TextEncoder().encode(bytes));
    return { line: numbered, warnings: [] };
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    const message = `The history has no line of this change: ${error.message}`;
    report({ event: "warning", message });
    return { line: null, warnings: [message] };
  }
}
