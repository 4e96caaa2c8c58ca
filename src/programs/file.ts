/** cat(1): the content of a file as a stream. */
import type { Command } from "../base/command.ts";

export function readFile(path: string): Command {
  return { program: "cat", args: ["--", path] };
}
