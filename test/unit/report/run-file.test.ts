/** The file of a run: what it says after which event, that it is whole at any time, and which files stay. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ProgressEvent, Reporter } from "../../../src/base/events.ts";
import { parseRunStatus } from "../../../src/recipes/run-status.ts";
import { createRunReporter } from "../../../src/report/run-file.ts";
import type { RunStatus } from "../../../src/schema/run-status.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

const begin = { command: "deploy", pid: 4711, pid_start: 1234, log_file: "/var/log/bareon.log" };
const file = "0000000000001234-4711.json";

let scratch: Scratch;
let folder: string;
let failures: unknown[];
let time: number;

beforeEach(async () => {
  scratch = await scratchFolder();
  folder = join(scratch.path, "runs");
  failures = [];
  time = Date.parse("2026-11-29T08:00:00Z");
});

afterEach(async () => await scratch[Symbol.asyncDispose]());

function open(own: Partial<typeof begin> = {}): Reporter {
  return createRunReporter(
    folder,
    { ...begin, ...own },
    (error) => failures.push(error),
    () => new Date(time),
  );
}

async function read(): Promise<RunStatus> {
  const status = parseRunStatus(await readFile(join(folder, file), "utf8"));
  if (status === undefined) throw new Error("the file does not fit its schema");
  return status;
}

const start: ProgressEvent = { event: "start", version: 1, program: "bareon-provision", release: "0.1.0" };
const stepStart = (id: string, index: number): ProgressEvent => ({
  event: "step-start",
  id,
  title: `Do ${id}`,
  index,
  count: 3,
});
const stepFinish = (id: string): ProgressEvent => ({ event: "step-finish", id, seconds: 1, outcome: "done" });
const transfer = (bytes: number): ProgressEvent => ({
  event: "transfer",
  image: "red",
  bytes,
  totalBytes: 100,
  files: 1,
  totalFiles: 2,
  bytesPerSecond: 5,
  secondsLeft: null,
  images: [],
});

test("a run from its begin to its end", async () => {
  const reporter = open();
  reporter.report(start);
  expect(await read()).toMatchObject({
    version: 1,
    state: "running",
    run: { ...begin, release: "0.1.0", seconds: null, failure: null },
  });
  reporter.report(stepStart("a", 0));
  reporter.report(stepStart("b", 1));
  reporter.report(stepFinish("a"));
  reporter.report({ event: "warning", message: "look out" });
  expect((await read()).run).toMatchObject({
    steps: { done: 1, count: 3, running: ["Do b"] },
    warnings: ["look out"],
    transfer: null,
  });
  reporter.report(transfer(10));
  time += 500;
  reporter.report(transfer(20));
  expect((await read()).run?.transfer).toMatchObject({ bytes: 10, total_bytes: 100 });
  time += 500;
  reporter.report(transfer(30));
  expect((await read()).run?.transfer).toEqual({
    bytes: 30,
    total_bytes: 100,
    bytes_per_second: 5,
    seconds_left: null,
  });
  time += 9000;
  reporter.report({ event: "done", seconds: 10 });
  expect(await read()).toMatchObject({
    state: "done",
    run: { seconds: 10, transfer: null, started: "2026-11-29T08:00:00.000Z", updated: "2026-11-29T08:00:10.000Z" },
  });
  expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readdir(folder)).toEqual([file]);
});

test("a failure with its exit code; only the last warnings stay", async () => {
  const reporter = open();
  for (let count = 0; count < 30; count += 1) reporter.report({ event: "warning", message: `w${count}` });
  reporter.report({ event: "failure", code: "transfer", exitCode: 21, message: "no", hint: "Try again." });
  const { state, run } = await read();
  expect(state).toBe("failed");
  expect(run?.failure).toEqual({ code: "transfer", exit_code: 21, message: "no", hint: "Try again." });
  expect([run?.warnings.length, run?.warnings.at(-1)]).toEqual([20, "w29"]);
});

test("a run that another one keeps out leaves no file", async () => {
  const reporter = open();
  reporter.report(start);
  reporter.report({ event: "failure", code: "locked", exitCode: 34, message: "Another process is deploying." });
  reporter.close();
  expect(await readdir(folder)).toEqual([]);
});

test("files of the last runs stay", async () => {
  for (let pid = 1; pid <= 10; pid += 1) open({ pid, pid_start: pid }).report(start);
  expect((await readdir(folder)).map((name) => Number.parseInt(name, 10))).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
});

test("a file that cannot be written is told once, and does not stop the run", async () => {
  const reporter = open();
  await scratch[Symbol.asyncDispose]();
  reporter.report(start);
  reporter.report(stepStart("a", 0));
  expect(failures).toHaveLength(1);
});
