/** flock(1) of util-linux, and what Busybox has of it. */
import type { Command } from "../base/command.ts";

/** Locks the file that is its standard input, without waiting; `busyCode` is the exit code for a lock that another process holds. */
export function flockStdin(): { readonly command: Command; readonly busyCode: number } {
  const busyCode = 75;
  return { command: { program: "flock", args: ["--nonblock", "--conflict-exit-code", `${busyCode}`, "0"] }, busyCode };
}

/** Runs a program while it holds the file's lock, for which it waits up to that many seconds; it ends with an accepted code only without the lock. */
export function flockWhile(path: string, seconds: number, command: Command): Command {
  const busyCode = 75;
  const options = ["--exclusive", "--timeout", `${seconds}`, "--conflict-exit-code", `${busyCode}`];
  const args = [...options, "--", path, command.program, ...command.args];
  return { program: "flock", args, okCodes: [busyCode] };
}

/** The same without waiting, for Busybox's flock: without the lock it ends with 1 and says nothing, and with 1 and the reason if it failed. */
export function flockAtOnce(path: string, command: Command): Command {
  return { program: "flock", args: ["-x", "-n", "--", path, command.program, ...command.args], okCodes: [1] };
}

/** Whether flock's text says that it does not know an option of flockWhile. */
export function isSmallFlock(text: string): boolean {
  return /flock: (?:unrecognized|unknown|invalid) option|\bBusyBox v\d/iu.test(text);
}
