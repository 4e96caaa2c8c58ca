/** flock(1) of util-linux. */
import type { Command } from "../base/command.ts";

/** Locks the file that is its standard input, without waiting; `busyCode` is the exit code for a lock that another process holds. */
export function flockStdin(): { readonly command: Command; readonly busyCode: number } {
  const busyCode = 75;
  return { command: { program: "flock", args: ["--nonblock", "--conflict-exit-code", `${busyCode}`, "0"] }, busyCode };
}

/** Runs a program while it holds the file's lock; waits up to that many seconds for it, and then ends with `busyCode`. */
export function flockWhile(
  path: string,
  seconds: number,
  command: Command,
): { readonly command: Command; readonly busyCode: number } {
  const busyCode = 75;
  const options = ["--exclusive", "--timeout", `${seconds}`, "--conflict-exit-code", `${busyCode}`];
  const args = [...options, "--", path, command.program, ...command.args];
  return { command: { program: "flock", args, okCodes: [busyCode] }, busyCode };
}
