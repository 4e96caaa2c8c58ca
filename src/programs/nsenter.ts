/** nsenter(1): entering a mount namespace that is there. */
import type { Command } from "../base/command.ts";

/** Runs the command in the mount namespace that a file stands for. */
export function inNamespaceFile(path: string, command: Command): Command {
  return { ...command, program: "nsenter", args: [`--mount=${path}`, "--", command.program, ...command.args] };
}
