/** flock(1) of util-linux. */
import type { Command } from "../base/command.ts";

/** Locks the file that is its standard input, without waiting; `busyCode` is the exit code for a lock that somebody else holds. */
export function flockStdin(): { readonly command: Command; readonly busyCode: number } {
  const busyCode = 75;
  return { command: { program: "flock", args: ["--nonblock", "--conflict-exit-code", `${busyCode}`, "0"] }, busyCode };
}
