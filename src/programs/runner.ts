/** sh(1) as a program that runs others, one after another, in the namespaces that it was started in: its constant text, the requests that it reads, and its answers. */
import type { Command, Output } from "../base/command.ts";

/**
 * The first line is the mark that ends each answer; it is answered by an empty line. A request is a line with the number of words,
 * and then each word on a line of its own: they become arguments, and are never read as shell. The answer is what the program
 * printed and a line with its exit code and the mark. The end of the input ends it. No option or builtin is younger than POSIX.
 */
const script = `IFS= read -r mark && echo
while read -r count; do
  set --
  while [ "$count" -gt 0 ]; do
    IFS= read -r word
    set -- "$@" "$word"
    count=$((count - 1))
  done
  "$@" </dev/null 2>&1
  printf '\\n%s %s\\n' "$?" "$mark"
done`;

export const runner: Command = { program: "sh", args: ["-c", script] };

/** Throws for a word with a line break. */
export function renderRequest({ program, args }: Command): string {
  const words = [program, ...args];
  if (words.some((word) => word.includes("\n"))) throw new Error("a word of a request has a line break");
  return `${words.length}\n${words.join("\n")}\n`;
}

/** What an answer ends with, and nothing else has. */
export function endOfAnswer(mark: string): string {
  return ` ${mark}\n`;
}

/** Reads an answer without its end. The program's two outputs are one text, which is in `stdout` and in `stderr` alike. */
export function parseAnswer(text: string): Output {
  const code = text.lastIndexOf("\n");
  const printed = text.slice(0, code);
  return { exitCode: Number(text.slice(code + 1)), stdout: printed, stderr: printed };
}
