/** Options that name programs of the user around a deploy. */
import type { OptionSpec } from "../command-table.ts";

export const hookOptions = [
  {
    name: "actions",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["deploy", "plan", "validate"],
    text: "Run the actions of this JSON file once the node is deployed",
  },
  {
    name: "on-failure",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["deploy"],
    text: "Run this script after a failure, with BAREON_EXIT, BAREON_CODE and BAREON_LOG",
  },
] as const satisfies readonly OptionSpec[];
