/** systemctl(1) of systemd. */
import type { Command } from "../base/command.ts";

/** Properties of a unit as `NAME=VALUE` lines; without a unit those of the manager itself. */
export function showUnit(unit: string | null, properties: readonly string[]): Command {
  return {
    program: "systemctl",
    args: ["show", `--property=${properties.join(",")}`, ...(unit === null ? [] : ["--", unit])],
  };
}

/** The units whose names fit the pattern, with their states, one a line. */
export function listUnits(pattern: string): Command {
  return {
    program: "systemctl",
    args: ["list-units", "--all", "--full", "--plain", "--no-legend", "--no-pager", "--", pattern],
  };
}
