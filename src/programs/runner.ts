/** sh(1) as a program that runs others, one after another, in the namespaces that it was started in: its constant text, the requests that it reads, and its answers. */
import type { Command, Output } from "../base/command.ts";

/**
 * A request is a line with the number of words, and then each word on a line of its own: they become arguments, and are never read
 * as shell. The answer is what the program printed, its exit code on a line of its own, and a NUL. An empty line comes first and is
 * answered by one; the end of the input ends it. No option or builtin in it is younger than POSIX.
 */
const script = `read -r line && echo
while read -r count; do
  set --
  while [ "$count" -gt 0 ]; do
    IFS= read -r word
    set -- "$@" "$word"
    count=$((count - 1))
  done
  "$@" </dev/null 2>&1
  printf '\\n%s\\0' "$?"
done`;

export const runner: Command = { program: "sh", args: ["-c", script] };

/** Throws for a word with a line break. */
export function renderRequest({ program, args }: Command): string {
  const words = [program, ...args];
  if (words.some((word) => word.includes("\n"))) throw new Error("a word of a request has a line break");
  return `${words.length}\n${words.join("\n")}\n`;
}

/** Reads an answer without its NUL; both of the program's outputs are in `stderr`. */
export function parseAnswer(answer: string): Output {
  const end = answer.lastIndexOf("\n");
  return { exitCode: Number(answer.slice(end + 1)), stdout: "", stderr: answer.slice(0, Math.max(end, 0)) };
}
