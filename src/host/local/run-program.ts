/** A program from its start to its end, with what it printed; which exit codes are a success is decided in host.ts. */
import type { Readable } from "node:stream";
import { type Command, nameOf } from "../../base/command.ts";
import { BareonError } from "../../base/errors.ts";
import type { RunOptions } from "../host.ts";
import { createLineSplitter } from "./line-splitter.ts";
import type { ProcessGroups } from "./process-group.ts";
import { collect, type Ending, type Environment, quoteEnd, startPiped, stderrKept } from "./program.ts";

const stdoutLimit = 64 * 1024 * 1024;

/** Calls `onLine` for each line; its first error is kept for the function that is returned, and `onError` is called. */
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

export interface FinishedProgram extends Ending {
  readonly stdout: string;
  readonly stderr: string;
}

/** Waits until the program, its output streams and its whole process group have ended; with a limit, no longer than that for the streams. */
export async function runProgram(
  command: Command,
  { environment, groups }: { readonly environment: Environment; readonly groups: ProcessGroups },
  options: RunOptions,
): Promise<FinishedProgram> {
  const { pid, stdin, stdout, stderr, exited, closed } = await startPiped(
    command,
    environment,
    command.input !== undefined,
  );
  using guard = groups.guard(pid, options.unabortable !== true);
  stdin?.end(command.input);
  let refusal: string | undefined;
  const refuse = (reason: string): void => {
    refusal ??= reason;
    guard.stop();
  };
  const { limit } = options;
  const stopAtLimit = async (): Promise<void> => {
    refuse(`had not ended after ${limit} s and was stopped`);
    await exited;
    await guard.finish();
    // What has left the group may hold them for as long as it likes.
    stdout.destroy();
    stderr.destroy();
  };
  const timer = limit === undefined ? undefined : setTimeout(() => void stopAtLimit(), limit * 1000);
  const errors = collect(stderr, stderrKept);
  const output =
    options.onLine === undefined
      ? collect(stdout, stdoutLimit, () => refuse(`printed more than ${stdoutLimit} bytes and was ended.`))
      : undefined;
  const finishLines = options.onLine === undefined ? undefined : feedLines(stdout, options.onLine, guard.stop);
  const finish = async (): Promise<void> => {
    await exited;
    await guard.finish();
  };
  const [ending] = await Promise.all([closed, finish()]).finally(() => clearTimeout(timer));
  finishLines?.();
  if (refusal !== undefined) throw new BareonError("failure", `${nameOf(command)} ${refusal}${quoteEnd(errors())}`);
  return { ...ending, stdout: output?.() ?? "", stderr: errors() };
}
