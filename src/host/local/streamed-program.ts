/** A program as a stage of a pipeline: what it prints comes as it is printed, and what it reads may be another stage; what its exit code means is local-host.ts's. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Command } from "../../base/command.ts";
import { rethrow } from "../../base/errors.ts";
import type { ProcessGroups } from "./process-group.ts";

/** Bytes that wait for a program which is busy, so that a slow write does not stop the network. */
const queued = 4 * 1024 * 1024;
const stderrKept = 64 * 1024;

export interface StreamEnding {
  readonly exitCode: number | undefined;
  readonly endedBy: string | undefined;
  readonly stderr: string;
}

export interface Stage {
  readonly command: Command;
  readonly input: AsyncIterable<Uint8Array> | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly groups: ProcessGroups;
}

/** Resolves when the queue has room again; false where the program reads no more. */
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
 * Gives the input to the program. Where that ends well before it has read everything, as tar does at the end mark of an archive,
 * the rest is read all the same, since whoever checks the input does so at its end.
 */
async function feed(stdin: Writable, input: AsyncIterable<Uint8Array>, exited: Promise<number | null>): Promise<void> {
  let reads = true;
  for await (const chunk of input) {
    if (reads) reads = await hasRoom(stdin);
    if (reads) stdin.write(chunk);
    else if ((await exited) !== 0) return;
  }
  stdin.end();
}

function collectEnd(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => (text = (text + chunk.toString()).slice(-stderrKept)));
  return () => text;
}

/** Undefined is returned where the program could not be started, for the reason that `onMissing` is told. */
export async function* streamProgram(
  { command, input, env, groups }: Stage,
  onMissing: (code: string | undefined) => Error,
): AsyncGenerator<Uint8Array, StreamEnding> {
  const child = spawn(command.program, command.args, {
    cwd: "/",
    detached: true,
    env: { ...env, ...command.env },
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  if (child.pid === undefined) {
    const [error] = (await once(child, "error")) as [NodeJS.ErrnoException];
    throw onMissing(error.code);
  }
  const guard = groups.guard(child.pid, true);
  const stderr = collectEnd(child);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let failure: { readonly error: unknown } | undefined;
  // EPIPE where the program has ended: its exit code tells more.
  child.stdin?.on("error", () => undefined);
  const fed =
    child.stdin === null || input === undefined
      ? Promise.resolve()
      : feed(child.stdin, input, exited).catch((error: unknown) => {
          failure = { error };
          guard.stop();
          child.stdin?.destroy();
        });
  try {
    for await (const chunk of child.stdout ?? []) yield chunk as Uint8Array;
    await Promise.all([exited, fed]);
    if (failure !== undefined) rethrow(failure.error);
    return { exitCode: child.exitCode ?? undefined, endedBy: child.signalCode ?? undefined, stderr: stderr() };
  } finally {
    // Whoever reads no further has no use for the program.
    if (child.exitCode === null && child.signalCode === null) guard.stop();
    child.stdin?.destroy();
    await exited;
    await guard.finish();
    guard[Symbol.dispose]();
  }
}
