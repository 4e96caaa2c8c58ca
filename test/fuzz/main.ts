/** `npm run fuzz`: runs the fuzz targets in turn for a time and says what each found; what it found is kept as files. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { targets } from "./targets.ts";
import type { Answer, Finding, Order } from "./worker.ts";

const batch = 500;
/** Milliseconds without a word after which a thread is taken to hang. */
const patience = 20_000;
/** MiB of heap that a target may use. */
const heap = 512;

interface Round {
  readonly findings: readonly Finding[];
  /** Inputs that were run. */
  readonly count: number;
}

/** Runs one batch; a thread that hangs or runs out of memory is ended, and its input counts as a finding. */
async function runBatch(name: string, seed: number, order: Order): Promise<Round> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: { name, seed },
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  const { promise, resolve } = Promise.withResolvers<Round>();
  let at = order.first;
  const lost = (problem: string): void =>
    resolve({ findings: [{ number: at, problem, input: "" }], count: at - order.first + 1 });
  let timer = setTimeout(() => lost(`no answer within ${patience} ms`), patience);
  worker.on("message", (answer: Answer) => {
    clearTimeout(timer);
    timer = setTimeout(() => lost(`no answer within ${patience} ms`), patience);
    if (answer.kind === "at") at = answer.number;
    else resolve({ findings: answer.findings, count: order.count });
  });
  worker.on("error", (error) => lost(String(error)));
  worker.postMessage(order);
  const round = await promise;
  clearTimeout(timer);
  await worker.terminate();
  return round;
}

async function keep(folder: string, name: string, { number, problem, input }: Finding): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}-${number}`), `${problem}\n\n${input}\n`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      target: { type: "string", multiple: true },
    },
  });
  const end = Date.now() + Number(values.minutes) * 60_000;
  const chosen = targets.filter(({ name }) => values.target?.includes(name) ?? true);
  const seed = Number(values.seed);
  const counts = new Map<string, { runs: number; found: number }>(
    chosen.map(({ name }) => [name, { runs: 0, found: 0 }]),
  );
  for (let first = 0; Date.now() < end; first += batch) {
    for (const { name } of chosen) {
      if (Date.now() >= end) break;
      const { findings, count } = await runBatch(name, seed, { first, count: batch });
      const sum = counts.get(name) ?? { runs: 0, found: 0 };
      counts.set(name, { runs: sum.runs + count, found: sum.found + findings.length });
      for (const finding of findings) {
        console.log(`${name}, input ${finding.number} of seed ${seed}: ${finding.problem.split("\n")[0] ?? ""}`);
        await keep(join(import.meta.dirname, "../../build/fuzz"), name, finding);
      }
    }
  }
  for (const [name, { runs, found }] of counts) console.log(`${name.padEnd(24)} ${runs} inputs, ${found} findings`);
  return [...counts.values()].some(({ found }) => found > 0) ? 1 : 0;
}

process.exitCode = await main();
