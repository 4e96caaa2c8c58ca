/** Asks a person at a terminal which entry is meant: the list, and a number. */
import { createInterface } from "node:readline";
import { BareonError } from "../../base/errors.ts";
import type { Entry, ListResult } from "../../schema/bareon-boot.ts";
import { renderList } from "../../view/boot.ts";
import { chooseStyle, printable } from "../../view/style.ts";

/** The entry with this number, if it can be booted; else why it cannot be taken. */
function judge(entries: readonly Entry[], answer: string): Entry | string {
  const entry = entries.find(({ grub_id: id }) => id !== null && String(id) === answer);
  if (entry === undefined) return `${JSON.stringify(answer)} is no number of the list.`;
  return entry.valid ? entry : `Entry ${answer} cannot be booted: ${printable(entry.problem ?? "")}.`;
}

/** Returns the number of an entry that can be booted, as text. Throws "usage" if the person leaves without one. */
export async function askEntry(list: ListResult, command: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(renderList(list, await chooseStyle(process.stderr)));
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true, signal });
  lines.setPrompt(`${command} which entry (its number; nothing to leave)? `);
  lines.prompt();
  try {
    for await (const line of lines) {
      const answer = line.trim();
      if (answer === "") break;
      const chosen = judge(list.entries, answer);
      if (typeof chosen !== "string") return answer;
      process.stderr.write(`${chosen}\n`);
      lines.prompt();
    }
  } finally {
    lines.close();
  }
  signal.throwIfAborted();
  throw new BareonError("usage", "No entry was chosen; nothing was done.");
}
