/** What the command line and the configuration files ask for, as the parts of the program read it. */
import type { CommandName } from "./options.ts";
import type { ParsedRun } from "../command-line.ts";

export interface Request {
  readonly command: CommandName;
  /** Option values by name; a flag is true or absent. */
  readonly values: ParsedRun["values"];
  /** The word after the command; empty for none. */
  readonly operand: string;
  /** Warnings on options that do not do what they seem to. */
  readonly notes: readonly string[];
  /** Says nothing as long as all is well. */
  readonly isSilent: boolean;
}

/** Commands that write to disks: they run in a namespace that ends with them, and keep a log. */
export function isWriting({ command, values }: Pick<Request, "command" | "values">): boolean {
  if (command === "update") return !values.has("plan");
  if (command === "remove" || command === "erase") return !values.has("dry-run");
  return command === "deploy" || command === "release";
}
