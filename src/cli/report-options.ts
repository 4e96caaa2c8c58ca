/** The command report and its options, for both programs. What it does is src/recipes/report.ts. */
import { BareonError } from "../base/errors.ts";
import type { ParsedRun } from "./command-line.ts";
import type { CommandSpec, OptionSpec } from "./command-table.ts";

export function reportCommand(program: string): CommandSpec & { readonly name: "report" } {
  return {
    name: "report",
    summary: "Put what a bug report needs into one tar.gz, without secrets",
    examples: [
      { command: `${program} report --list`, meaning: "what would be in it, and where each comes from" },
      {
        command: `${program} report --anonymous`,
        meaning: "for strangers: names stand for addresses and serial numbers",
      },
    ],
  };
}

export const reportOptions: readonly OptionSpec[] = [
  {
    name: "output",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["report"],
    text: "The archive, or a folder for it; - is standard output. Without it the present folder",
  },
  { name: "list", kind: "flag", commands: ["report"], text: "Only say what would be in it" },
  {
    name: "anonymous",
    kind: "flag",
    commands: ["report"],
    text: "Put names in place of host names, network addresses and serial numbers",
  },
];

/** With the caller's folder for a report that is to go nowhere else. Throws BareonError "usage" if that was removed, and for options that exclude each other. */
export function withReportFolder(parsed: ParsedRun, folder: string | undefined): ParsedRun {
  const { command, values } = parsed;
  if (command !== "report") return parsed;
  const output = values.get("output");
  const other = ["list", "json"].find((name) => values.has(name) && (name === "list" || output === "-"));
  if (output !== undefined && other !== undefined)
    throw new BareonError("usage", `--output${output === "-" ? " -" : ""} and --${other} exclude each other.`);
  if (output !== undefined || values.has("list")) return parsed;
  if (folder === undefined)
    throw new BareonError("usage", "The folder in which the report would be made was removed.", {
      hint: "Name a file: --output /tmp/report.tar.gz",
    });
  return { ...parsed, values: new Map(values).set("output", folder) };
}
