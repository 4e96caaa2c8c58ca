/** This machine as a Host: the one file that starts programs; files are local-files.ts. */
import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Command, type Output, redact, renderCommand } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { Report } from "../../base/events.ts";
import { flockStdin } from "../../programs/flock.ts";
import { inNamespaceFile } from "../../programs/namespace.ts";
import { holdProgram } from "./held-program.ts";
import type { HeldLock, HeldProgram, Host, RunOptions } from "../host.ts";
import { createLineSplitter } from "./line-splitter.ts";
import { createLocalFiles } from "./files.ts";
import { outerMounts } from "./namespace.ts";
import { ProcessGroups } from "./process-group.ts";
import { streamProgram } from "./streamed-program.ts";

const searchPath = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
/** curl reads these. */
const proxies = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];
/** What every program gets, and, with the proxies of our own environment, all it gets. */
const fixedEnvironment = { PATH: searchPath.join(":"), LC_ALL: "C", HOME: "/root" };
const stdoutLimit = 64 * 1024 * 1024;
const stderrKept = 256 * 1024;
const quotedLines = 12;

export interface LocalHostOptions {
  readonly signal: AbortSignal;
  readonly report: Report;
}

type Environment = Readonly<Record<string, string>>;

function readEnvironment(): Environment {
  const set = proxies.flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...fixedEnvironment, ...Object.fromEntries(set) };
}

/** How a program ended, whether that was a success or not. */
interface Ending {
  readonly exitCode: number | undefined;
  readonly endedBy: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Collects a stream; beyond `limit` bytes either the oldest are dropped or, with `onOverflow`, that is called once. */
function collect(stream: Readable, limit: number, onOverflow?: () => void): () => string {
  let chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= limit) return;
    onOverflow?.();
    chunks = [Buffer.concat(chunks).subarray(-limit)];
    size = limit;
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

/** Feeds lines on; the first error of the callback is kept, and `onError` called. */
function feedLines(stream: Readable, onLine: (line: string) => void, onError: () => void): () => void {
  let failure: { readonly error: unknown } | undefined;
  const guarded = (line: string): void => {
    if (failure !== undefined) return;
    try {
      onLine(line);
    } catch (error) {
      failure = { error };
      onError();
    }
  };
  const splitter = createLineSplitter(guarded);
  stream.on("data", (chunk: Buffer) => splitter.push(chunk));
  return () => {
    splitter.end();
    if (failure !== undefined) throw failure.error;
  };
}

/** Starts the program in its own group and waits until it and its output streams have ended. */
async function execute(
  command: Command,
  { environment, groups }: { readonly environment: Environment; readonly groups: ProcessGroups },
  options: RunOptions,
): Promise<Ending> {
  const { execa } = await import("execa");
  const child = execa(command.program, command.args, {
    detached: true,
    reject: false,
    buffer: false,
    extendEnv: false,
    cwd: "/",
    env: { ...environment, ...command.env },
    ...(command.input === undefined ? { stdin: "ignore" } : { input: command.input }),
  });
  if (child.pid === undefined) {
    const result = await child;
    throw notStarted(command, result.code);
  }
  using guard = groups.guard(child.pid, options.unabortable !== true);
  let overflowed = false;
  let late = false;
  const timer =
    options.limit === undefined
      ? undefined
      : setTimeout(() => {
          late = true;
          guard.stop();
        }, options.limit * 1000);
  const stderr = collect(child.stderr, stderrKept);
  const stdout =
    options.onLine === undefined
      ? collect(child.stdout, stdoutLimit, () => {
          overflowed = true;
          guard.stop();
        })
      : undefined;
  const finishLines = options.onLine === undefined ? undefined : feedLines(child.stdout, options.onLine, guard.stop);
  const finished = new Promise<void>((resolve, reject) => {
    child.nodeChildProcess.once("exit", () => {
      clearTimeout(timer);
      void guard.finish().then(resolve, reject);
    });
  });
  const [result] = await Promise.all([child, finished]);
  finishLines?.();
  if (overflowed)
    throw new BareonError("failure", `${command.program} printed more than ${stdoutLimit} bytes and was ended.`);
  if (late)
    throw new BareonError(
      "failure",
      `${command.program} had not ended after ${options.limit ?? 0} s and was stopped${endOf(stderr())}`,
    );
  return { exitCode: result.exitCode, endedBy: result.signal, stdout: stdout?.() ?? "", stderr: stderr() };
}

function notStarted(command: Command, code: string | undefined): BareonError {
  if (code !== "ENOENT")
    return new BareonError("failure", `${command.program} could not be started (${code ?? "unknown reason"}).`);
  return new BareonError("failure", `The program ${command.program} was not found in ${fixedEnvironment.PATH}.`, {
    hint: `Install the package that has ${command.program}.`,
  });
}

function endOf(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/u)
    .filter((line) => line.trim() !== "")
    .slice(-quotedLines);
  return lines.map((line) => `\n  ${redact(line).replaceAll(/\p{Cc}/gu, " ")}`).join("");
}

function failed(command: Command, ending: Ending): BareonError {
  const how =
    ending.endedBy === undefined
      ? `failed with exit code ${ending.exitCode ?? "unknown"}`
      : `was ended by ${ending.endedBy}`;
  const quoted = endOf(ending.stderr);
  return new BareonError(
    "failure",
    `${command.program} ${how}${quoted === "" ? "" : `:${quoted}`}\nThe command was: ${renderCommand(command)}`,
  );
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
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  const { command, busyCode } = flockStdin();
  try {
    const child = spawn(command.program, command.args, { env: fixedEnvironment, stdio: [file.fd, "ignore", "ignore"] });
    const exitCode = await new Promise<number | null>((resolve, reject) =>
      child.once("error", reject).once("exit", resolve),
    );
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
export function createLocalHost({ signal, report }: LocalHostOptions): Host {
  const groups = new ProcessGroups(signal);
  const environment = readEnvironment();
  /** Reports the end of a program; gives its Output, or throws where its exit code is none that the command accepts. */
  const judge = (command: Command, ending: Ending, begin: number, abort: AbortSignal | undefined): Output => {
    const seconds = Math.round(performance.now() - begin) / 1000;
    report({ event: "command", command: renderCommand(command), exitCode: ending.exitCode ?? null, seconds });
    const accepted = ending.exitCode !== undefined && (command.okCodes ?? [0]).includes(ending.exitCode);
    if (accepted) return { exitCode: ending.exitCode, stdout: ending.stdout, stderr: ending.stderr };
    abort?.throwIfAborted();
    throw failed(command, ending);
  };
  const run = async (command: Command, options: RunOptions = {}): Promise<Output> => {
    const abort = options.unabortable === true ? undefined : signal;
    abort?.throwIfAborted();
    const begin = performance.now();
    return judge(command, await execute(command, { environment, groups }, options), begin, abort);
  };
  async function* stream(command: Command, input?: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, Output> {
    signal.throwIfAborted();
    const begin = performance.now();
    const ending = yield* streamProgram({ command, input, env: environment, groups }, (code) =>
      notStarted(command, code),
    );
    return judge(command, { ...ending, stdout: "" }, begin, signal);
  }
  const hold = async (command: Command): Promise<HeldProgram | Output> =>
    await holdProgram(command, environment, signal);
  const endedBy = (other: AbortSignal): Host => createLocalHost({ signal: AbortSignal.any([signal, other]), report });
  const outside = outerMounts();
  const runOutside = async (command: Command): Promise<Output | undefined> =>
    outside === undefined ? undefined : await run(inNamespaceFile(outside, command));
  return { ...createLocalFiles(), run, stream, endedBy, runOutside, hasProgram: findProgram, lock, hold };
}
