/** A program that is kept running for what it stands for, such as a namespace or a lock, and that never outlives this process. */
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Command, Output } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import { endOfAnswer, parseAnswer, renderRequest } from "../../programs/runner.ts";
import type { HeldProgram } from "../host.ts";
import { refuseWithoutProc } from "./namespace.ts";
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

/** Sends requests to a runner, which answers them in their order: each without waiting for the one before, so that the runner never waits. */
function createExchange(
  { program }: Command,
  { stdin, stdout }: PipedProgram,
  mark: string,
  env: Environment,
): (command: Command) => Promise<Output> {
  const end = endOfAnswer(mark);
  const waiting: PromiseWithResolvers<Output>[] = [];
  let received = Buffer.alloc(0);
  let isClosed = false;
  const ended = (): BareonError => new BareonError("failure", `${program} has ended before its time.`);
  stdout.on("data", (chunk: Buffer) => {
    let from = Math.max(0, received.length - end.length);
    received = Buffer.concat([received, chunk]);
    for (let at = received.indexOf(end, from); at >= 0; at = received.indexOf(end, from)) {
      waiting.shift()?.resolve(parseAnswer(received.toString("utf8", 0, at)));
      received = received.subarray(at + end.length);
      from = 0;
    }
  });
  stdout.once("close", () => {
    isClosed = true;
    for (const one of waiting) one.reject(ended());
  });
  const paths = new Map<string, Promise<string>>();
  let last: Promise<unknown> = Promise.resolve();
  return async (command) => {
    const path = paths.get(command.program) ?? findProgram(command.program, env);
    paths.set(command.program, path);
    const before = last;
    const sent = (async () => {
      const request = renderRequest({ ...command, program: await path });
      await before;
      if (isClosed) throw ended();
      const answer = Promise.withResolvers<Output>();
      waiting.push(answer);
      stdin?.write(request);
      return answer;
    })();
    last = sent.catch(() => undefined);
    return await (
      await sent
    ).promise;
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
  refuseWithoutProc();
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
