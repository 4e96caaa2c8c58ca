/** Reads the parts of a bug report: within a limit of time and of bytes each, so that whatever a machine has hinders none of the others. */
import { BareonError } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import type { Command } from "../base/command.ts";
import { enterStore, openStore, type StoreOptions } from "../boot/store/store.ts";
import type { Context } from "../host/host.ts";
import { resolveInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { pause } from "../host/wait.ts";
import type { Kept, Part } from "./part.ts";

/** What was read of a part. */
export interface Gathered {
  /** Null if nothing was. */
  readonly content: Uint8Array | null;
  /** Why it is missing or not whole; null if it is neither. */
  readonly problem: string | null;
  /** True if what read it still runs, and cannot be ended. */
  readonly isStuck?: boolean;
}

function missing(problem: string, isStuck = false): Gathered {
  return { content: null, problem, ...(isStuck ? { isStuck } : {}) };
}

/** Bytes of a part. */
const longestPart = MiB;
/** Seconds that a program or a look of our own may take, and after that to be ended: what waits for a dead disk cannot be. */
const usualLimits = { command: 20, result: 60, end: 12 };
/** Entries of a folder that are named. */
const mostNames = 500;

const anyCode = Array.from({ length: 256 }, (_, code) => code);

type Look = Pick<Context, "host" | "signal">;

function reasonOf(error: BareonError): string {
  return error.message.split("\n")[0] ?? "";
}

/** Does it with a signal of its own; what it does not end in time, and cannot be ended, goes on by itself. */
async function within<T>(
  { host, signal }: Look,
  { seconds, end }: { readonly seconds: number; readonly end: number },
  action: (own: Look) => Promise<T>,
  otherwise: (reason: string, isStuck?: boolean) => T,
): Promise<T> {
  const ended = AbortSignal.timeout(seconds * 1000);
  const waiting = new AbortController();
  const working = action({ host: host.withSignal(ended), signal: AbortSignal.any([signal, ended]) }).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      if (ended.aborted) return otherwise(`it had not ended after ${seconds} s and was stopped`);
      if (error instanceof BareonError) return otherwise(reasonOf(error));
      throw error;
    },
  );
  const leaving = pause(waiting.signal, (seconds + end) * 1000).then(
    () => otherwise(`it had not ended after ${seconds} s, and cannot be ended`, true),
    () => otherwise(""),
  );
  try {
    return await Promise.race([working, leaving]);
  } finally {
    waiting.abort(new Error("done"));
  }
}

/** Whole lines: half an address could not be told from other text. */
export function cutLines(content: Uint8Array, keep: Kept): Uint8Array {
  if (keep === "start") return content.subarray(0, content.lastIndexOf(10) + 1);
  const first = content.indexOf(10);
  return first < 0 ? new Uint8Array() : content.subarray(first + 1);
}

function describeCut(keep: Kept): string {
  return `cut: the ${keep === "start" ? "first" : "last"} ${longestPart} bytes are here`;
}

interface KeptBytes {
  readonly add: (piece: Uint8Array) => void;
  /** Whether there was more than is kept. */
  readonly isCut: () => boolean;
  readonly content: () => Uint8Array;
}

/** One end of a stream of bytes. */
function keepBytes(keep: Kept): KeptBytes {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let isCut = false;
  const lengthOfFirst = (): number => pieces[0]?.length ?? 0;
  return {
    add(piece) {
      pieces.push(piece);
      size += piece.length;
      isCut ||= size > longestPart;
      while (keep === "end" && size - lengthOfFirst() >= longestPart) size -= pieces.shift()?.length ?? 0;
    },
    isCut: () => isCut,
    content() {
      const all = Buffer.concat(pieces);
      if (!isCut) return all;
      return cutLines(keep === "start" ? all.subarray(0, longestPart) : all.subarray(-longestPart), keep);
    },
  };
}

/** What a program prints, of which one end is kept; an exit code that is not 0 is a problem. */
async function readOutput({ host }: Look, command: Command, keep: Kept): Promise<Gathered> {
  const stream = host.stream({ ...command, okCodes: anyCode });
  const kept = keepBytes(keep);
  try {
    for (let next = await stream.next(); ; next = await stream.next()) {
      if (next.done === true) {
        const { exitCode, stderr } = next.value;
        const said = stderr.trim().split("\n")[0] ?? "";
        const failed = `it ended with exit code ${exitCode}${said === "" ? "" : `: ${said}`}`;
        return { content: kept.content(), problem: kept.isCut() ? describeCut(keep) : exitCode === 0 ? null : failed };
      }
      kept.add(next.value);
      if (kept.isCut() && keep === "start") return { content: kept.content(), problem: describeCut(keep) };
    }
  } finally {
    await stream.return({ exitCode: 0, stdout: "", stderr: "" });
  }
}

async function readRegular({ host }: Look, path: string, keep: Kept): Promise<Gathered> {
  const facts = await host.facts(path);
  if (facts === undefined) return missing("it is gone");
  if (facts.kind !== "file") return missing(`it is no regular file (${facts.kind})`);
  if (facts.size <= longestPart) return { content: await host.readBytes(path, 0, facts.size), problem: null };
  const offset = keep === "start" ? 0 : facts.size - longestPart;
  const content = await host.readBytes(path, offset, longestPart);
  return { content: cutLines(content, keep), problem: describeCut(keep) };
}

async function readListing({ host }: Look, path: string): Promise<Gathered> {
  const names = await host.list(path);
  const lines: string[] = [];
  for (const name of names.slice(0, mostNames)) {
    const facts = await host.facts(`${path}/${name}`);
    if (facts === undefined) continue;
    const { kind, mode, owner, size } = facts;
    const target = kind === "symlink" ? ` -> ${await host.readLink(`${path}/${name}`)}` : "";
    lines.push(`${kind} ${mode.toString(8).padStart(4, "0")} ${owner} ${size} ${name}${target}\n`);
  }
  const left = names.length - mostNames;
  return { content: Buffer.from(lines.join("")), problem: left > 0 ? `${left} more names are left out` : null };
}

/** Reads it whole. */
async function readLinked({ host }: Look, path: string): Promise<Gathered> {
  return { content: (await host.readFile(path, longestPart)) ?? null, problem: null };
}

/** What the commands of these programs would print, each as data. */
export type Results = Readonly<Record<string, (ctx: Context) => Promise<unknown>>>;

async function readResult(ctx: Context, result: () => Promise<unknown>): Promise<Gathered> {
  const text = `${JSON.stringify(await result(), null, 2)}\n`;
  ctx.signal.throwIfAborted();
  return { content: Buffer.from(text), problem: null };
}

/** Reads one part that is not on the multiboot partition. Never throws but the reason of an abort. */
export async function gatherPart(
  ctx: Context,
  { source }: Pick<Part, "source">,
  results: Results,
  limits = usualLimits,
): Promise<Gathered> {
  if (source.kind === "result") {
    const result = results[source.result];
    if (result === undefined) throw new Error(`nothing tells the result ${source.result}`);
    const look = async (own: Look): Promise<Gathered> => {
      // What it tells people is in its result.
      const inner = { ...ctx, ...own, report: () => undefined };
      return await readResult(inner, async () => await result(inner));
    };
    return await within(ctx, { seconds: limits.result, end: limits.end }, look, missing);
  }
  const look = async (own: Look): Promise<Gathered> => {
    switch (source.kind) {
      case "command":
        return await readOutput(own, source.command, source.keep);
      case "file":
        return await readRegular(own, source.path, source.keep);
      case "listing":
        return await readListing(own, source.path);
      case "kernel":
      case "linked":
        return await readLinked(own, source.path);
      case "multiboot":
        throw new Error("a file of the multiboot partition is read with all others there");
    }
  };
  return await within(ctx, { seconds: limits.command, end: limits.end }, look, missing);
}

/** The files on the multiboot partition by their paths there, read in one go; a file that is not there is absent. */
export async function gatherMultiboot(
  ctx: Context,
  options: StoreOptions,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Gathered>> {
  const look = async (own: Look): Promise<ReadonlyMap<string, Gathered>> => {
    const inner = { ...ctx, ...own };
    const found = new Map<string, Gathered>();
    await using scope = new Scope();
    const store = await openStore(inner, scope, options);
    const top = await enterStore(store, "read");
    for (const path of paths) {
      const place = await resolveInRoot(own.host, top, path);
      if ((await own.host.facts(place)) !== undefined) found.set(path, await readRegular(own, place, "start"));
    }
    await scope.close();
    return found;
  };
  const failed = (problem: string, isStuck?: boolean): ReadonlyMap<string, Gathered> =>
    new Map(paths.map((path) => [path, missing(problem, isStuck)]));
  return paths.length === 0
    ? new Map()
    : await within(ctx, { seconds: usualLimits.result, end: usualLimits.end }, look, failed);
}
