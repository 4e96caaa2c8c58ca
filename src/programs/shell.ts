/** sh(1) for what a user wrote: a line of shell, a script, and one output in place of two. The shell that runs programs of our own is runner.ts. */
import type { Command } from "../base/command.ts";

/** Runs a line as a shell reads it; it is not shown. */
export function runLine(line: string): Command {
  return { program: "/bin/sh", args: ["-c", line], hidesArgs: true };
}

/** The same command with its standard error in its standard output, so that what it prints keeps its order. No word of it is read as shell. */
export function withOneOutput(command: Command): Command {
  return {
    label: command.program,
    ...command,
    program: "/bin/sh",
    args: ["-c", 'exec "$@" 2>&1', "sh", command.program, ...command.args],
  };
}

/** Runs a script, whatever its first line says, with these variables beside the usual ones. */
export function runScript(shell: "bash" | "sh", path: string, env: Readonly<Record<string, string>>): Command {
  return { program: shell, args: [path], env };
}
