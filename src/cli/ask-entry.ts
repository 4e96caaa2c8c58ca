/** Asks a person at a terminal which entry is meant: the list, and a number; whether to ask is decided elsewhere. */
import { createInterface } from "node:readline/promises";
import { BareonError } from "../base/errors.ts";
import type { Entry, ListResult } from "../schema/bareon-boot.ts";
import { renderList } from "./boot-view.ts";
import { chooseStyle } from "./style.ts";

function notChosen(): BareonError {
  return new BareonError("usage", "No entry was chosen; nothing was done.");
}

/** The entry with this number, if it can be booted; else why it cannot be taken. */
function judge(entries: readonly Entry[], answer: string): Entry | string {
  const entry = entries.find(({ grub_id: id }) => id !== null && String(id) === answer);
  if (entry === undefined) return `${JSON.stringify(answer)} is no number of the list.`;
  return entry.valid ? entry : `Entry ${answer} cannot be booted: ${entry.problem ?? ""}.`;
}

/** Gives the number of an entry that can be booted, as text. Throws "usage" where the person leaves without one. */
export async function askEntry(list: ListResult, command: string, signal: AbortSignal): Promise<string> {
  const style = await chooseStyle(process.stderr);
  process.stderr.write(renderList(list, style));
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  const closed = new AbortController();
  lines.once("close", () => closed.abort());
  const either = AbortSignal.any([closed.signal, signal]);
  try {
    for (;;) {
      const answer = (await lines.question(`${command} which entry (its number; nothing to leave)? `, { signal: either })).trim();
      if (answer === "") throw notChosen();
      const chosen = judge(list.entries, answer);
      if (typeof chosen !== "string") return answer;
      process.stderr.write(`${chosen}\n`);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw closed.signal.aborted ? notChosen() : error;
  } finally {
    lines.close();
  }
}
