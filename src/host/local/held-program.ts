/** A program that is kept running for what it stands for, such as a namespace or a lock, and that never outlives this process. */
import type { Command, Output } from "../../base/command.ts";
import type { HeldProgram } from "../host.ts";
import { collect, type Environment, failed, startPiped, stderrKept } from "./program.ts";

/** Milliseconds between closing the program's input and SIGKILL. */
const killAfter = 5000;

/**
 * The contract of Host.hold. The program's input is a pipe that the kernel closes with this process, however that ends;
 * a program that copies input to output ends at that, and with it the namespace or the lock.
 */
export async function holdProgram(
  command: Command,
  env: Environment,
  signal: AbortSignal,
): Promise<HeldProgram | Output> {
  signal.throwIfAborted();
  const { child, pid, stdin, stdout, stderr, closed } = await startPiped(command, env, true);
  const errors = collect(stderr, stderrKept);
  const output = collect(stdout, stderrKept);
  const echoed = new Promise<"held">((resolve) => {
    stdout.on("data", (chunk: Buffer) => {
      if (chunk.includes("\n")) resolve("held");
    });
  });
  const kill = (): void => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, "SIGKILL");
  };
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) kill();
  stdin?.write("\n");
  const outcome = await Promise.race([echoed, closed]);
  // From here on `release` ends it, so that what it stands for can be taken down in order.
  signal.removeEventListener("abort", kill);
  if (outcome !== "held") {
    signal.throwIfAborted();
    const { exitCode } = outcome;
    if (exitCode === undefined || !(command.okCodes ?? []).includes(exitCode)) throw failed(command, outcome, errors());
    return { exitCode, stdout: output(), stderr: errors() };
  }
  const release = async (): Promise<void> => {
    const timer = setTimeout(kill, killAfter);
    stdin?.end();
    await closed;
    clearTimeout(timer);
  };
  return { pid, release };
}
