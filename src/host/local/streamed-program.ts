/** A program as a stage of a pipeline: what it prints comes as it is printed, and what it reads may be another stage; which exit codes are a success is decided in host.ts. */
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Command } from "../../base/command.ts";
import { rethrow } from "../../base/errors.ts";
import type { ProcessGroups } from "./process-group.ts";
import { collect, type Ending, type Environment, startPiped, stderrKept } from "./program.ts";

/** Bytes that wait for a program which is busy, so that a slow write does not stop the network. */
const queued = 4 * 1024 * 1024;

export interface StreamEnding extends Ending {
  readonly stderr: string;
}

export interface Stage {
  readonly command: Command;
  readonly input: AsyncIterable<Uint8Array> | undefined;
  readonly env: Environment;
  readonly groups: ProcessGroups;
}

/** Resolves when the queue has room again; false if the program reads no more. */
async function hasRoom(stdin: Writable): Promise<boolean> {
  if (!stdin.writable) return false;
  if (stdin.writableLength < queued) return true;
  const controller = new AbortController();
  const { signal } = controller;
  await Promise.race([once(stdin, "drain", { signal }), once(stdin, "close", { signal })]).catch(() => undefined);
  controller.abort();
  return stdin.writable;
}

/**
 * Writes the input to the program. If that ends well before it has read everything, as tar does at the end mark of an archive,
 * the rest is read all the same, because a check of the input, such as its checksum, comes at its end.
 */
async function feed(stdin: Writable, input: AsyncIterable<Uint8Array>, exited: Promise<Ending>): Promise<void> {
  let reads = true;
  for await (const chunk of input) {
    if (reads) reads = await hasRoom(stdin);
    if (reads) stdin.write(chunk);
    else if ((await exited).exitCode !== 0) return;
  }
  stdin.end();
}

/** The contract of Host.stream, except that every exit code is accepted; throws if the program cannot be started. */
export async function* streamProgram({ command, input, env, groups }: Stage): AsyncGenerator<Uint8Array, StreamEnding> {
  const { child, pid, stdin, stdout, stderr, exited } = await startPiped(command, env, input !== undefined);
  const guard = groups.guard(pid, true);
  const errors = collect(stderr, stderrKept);
  let failure: { readonly error: unknown } | undefined;
  const fed =
    stdin === null || input === undefined
      ? Promise.resolve()
      : feed(stdin, input, exited).catch((error: unknown) => {
          failure = { error };
          guard.stop();
          stdin.destroy();
        });
  try {
    for await (const chunk of stdout) yield chunk as Uint8Array;
    const [ending] = await Promise.all([exited, fed]);
    if (failure !== undefined) rethrow(failure.error);
    return { ...ending, stderr: errors() };
  } finally {
    // A caller that reads no further has no use for the program.
    if (child.exitCode === null && child.signalCode === null) guard.stop();
    stdin?.destroy();
    await exited;
    await guard.finish();
    guard[Symbol.dispose]();
  }
}
