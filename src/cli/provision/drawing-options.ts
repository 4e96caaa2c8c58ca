/** The options by which a plan is written to files to be looked at. What they write is src/cli/provision/plan-files.ts. */
import type { OptionSpec } from "../command-table.ts";

const commands = ["plan"] as const;

export const drawingOptions = [
  {
    name: "html",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands,
    text: "Write the plan to FILE as one HTML page that needs nothing else; - is standard output",
  },
  {
    name: "svg",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands,
    text: "Write the disks as they are and as they will be to FILE as a drawing in SVG; - is standard output",
  },
] as const satisfies readonly OptionSpec[];
