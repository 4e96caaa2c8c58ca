/** A program that is kept running for what it stands for, such as a namespace or a lock, and that never outlives this process. */
import { spawn } from "node:child_process";
import { type Command, type Output, renderCommand } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { HeldProgram } from "../host.ts";

/** Milliseconds between closing the program's input and SIGKILL. */
const killAfter = 5000;

/** What the program's end looks like from outside. */
interface Ending {
  readonly exitCode: number | null;
  readonly error?: Error;
}

function failed(command: Command, { exitCode, error }: Ending, stderr: string): BareonError {
  const how =
    error === undefined
      ? `ended with ${exitCode === null ? "a signal" : `exit code ${exitCode}`}`
      : "could not be started";
  const reason = stderr.trim().replaceAll(/\p{Cc}+/gu, " ");
  const text = `${command.program} ${how}${reason === "" ? "" : `: ${reason}`}\nThe command was: ${renderCommand(command)}`;
  return new BareonError("failure", text, { cause: error });
}

/**
 * The contract of Host.hold. The program's input is a pipe that the kernel closes with this process, however that ends;
 * a program that copies input to output ends at that, and with it the namespace or the lock.
 */
export async function holdProgram(
  command: Command,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<HeldProgram | Output> {
  signal.throwIfAborted();
  const child = spawn(command.program, command.args, {
    cwd: "/",
    detached: true,
    env: { ...env, ...command.env },
    stdio: "pipe",
  });
  let stdout = "";
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  // EPIPE where the program has ended: its exit code tells more.
  child.stdin.on("error", () => undefined);
  const ended = new Promise<Ending>((resolve) => {
    child.once("error", (error) => resolve({ exitCode: null, error }));
    child.once("close", (exitCode) => resolve({ exitCode }));
  });
  const echoed = new Promise<"held">((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes("\n")) resolve("held");
    });
  });
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, "SIGKILL");
  };
  signal.addEventListener("abort", kill, { once: true });
  child.stdin.write("\n");
  const outcome = await Promise.race([echoed, ended]);
  // From here on `release` ends it, so that what it stands for can be taken down in order.
  signal.removeEventListener("abort", kill);
  if (outcome !== "held") {
    signal.throwIfAborted();
    if (outcome.exitCode === null || !(command.okCodes ?? []).includes(outcome.exitCode))
      throw failed(command, outcome, stderr);
    return { exitCode: outcome.exitCode, stdout, stderr };
  }
  const release = async (): Promise<void> => {
    const timer = setTimeout(kill, killAfter);
    child.stdin.end();
    await ended;
    clearTimeout(timer);
  };
  return { pid: child.pid ?? 0, release };
}
