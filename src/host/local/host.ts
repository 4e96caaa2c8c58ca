/** This machine as a Host: the environment that programs get, their success, and locks; its files are in files.ts. */
import { constants } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Command, type Output, renderCommand } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { Report } from "../../base/events.ts";
import { flockStdin } from "../../programs/flock.ts";
import { inNamespaceFile } from "../../programs/nsenter.ts";
import { holdProgram } from "./held-program.ts";
import type { HeldLock, HeldProgram, Host, PausableHost, RunOptions } from "../host.ts";
import { attempt, createLocalFiles } from "./files.ts";
import { outerMountNamespace } from "./namespace.ts";
import { ProcessGroups } from "./process-group.ts";
import { type Environment, failed, startProgram } from "./program.ts";
import { type FinishedProgram, runProgram } from "./run-program.ts";
import { streamProgram } from "./streamed-program.ts";
import { proxies, searchPath } from "./surroundings.ts";

/** What every program gets, and, with the proxies of our own environment, all it gets. */
const fixedEnvironment = { PATH: searchPath.join(":"), LC_ALL: "C", HOME: "/root" };

export interface LocalHostOptions {
  readonly signal: AbortSignal;
  readonly report: Report;
}

function readEnvironment(): Environment {
  const set = proxies.flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...fixedEnvironment, ...Object.fromEntries(set) };
}

async function findProgram(name: string): Promise<boolean> {
  const paths = name.includes("/") ? [name] : searchPath.map((directory) => join(directory, name));
  for (const path of paths) {
    try {
      await access(path, constants.X_OK);
      if ((await stat(path)).isFile()) return true;
    } catch {
      continue;
    }
  }
  return false;
}

/** flock(2) belongs to the open file, so the lock that flock(1) takes on its standard input is ours after it ends. */
async function lock(path: string): Promise<HeldLock | undefined> {
  // A FIFO or a terminal in its place is not waited for.
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;
  const file = await attempt(`open the lock ${path}`, async () => await open(path, flags, 0o600));
  const { command, busyCode } = flockStdin();
  try {
    const facts = await file.stat();
    if (!facts.isFile() && !facts.isBlockDevice())
      throw new BareonError("failure", `${path} is no file that can be locked.`, {
        hint: "Look what it is, and remove it: it is made again.",
      });
    const started = await startProgram(command, { env: fixedEnvironment, stdio: [file.fd, "ignore", "ignore"] });
    const { exitCode } = await started.exited;
    if (exitCode === 0) return { release: async () => await file.close() };
    if (exitCode !== busyCode) throw new BareonError("failure", `flock failed on ${path}.`);
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return undefined;
}

/** The Host of this machine; `signal` stops running programs, `report` hears of each that ended. */
export function createLocalHost({ signal, report }: LocalHostOptions, groups = new ProcessGroups(signal)): Host {
  const environment = readEnvironment();
  /** Reports the end of a program; returns its Output, and throws if the command does not accept its exit code. */
  const judge = (command: Command, ending: FinishedProgram, begin: number, abort: AbortSignal | undefined): Output => {
    const { exitCode, stdout, stderr } = ending;
    const seconds = Math.round(performance.now() - begin) / 1000;
    report({ event: "command", command: renderCommand(command), exitCode: exitCode ?? null, seconds });
    if (exitCode !== undefined && (command.okCodes ?? [0]).includes(exitCode)) return { exitCode, stdout, stderr };
    abort?.throwIfAborted();
    throw failed(command, ending, stderr);
  };
  const run = async (command: Command, options: RunOptions = {}): Promise<Output> => {
    const abort = options.unabortable === true ? undefined : signal;
    abort?.throwIfAborted();
    const begin = performance.now();
    return judge(command, await runProgram(command, { environment, groups }, options), begin, abort);
  };
  async function* stream(command: Command, input?: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, Output> {
    signal.throwIfAborted();
    const begin = performance.now();
    const ending = yield* streamProgram({ command, input, env: environment, groups });
    return judge(command, { ...ending, stdout: "" }, begin, signal);
  }
  const hold = async (command: Command): Promise<HeldProgram | Output> => {
    const held = await holdProgram(command, environment, signal);
    if (!("pid" in held)) return held;
    const runInside = async (inner: Command): Promise<Output> => {
      const begin = performance.now();
      const output = await held.run(inner);
      return judge(inner, { ...output, signal: undefined }, begin, undefined);
    };
    return { ...held, run: runInside };
  };
  const withSignal = (other: AbortSignal): Host =>
    createLocalHost({ signal: AbortSignal.any([signal, other]), report });
  const pausable = (): PausableHost => {
    const own = new ProcessGroups(signal);
    return {
      host: createLocalHost({ signal, report }, own),
      pause: () => own.signalAbortable("SIGSTOP"),
      resume: () => own.signalAbortable("SIGCONT"),
    };
  };
  const outside = outerMountNamespace();
  const runInOuterMounts = async (command: Command): Promise<Output | undefined> =>
    outside === undefined ? undefined : await run(inNamespaceFile(outside, command));
  return {
    ...createLocalFiles(),
    run,
    stream,
    withSignal,
    pausable,
    runInOuterMounts,
    hasProgram: findProgram,
    lock,
    hold,
  };
}
