/** journalctl(1): what systemd keeps of its units' output. */
import type { Command } from "../base/command.ts";

/** The last lines of units whose names fit the pattern, of this boot (0) or of an earlier one (-1, ...). */
export function showJournal(pattern: string, boot: number, lines: number): Command {
  return {
    program: "journalctl",
    args: [
      ...["--no-pager", "--quiet", "--output=short-iso", `--boot=${boot}`, `--unit=${pattern}`, `--lines=${lines}`],
    ],
  };
}
