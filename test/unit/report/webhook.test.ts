/** The stages of a run for an address: which there are, in their order, and how long their sending may hold up the end. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { createStages, type StagedRun } from "../../../src/report/stages.ts";
import { createWebhookReporter } from "../../../src/report/webhook.ts";
import type { StageEvent } from "../../../src/schema/stage.ts";
import { validate } from "../../../src/schema/stage.validate.js";

const run: StagedRun = {
  ...{ node: { name: "node-17", uuid: null }, run: "aaaaaaaa-0000-4000-8000-000000000000" },
  ...{ command: "deploy", release: "0.1.0" },
};

const start: ProgressEvent = { event: "start", version: 1, program: "bareon-provision", release: "0.1.0" };
const failure: ProgressEvent = { event: "failure", code: "transfer", exitCode: 21, message: "no" };

function step(index: number, phase: StageEvent["phase"]): ProgressEvent {
  return {
    event: "step-start",
    id: `${index}`,
    title: `Step ${index}`,
    index,
    count: 9,
    ...(phase === null ? {} : { phase }),
  };
}

const transfer: ProgressEvent = {
  ...{ event: "transfer", image: "a", bytes: 1, totalBytes: 2, files: 0, totalFiles: 0, bytesPerSecond: 1 },
  ...{ secondsLeft: 1, images: [] },
};

const wholeRun: readonly ProgressEvent[] = [
  ...[start, { event: "notice", message: "x" } as const, step(0, "storage"), step(1, "storage")],
  ...[{ event: "command", command: "mkfs", exitCode: 0, seconds: 1 } as const, transfer, step(2, "images"), transfer],
  ...[{ event: "warning", message: "x" } as const, { event: "output", of: "x", text: "y" } as const],
  ...[{ event: "step-finish", id: "2", seconds: 1, outcome: "done" } as const, step(3, "bootloader"), step(4, null)],
  { event: "done", seconds: 12 },
];

test("a run has its begin, each phase once and its end, all of them by the schema; nothing of the rest is told", () => {
  let seconds = 0;
  const stageOf = createStages(run, () => new Date(Date.UTC(2026, 10, 30) + 1000 * seconds++));
  const stages = wholeRun.flatMap((event) => stageOf(event) ?? []);
  for (const stage of stages) expect(validate(stage) ? [] : validate.errors).toEqual([]);
  expect(stages.map(({ event, phase, number, seconds: taken }) => [event, phase, number, taken])).toEqual([
    ["started", null, 0, 1],
    ["phase", "storage", 1, 2],
    ["phase", "images", 2, 3],
    ["phase", "bootloader", 3, 4],
    ["done", null, 4, 5],
  ]);
  expect(stages[1]).toMatchObject({
    step: { title: "Step 0", index: 0, count: 9 },
    message: "deploy: storage begins, step 1 of 9: Step 0",
  });
  const failed = createStages(run)(failure);
  expect(validate(failed) ? [] : validate.errors).toEqual([]);
  expect(failed).toMatchObject({
    ...{ event: "failed", message: "no" },
    failure: { code: "transfer", exit_code: 21, message: "no", hint: null },
  });
});

interface Lab {
  readonly reporter: ReturnType<typeof createWebhookReporter>;
  readonly sent: string[];
  readonly told: string[];
}

type Send = (stage: StageEvent, signal: AbortSignal) => Promise<string | undefined>;

function open(answer: Send): Lab {
  const [sent, told]: [string[], string[]] = [[], []];
  const reporter = createWebhookReporter({
    stageOf: createStages(run),
    send: async (stage, signal) => {
      sent.push(stage.phase ?? stage.event);
      return await answer(stage, signal);
    },
    onFailure: ({ event }, problem) => void told.push(`${event}: ${problem}`),
    limit: 20,
  });
  return { reporter, sent, told };
}

const hang: Send = async (_stage, signal) =>
  await new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });

function tell({ reporter }: Lab, events: readonly ProgressEvent[]): void {
  for (const event of events) reporter.report(event);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("documents go one after the other, and a run does not wait for them", async () => {
  let isBusy = false;
  const lab = open(async () => {
    expect(isBusy).toBe(false);
    isBusy = true;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    isBusy = false;
    return undefined;
  });
  tell(lab, wholeRun.slice(0, -1));
  expect(lab.sent).toEqual(["started"]);
  await vi.advanceTimersByTimeAsync(10_000);
  tell(lab, wholeRun.slice(-1));
  lab.reporter.close();
  lab.reporter.close();
  await vi.advanceTimersByTimeAsync(1000);
  expect(lab.sent).toEqual(["started", "storage", "images", "bootloader", "done"]);
  expect(lab.told).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test("at the end only the last document is still sent, and all of it ends in time", async () => {
  const lab = open(hang);
  tell(lab, [...wholeRun.slice(0, -1), failure]);
  lab.reporter.close();
  await vi.advanceTimersByTimeAsync(9900);
  expect(lab.sent).toEqual(["started"]);
  await vi.advanceTimersByTimeAsync(200);
  expect(lab.sent).toEqual(["started", "failed"]);
  await vi.advanceTimersByTimeAsync(9900);
  expect(lab.told).toEqual(["started: it was not taken in time", "failed: it was not taken in time"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("the first document that is not taken is told, and the last one", async () => {
  const lab = open(async () => "it answered with HTTP status 404");
  tell(lab, wholeRun);
  lab.reporter.close();
  await vi.advanceTimersByTimeAsync(1000);
  expect(lab.told).toEqual(["started: it answered with HTTP status 404", "done: it answered with HTTP status 404"]);
});

test("what sending throws is a reason like any other, and a run of which nothing waits ends at once", async () => {
  const lab = open(async () => await Promise.reject(new Error("no curl")));
  tell(lab, [start]);
  await vi.advanceTimersByTimeAsync(0);
  expect(lab.told).toEqual(["started: no curl"]);
  lab.reporter.close();
  expect(vi.getTimerCount()).toBe(0);
});
