/** Starts programs for the other files of this folder and says how each of them ended: the only place that calls spawn. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { type Command, nameOf, redact, renderCommand } from "../../base/command.ts";
import { BareonError, systemErrorCode } from "../../base/errors.ts";
import { findMissing, missingProgram } from "./missing-program.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Bytes of a program's standard error that are kept: the newest. */
export const stderrKept = 256 * 1024;
/** Lines of it that a message quotes. */
const quotedLines = 12;

/** How a program ended, whether that was a success or not. */
export interface Ending {
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
}

export interface StartedProgram {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly exited: Promise<Ending>;
  /** As `exited`, once every pipe from the program is closed as well, also by what it started. */
  readonly closed: Promise<Ending>;
}

/**
 * Starts a program; the command's `env` is added to that of the options, and its `input` is not used. Throws BareonError "failure"
 * if it cannot be started. This is node:child_process and not execa, of which nothing else was used here: importing that took
 * 12 ms, and each start 2 ms more (execa 10.2 on Node 24, of which an empty program takes 24 ms).
 */
export async function startProgram(
  command: Command,
  options: SpawnOptions & { readonly env: Environment },
): Promise<StartedProgram> {
  const env = { ...options.env, ...command.env };
  let child: ChildProcess;
  try {
    child = spawn(command.program, command.args, { ...options, env });
  } catch (error) {
    throw notStarted(command, systemErrorCode(error));
  }
  const { pid } = child;
  if (pid === undefined) {
    const [error] = (await once(child, "error")) as [Error];
    throw notStarted(command, systemErrorCode(error));
  }
  const ended = async (event: "exit" | "close"): Promise<Ending> =>
    await new Promise((resolve) => {
      child.once(event, (exitCode: number | null, signal: NodeJS.Signals | null) =>
        resolve({ exitCode: exitCode ?? undefined, signal: signal ?? undefined }),
      );
    });
  return { child, pid, exited: ended("exit"), closed: ended("close") };
}

export interface PipedProgram extends StartedProgram {
  readonly stdin: Writable | null;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/** Starts a program as the leader of a process group of its own, with pipes; without `input` it reads an empty file. */
export async function startPiped(command: Command, env: Environment, input: boolean): Promise<PipedProgram> {
  const started = await startProgram(command, {
    cwd: "/",
    detached: true,
    env,
    stdio: [input ? "pipe" : "ignore", "pipe", "pipe"],
  });
  const { stdin, stdout, stderr } = started.child;
  if (stdout === null || stderr === null) throw new Error("a program was started without its pipes");
  // EPIPE if the program has ended: its exit code tells more.
  stdin?.on("error", () => undefined);
  return { ...started, stdin, stdout, stderr };
}

/** Collects a stream as text; beyond `limit` bytes the oldest are dropped, and `onOverflow` is called. */
export function collect(stream: Readable, limit: number, onOverflow?: () => void): () => string {
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

function notStarted({ program }: Command, code: string | undefined): BareonError {
  return code === "ENOENT"
    ? missingProgram(program)
    : new BareonError("failure", `${program} could not be started (${code ?? "unknown reason"}).`);
}

/** The last lines of a program's standard error for a message, each on a line of its own; secrets are hidden. */
export function quoteEnd(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/u)
    .filter((line) => line.trim() !== "")
    .slice(-quotedLines);
  return lines.map((line) => `\n  ${redact(line).replaceAll(/\p{Cc}/gu, " ")}`).join("");
}

/** The error for an ending that the command does not accept. */
export function failed(command: Command, { exitCode, signal }: Ending, stderr: string): BareonError {
  const missing = findMissing(command, exitCode);
  if (missing !== undefined) return missing;
  const how = signal === undefined ? `failed with exit code ${exitCode ?? "unknown"}` : `was ended by ${signal}`;
  const quoted = quoteEnd(stderr);
  return new BareonError(
    "failure",
    `${nameOf(command)} ${how}${quoted === "" ? "" : `:${quoted}`}\nThe command was: ${renderCommand(command)}`,
  );
}
