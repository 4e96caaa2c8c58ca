/** A program that is kept running for what it stands for, such as a namespace or a lock, and that never outlives this process. */
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Command, Output } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import { parseAnswer, renderRequest } from "../../programs/runner.ts";
import type { HeldProgram } from "../host.ts";
import { collect, type Environment, failed, type PipedProgram, startPiped, stderrKept } from "./program.ts";

/** Milliseconds between closing the program's input and SIGKILL. */
const killAfter = 5000;

/**
 * The path of a program, as execvp(3) finds it; its name if there is none. A shell is handed paths, because one that is Busybox
 * takes a name for its own applet first, and that may lack an option (Busybox 1.35, FEATURE_SH_STANDALONE in Debian's build).
 */
async function findProgram(name: string, env: Environment): Promise<string> {
  if (name.includes("/")) return name;
  for (const directory of (env["PATH"] ?? "").split(":")) {
    const path = join(directory, name);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return name;
}

/** Sends requests to a runner, each once the one before is answered. */
function createExchange(
  { program }: Command,
  { stdin, stdout }: PipedProgram,
  mark: string,
  env: Environment,
): (command: Command) => Promise<Output> {
  let chunks: Buffer[] = [];
  let isClosed = false;
  let wake = (): void => undefined;
  stdout.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    wake();
  });
  stdout.once("close", () => {
    isClosed = true;
    wake();
  });
  const exchange = async (request: string): Promise<Output> => {
    chunks = [];
    stdin?.write(request);
    for (;;) {
      const answer = parseAnswer(Buffer.concat(chunks).toString("utf8"), mark);
      if (answer !== undefined) return answer;
      if (isClosed) throw new BareonError("failure", `${program} has ended before its time.`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  return async (command) => {
    const request = renderRequest({ ...command, program: await findProgram(command.program, env) });
    const answer = last.then(async () => await exchange(request));
    last = answer.catch(() => undefined);
    return await answer;
  };
}

/**
 * The contract of Host.hold. The program's input is a pipe that the kernel closes with this process, however that ends;
 * a program that reads its input ends at that, and with it the namespace or the lock.
 */
export async function holdProgram(
  command: Command,
  env: Environment,
  signal: AbortSignal,
): Promise<HeldProgram | Output> {
  signal.throwIfAborted();
  const started = await startPiped(command, env, true);
  const { child, pid, stdin, stdout, stderr, closed } = started;
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
  const mark = `answered-${process.pid}-${performance.now()}`;
  stdin?.write(`${mark}\n`);
  const outcome = await Promise.race([echoed, closed]);
  // From here on `release` ends it, so that what it stands for can be taken down in order.
  signal.removeEventListener("abort", kill);
  if (outcome !== "held") {
    signal.throwIfAborted();
    const { exitCode } = outcome;
    if (exitCode === undefined || !(command.okCodes ?? []).includes(exitCode)) throw failed(command, outcome, errors());
    return { exitCode, stdout: output(), stderr: errors() };
  }
  const run = createExchange(command, started, mark, env);
  const release = async (): Promise<void> => {
    const timer = setTimeout(kill, killAfter);
    stdin?.end();
    await closed;
    clearTimeout(timer);
  };
  return { pid, run, release };
}
