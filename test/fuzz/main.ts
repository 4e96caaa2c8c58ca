/** `npm run fuzz`: runs the fuzz targets in turn for a time and says what each found; what it found is kept as files. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { type Target, targets } from "./targets.ts";
import { type Answer, type Finding, type Order, inputOf, problemOf } from "./worker.ts";

const batch = 500;
/** Milliseconds without a word after which a thread is taken to hang. */
const patience = 60_000;
/** MiB of heap that a target may use. */
const heap = 512;
const findings = join(import.meta.dirname, "../../build/fuzz");

interface Round {
  readonly findings: readonly Finding[];
  /** Inputs that were run. */
  readonly count: number;
}

/** Runs one batch; a thread that hangs or runs out of memory is ended, and its input counts as a finding. */
async function runBatch(target: Target, seed: number, order: Order): Promise<Round> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: { name: target.name, seed },
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  const { promise, resolve } = Promise.withResolvers<Round>();
  let at = order.first;
  const lost = (problem: string): void => {
    const { text } = inputOf(target, seed, at);
    resolve({ findings: [{ number: at, problem, input: text }], count: at - order.first + 1 });
  };
  const startTimer = (): NodeJS.Timeout => setTimeout(() => lost(`no answer within ${patience} ms`), patience);
  let timer = startTimer();
  worker.on("message", (answer: Answer) => {
    clearTimeout(timer);
    timer = startTimer();
    if (answer.kind === "at") at = answer.number;
    else resolve({ findings: answer.findings, count: order.count });
  });
  worker.on("error", (error) => lost(String(error)));
  worker.on("exit", () => lost("the thread ended"));
  worker.postMessage(order);
  const round = await promise;
  clearTimeout(timer);
  await worker.terminate();
  return round;
}

async function keep({ name }: Target, seed: number, { number, problem, input }: Finding): Promise<void> {
  const again = `npm run fuzz -- --target ${name} --seed ${seed} --only ${number}`;
  console.log(`${again}\n    ${problem.split("\n")[0] ?? ""}`);
  await mkdir(findings, { recursive: true });
  await writeFile(join(findings, `${name}-${seed}-${number}`), `${again}\n${problem}\n\n${input}\n`);
}

/** Runs one input in this thread, where a debugger can look at it; the input is written beside the findings, as it is. */
async function runOne(target: Target, seed: number, number: number): Promise<boolean> {
  const { text, value } = inputOf(target, seed, number);
  const path = join(findings, `${target.name}-${seed}-${number}.input`);
  await mkdir(findings, { recursive: true });
  await writeFile(path, target.seeds.kind === "bytes" ? Buffer.from(text, "base64") : text);
  console.log(`The input is in ${path}`);
  const problem = await problemOf(target, value);
  console.log(problem ?? "It is read, or refused, in time.");
  return problem === undefined;
}

/** What became of a target's inputs. */
interface Sum {
  runs: number;
  found: number;
  /** Milliseconds. */
  time: number;
}

/** Runs the targets in turn until the time is over; true if nothing was found. */
async function runAll(chosen: readonly Target[], seed: number, end: number): Promise<boolean> {
  const sums = new Map<Target, Sum>(chosen.map((target) => [target, { runs: 0, found: 0, time: 0 }]));
  for (let first = 0; Date.now() < end; first += batch) {
    for (const [target, sum] of sums) {
      if (Date.now() >= end) break;
      const start = Date.now();
      const round = await runBatch(target, seed, { first, count: batch });
      sum.runs += round.count;
      sum.found += round.findings.length;
      sum.time += Date.now() - start;
      for (const finding of round.findings) await keep(target, seed, finding);
    }
  }
  for (const [{ name }, { runs, found, time }] of sums)
    console.log(
      `${name.padEnd(20)} ${String(runs).padStart(9)} inputs, ${rate(runs, time)} a second, ${found} findings`,
    );
  const all = [...sums.values()];
  const found = all.reduce((total, sum) => total + sum.found, 0);
  const runs = all.reduce((total, sum) => total + sum.runs, 0);
  const idle = all.filter((sum) => sum.runs === 0).length;
  console.log(`seed ${seed}: ${runs} inputs, ${found} findings${idle > 0 ? `, ${idle} targets not reached` : ""}`);
  return found === 0;
}

function rate(runs: number, time: number): string {
  return String(Math.round((runs * 1000) / Math.max(time, 1))).padStart(6);
}

/** Exits with 0 if nothing was found, 1 if something was, 2 for a wrong command line. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      target: { type: "string", multiple: true },
      only: { type: "string" },
    },
  });
  const chosen = targets.filter(({ name }) => values.target?.includes(name) ?? true);
  const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
  const [first] = chosen;
  if (first === undefined || Number.isNaN(seed + minutes) || (values.only !== undefined && chosen.length > 1)) {
    console.error(`Options: --minutes N, --seed N, --target NAME, --only NUMBER (with one target).`);
    console.error(`Targets: ${targets.map(({ name }) => name).join(" ")}`);
    return 2;
  }
  const isClean =
    values.only === undefined
      ? await runAll(chosen, seed, Date.now() + minutes * 60_000)
      : await runOne(first, seed, Number(values.only));
  return isClean ? 0 : 1;
}

process.exitCode = await main();
