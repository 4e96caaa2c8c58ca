/** One fuzz target in a thread of its own: makes the inputs of the numbers that it is told, runs them and says what each did. */
import { parentPort, workerData } from "node:worker_threads";
import { BareonError } from "../../src/base/errors.ts";
import { renderMessage } from "../../src/cli/error-text.ts";
import { mutateBytes, mutateJson, randomRow } from "./mutate.ts";
import { type Target, targets } from "./targets.ts";

export interface Order {
  readonly first: number;
  readonly count: number;
}

/** What one input did; `input` is what has to be given to the target to see it again. */
export interface Finding {
  readonly number: number;
  readonly problem: string;
  readonly input: string;
}

export type Answer =
  | { readonly kind: "at"; readonly number: number }
  | { readonly kind: "done"; readonly findings: readonly Finding[] };

/** Milliseconds of processor time that one input may take. */
const longestRun = 1000;

/** The text of the input with this number: base64 of bytes, or JSON. */
export function inputOf(
  { seeds }: Target,
  seed: number,
  number: number,
): { readonly text: string; readonly value: unknown } {
  const random = randomRow(Math.imul(seed + 1, 0x9e3779b1) ^ number);
  if (seeds.kind === "bytes") {
    const bytes = mutateBytes(seeds.list, random);
    return { text: Buffer.from(bytes).toString("base64"), value: bytes };
  }
  const value = mutateJson(seeds.list, random);
  return { text: JSON.stringify(value) ?? "null", value };
}

/** Undefined where the target did what it may do with the input: read it, or refuse it with a BareonError, in time. */
export async function problemOf({ run }: Target, value: unknown): Promise<string | undefined> {
  const start = process.threadCpuUsage();
  try {
    await run(value as never);
  } catch (error) {
    if (!(error instanceof BareonError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
    // What is said of it has to be made in time as well.
    renderMessage(error);
  }
  const { user, system } = process.threadCpuUsage(start);
  const used = (user + system) / 1000;
  return used > longestRun ? `it took ${used.toFixed(0)} ms of processor time` : undefined;
}

async function serve(port: NonNullable<typeof parentPort>, target: Target, seed: number): Promise<void> {
  port.on("message", (order: Order) => {
    void (async () => {
      const findings: Finding[] = [];
      for (let number = order.first; number < order.first + order.count; number += 1) {
        port.postMessage({ kind: "at", number } satisfies Answer);
        const { text, value } = inputOf(target, seed, number);
        const problem = await problemOf(target, value);
        if (problem !== undefined) findings.push({ number, problem, input: text });
      }
      port.postMessage({ kind: "done", findings } satisfies Answer);
    })();
  });
}

if (parentPort !== null) {
  const { name, seed } = workerData as { readonly name: string; readonly seed: number };
  const target = targets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`no fuzz target is called ${name}`);
  await serve(parentPort, target, seed);
}
