/** unshare(1) and nsenter(1): a mount namespace of its own for a program, and entering it. */
import type { Command } from "../base/command.ts";

/**
 * Runs the command (by exec, in the same process) in a new mount namespace. What is mounted there nobody else sees; what is
 * unmounted outside is unmounted there too where the outer mounts are shared, so that the copy keeps no filesystem busy.
 */
export function inNewMountNamespace(command: Command): Command {
  return {
    ...command,
    program: "unshare",
    args: ["--mount", "--propagation", "slave", "--", command.program, ...command.args],
  };
}

/** Runs the command in the mount namespace that a file stands for. */
export function inNamespaceFile(path: string, command: Command): Command {
  return { ...command, program: "nsenter", args: [`--mount=${path}`, "--", command.program, ...command.args] };
}
