/** sort(1) as the one judge of which version is newer. */
import type { Command } from "../base/command.ts";

/** Sorts lines by version, newest first; lines must not be empty and have no newline. Busybox, on deployed systems, knows the short options only. */
export function sortVersions(lines: readonly string[]): Command {
  return { program: "sort", args: ["-V", "-r"], input: lines.map((line) => `${line}\n`).join("") };
}
