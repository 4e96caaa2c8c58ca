/** Runs the steps of steps.ts, says of each its result and seconds, and ends with "N passed, N failed, N skipped". */
import { spawn } from "node:child_process";
import { createWriteStream, existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { finished } from "node:stream/promises";
import { modes, planStages, type Facts, type Mode, type Stage, type Step } from "./steps.ts";

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What came of a step. */
interface Result extends Counts {
  /** A line for each test that failed. */
  readonly failures?: readonly string[];
}

interface TestFile {
  readonly name: string;
  readonly status: string;
  /** Why the file could not be loaded, if it could not. */
  readonly message?: string;
  readonly assertionResults: readonly {
    readonly status?: string;
    readonly fullName?: string;
    readonly failureMessages?: readonly string[];
  }[];
}

/** The part of vitest's JSON report that is counted. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly TestFile[];
}

const root = join(import.meta.dirname, "..");
/** The sbin folders are not on the PATH of a root shell that was opened with plain `su`. */
const path = [join(root, "node_modules/.bin"), ...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
const children = new Set<ReturnType<typeof spawn>>();

function gatherFacts(): Facts {
  const files = (directory: string): string[] =>
    existsSync(join(root, directory)) ? readdirSync(join(root, directory)).sort() : [];
  return {
    root: process.getuid?.() === 0,
    hasProgram: (name) => path.some((directory) => existsSync(join(directory, name))),
    manPages: files("man").map((name) => `man/${name}`),
    scripts: [
      ...["setup", "run"].filter((name) => files(".ci").includes(name)).map((name) => `.ci/${name}`),
      ...files("src/build/packages").flatMap((name) => (name.endsWith(".sh") ? [`src/build/packages/${name}`] : [])),
    ],
  };
}

/** Runs a program with its output in a file, and on the terminal too where `live`; resolves with its exit code. */
async function runProgram(argv: readonly string[], log: string, live: boolean): Promise<number> {
  const [program = "", ...args] = argv;
  const output = createWriteStream(log);
  const env = { ...process.env, PATH: path.join(delimiter), NO_COLOR: "1", FORCE_COLOR: undefined };
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env });
  children.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(output, { end: false });
    if (live) stream.pipe(process.stdout, { end: false });
  }
  const code = await new Promise<number>((resolve) => {
    child.once("error", (error) => {
      output.write(`${error.message}\n`);
      resolve(127);
    });
    child.once("close", (status) => {
      resolve(status ?? 1);
    });
  });
  children.delete(child);
  output.end();
  await finished(output);
  return code;
}

/** A file that could not even be loaded counts as one failure, and so does a run that failed without a failed test. */
export function countReport(report: VitestReport | undefined, exitCode: number): Counts {
  const broken =
    report?.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    ) ?? [];
  const failed = (report?.numFailedTests ?? 0) + broken.length;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

const shownLines = 3;

/** How a message begins and ends, without the calls that led to it; a command's own error is often the end of what it said. */
function shortenMessage(message: string): string {
  const lines = message.split("\n").filter((line) => line.trim() !== "" && !/^\s+at .*[:)]/u.test(line));
  const [start, end] = [lines.slice(0, shownLines), lines.slice(shownLines).slice(-shownLines)];
  const left = lines.length > 2 * shownLines ? ["[...]"] : [];
  return [...start, ...left, ...end].join(" ").replaceAll(/\s+/gu, " ");
}

/** One line a test, since in a long log nobody finds the few that failed: the file, the title and its messages in short. */
export function listFailures(report: VitestReport | undefined): string[] {
  const line = (file: string, title: string | undefined, messages: readonly string[]): string =>
    [relative(root, file), title, ...messages.map(shortenMessage)]
      .filter((part) => part !== undefined && part !== "")
      .join(" > ");
  return (report?.testResults ?? [])
    .filter(({ status }) => status === "failed")
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === "failed");
      if (failed.length === 0) return [line(name, undefined, message === undefined ? [] : [message])];
      return failed.map(({ fullName, failureMessages = [] }) => line(name, fullName, failureMessages));
    });
}

async function runStep(step: Step, scratch: string): Promise<Result> {
  if (step.skip !== undefined) {
    console.log(`skip  ${step.name}: ${step.skip}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const started = performance.now();
  const file = join(scratch, step.name.replaceAll(" ", "-"));
  const live = step.live === true;
  if (live) console.log(`run   ${step.name}`);
  const reporters = ["--reporter", live ? "verbose" : "default", "--reporter", "json", "--outputFile", `${file}.json`];
  const exitCode = await runProgram([...step.argv, ...(step.kind === "tests" ? reporters : [])], `${file}.log`, live);
  const text = step.kind === "tests" ? await readFile(`${file}.json`, "utf8").catch(() => undefined) : undefined;
  const report = text === undefined ? undefined : (JSON.parse(text) as VitestReport);
  const counts =
    step.kind === "tests"
      ? countReport(report, exitCode)
      : { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const tests =
    step.kind === "tests" ? ` (${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped)` : "";
  console.log(`${counts.failed === 0 ? "ok  " : "FAIL"}  ${step.name}: ${seconds} s${tests}`);
  if (counts.failed > 0 && !live) console.log((await readFile(`${file}.log`, "utf8")).replace(/^/gmu, "      "));
  const failures = listFailures(report);
  return { ...counts, failures: counts.failed > 0 && failures.length === 0 ? [step.name] : failures };
}

function refuseStep({ name }: Step, needed: string): Result {
  console.log(`FAIL  ${name}: not run, because "${needed}" failed`);
  return { passed: 0, failed: 1, skipped: 0, failures: [name] };
}

/** Three at a time, in the order given; a step waits for the one that it needs. */
export async function runStage(stage: Stage, run: (step: Step) => Promise<Result>): Promise<Result[]> {
  const waiting = [...stage];
  const results = new Map(stage.map(({ name }) => [name, Promise.withResolvers<Result>()]));
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const { name, needs } = step;
      const needed = needs === undefined ? undefined : await results.get(needs)?.promise;
      const isRefused = needs !== undefined && (needed === undefined || needed.failed > 0);
      results.get(name)?.resolve(isRefused ? refuseStep(step, needs) : await run(step));
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return await Promise.all(Array.from(results.values(), async ({ promise }) => await promise));
}

function add(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts): number => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

async function main(mode: Mode): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), "bareon-test-"));
  const results: Result[] = [];
  for (const stage of planStages(mode, gatherFacts()))
    results.push(...(await runStage(stage, async (step) => await runStep(step, scratch))));
  const total = add(results);
  await rm(scratch, { recursive: true });
  for (const failure of results.flatMap(({ failures = [] }) => failures)) console.log(`failed: ${failure}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 ? 0 : 1;
}

if (import.meta.main) {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      for (const child of children) child.kill(signal);
      process.exitCode = 1;
    });
  }
  const mode = modes.find((name) => name === process.argv[2]);
  if (mode === undefined) throw new Error(`usage: node test/run.ts ${modes.join("|")}`);
  process.exitCode = await main(mode);
}
