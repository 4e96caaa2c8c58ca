/** sort(1) as the one judge of which version is newer. */
import type { Command } from "../base/command.ts";

/** Sorts lines by version, newest first; lines must not be empty and have no newline. */
export function sortVersions(lines: readonly string[]): Command {
  return { program: "sort", args: ["--version-sort", "--reverse"], input: lines.map((line) => `${line}\n`).join("") };
}
