/** chroot: any command, run in a system that is mounted somewhere. */
import type { Command } from "../base/command.ts";

/** The command with `root` as `/`. The program is looked for in there, on the fixed PATH. */
export function inRoot(root: string, command: Command): Command {
  return { ...command, program: "chroot", args: [root, command.program, ...command.args] };
}
