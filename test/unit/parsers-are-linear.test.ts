/** Every reader of text or bytes from outside: what it does with an input takes time by the length of the input, and it refuses with a BareonError or not at all. */
import { describe, expect, test } from "vitest";
import { type GrowingInput, growingBytes, growingJson } from "../fuzz/pathological.ts";
import { type Target, targets } from "../fuzz/targets.ts";
import { problemOf } from "../fuzz/worker.ts";

const short = 4 * 1024;
const long = 4 * short;
/** Milliseconds of processor time that need no second look, for the short input and for the long one; nearly everything takes less than a fifth of them. */
const little = { short: 8, long: 30 };
/** How many times as long the long input may take: four times is linear, sixteen times is quadratic. */
const mostGrowth = 8;
/** Milliseconds that no input of that length may take, however linear. */
const most = 1000;

/** Milliseconds of this thread's processor time, so that other tests beside this one do not matter; what it throws is not asked here. */
async function timeOf({ run }: Target, input: unknown): Promise<number> {
  const start = process.threadCpuUsage();
  try {
    await run(input as never);
  } catch {
    // problemOf looks at it.
  }
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

/** The best of some runs: collecting garbage takes part in them. */
async function bestTime(target: Target, { make }: GrowingInput, length: number, runs: number): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < runs; count += 1) times.push(await timeOf(target, make(length)));
  return Math.min(...times);
}

/** What is wrong with the times of that many runs; undefined if nothing is. `first` is what the short one took before. */
async function judge(target: Target, input: GrowingInput, first: number, runs: number): Promise<string | undefined> {
  // What is worse than quadratic would not end.
  const endless = first > most / 4 && (await bestTime(target, input, short, runs)) > most / 4;
  const later = endless ? Infinity : await bestTime(target, input, long, runs);
  // Most of what takes a little for the short input takes no more for the long one: there is a limit.
  if (later < little.long) return undefined;
  const once = await bestTime(target, input, short, runs);
  if (later < most && later < once * mostGrowth) return undefined;
  return `${input.name}: ${once.toFixed(0)} ms for ${short} bytes, ${later.toFixed(0)} ms for ${long}`;
}

/** Undefined if the input is read in time. */
async function findSlowness(target: Target, input: GrowingInput): Promise<string | undefined> {
  const first = await timeOf(target, input.make(short));
  if (first < little.short) return undefined;
  return (await judge(target, input, first, 1)) === undefined ? undefined : await judge(target, input, first, 3);
}

function growing({ seeds }: Target): GrowingInput[] {
  return seeds.kind === "bytes" ? growingBytes(seeds.list) : growingJson(seeds.list);
}

// Processor time is what counts: a busy machine may take long for it.
describe.each(targets)("$name", { timeout: 120_000 }, (target) => {
  test("what it is known to have tripped over is read or refused, in time", async () => {
    for (const seed of target.seeds.list) expect(await problemOf(target, seed)).toBeUndefined();
  });

  test("four times as much of anything takes no more than a few times as long", async () => {
    const problems: string[] = [];
    for (const input of growing(target)) {
      const problem = await findSlowness(target, input);
      if (problem !== undefined) problems.push(problem);
      // Old code would take minutes for all of them.
      if (problems.length === 3) break;
    }
    expect(problems).toEqual([]);
  });
});
