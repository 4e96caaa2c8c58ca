/** What is told of the runs of a machine, from their files. */
import { expect, test } from "vitest";
import { runsDirectory } from "../../../src/base/places.ts";
import { parseStartTicks } from "../../../src/formats/process-stat.ts";
import { awaitRun, checkRun, showRun } from "../../../src/recipes/run-status.ts";
import { afterEvent, beginRun } from "../../../src/report/run-status.ts";
import type { RunStatus } from "../../../src/schema/run-status.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { renderRunStatus } from "../../../src/view/run-status.ts";
import { createRecordingHost, createTestContext, type Seed } from "../../support/hosts/recording-host.ts";

const time = "2026-11-29T08:00:00.000Z";

function running(pid: number, command = "deploy"): RunStatus {
  return beginRun({ command, pid, pid_start: pid * 10, log_file: "/var/log/bareon.log" }, time);
}

function ended(pid: number, code?: string, exitCode = 21): RunStatus {
  const { run } = running(pid);
  if (run === null) throw new Error("a run was expected");
  const event =
    code === undefined
      ? ({ event: "done", seconds: 61 } as const)
      : ({ event: "failure", code, exitCode, message: "It broke.\nThere.", hint: "Mend it." } as const);
  return afterEvent(run, event, [], "2026-11-29T08:01:01.000Z");
}

/** As proc(5) has it; the name may hold anything. */
function statOf(pid: number, ticks = pid * 10): string {
  return `${pid} (a) (b) S ${Array.from({ length: 18 }, (_, index) => index).join(" ")} ${ticks} 0 0\n`;
}

function machine(
  runs: readonly RunStatus[],
  processes: Readonly<Record<string, string>> = {},
): ReturnType<typeof createTestContext> {
  const files: Record<string, Seed> = {};
  for (const [index, status] of runs.entries()) files[`${runsDirectory}/${index}.json`] = JSON.stringify(status);
  for (const [pid, stat] of Object.entries(processes)) files[`/proc/${pid}/stat`] = stat;
  return createTestContext(createRecordingHost({ files }));
}

test("the start of a process", () => {
  expect(parseStartTicks(statOf(7))).toBe(70);
  expect(parseStartTicks("")).toBeUndefined();
});

test("nothing has run", async () => {
  expect(await showRun(machine([]))).toEqual({ version: 1, state: "none", run: null });
  await expect(awaitRun(machine([]))).rejects.toThrow("Nothing to wait for");
});

test("the one that goes on is shown, though others began and ended later", async () => {
  const status = await showRun(machine([ended(1), running(2), ended(3), running(4)], { 2: statOf(2), 4: statOf(4) }));
  expect(status).toEqual(running(2));
});

test("else the last one", async () => {
  expect(await showRun(machine([ended(1), ended(3, "transfer")]))).toMatchObject({ state: "failed", run: { pid: 3 } });
});

test("one that was killed is lost, also if another process has its number now", async () => {
  expect((await showRun(machine([running(2)]))).state).toBe("lost");
  expect((await showRun(machine([running(2)], { 2: statOf(2, 99) }))).state).toBe("lost");
});

test("a file that is damaged or of another release is passed over", async () => {
  const ctx = machine([ended(1)]);
  const host = createRecordingHost({
    files: {
      [`${runsDirectory}/0.json`]: JSON.stringify(ended(1)),
      [`${runsDirectory}/1.json`]: '{"version": 2}',
      [`${runsDirectory}/2.json`]: "{",
      [`${runsDirectory}/3.json.new`]: JSON.stringify(ended(9)),
    },
  });
  expect(await showRun({ ...ctx, host })).toMatchObject({ run: { pid: 1 } });
});

test("waiting ends with what the run ended with", async () => {
  expect(() => checkRun(ended(1))).not.toThrow();
  const failed = await awaitRun(machine([ended(1, "transfer")]));
  expect(() => checkRun(failed)).toThrow(expect.objectContaining({ exit: "transfer", hint: "Mend it." }) as Error);
  expect(() => checkRun(ended(1, "signal", 143))).toThrow(expect.objectContaining({ exit: "failure" }) as Error);
  expect(() => checkRun({ ...running(1), state: "lost" })).toThrow("The deploy ended without a word.");
});

test("waiting lasts as long as the run", async () => {
  const host = createRecordingHost({
    files: { [`${runsDirectory}/0.json`]: JSON.stringify(running(2)), "/proc/2/stat": statOf(2) },
  });
  const ctx = createTestContext(host);
  const waiting = awaitRun(ctx);
  host.seed(`${runsDirectory}/0.json`, JSON.stringify(ended(2)));
  expect((await waiting).state).toBe("done");
});

test("what people see", () => {
  const { run } = running(7);
  if (run === null) throw new Error("a run was expected");
  const step = { event: "step-start", id: "a", title: "Deploy red\u001b[2J", index: 4, count: 9 } as const;
  const { run: busy } = afterEvent(run, step, [step.title], time);
  const shown = renderRunStatus({ version: 1, state: "running", run: busy }, plainStyle);
  expect(shown).toContain("The deploy of 2026-11-29 08:00:00 UTC is going on.\n");
  expect(shown).toContain("0 of 9 steps have ended. Going on:\n  Deploy red");
  expect(shown).not.toContain("\u001b");
  expect(renderRunStatus(ended(7, "transfer"), plainStyle)).toBe(
    "The deploy of 2026-11-29 08:00:00 UTC failed:\nIt broke.\nThere.\nHint: Mend it.\nExit code 21.\nIt took 61 s.\nIts log is /var/log/bareon.log.\n",
  );
  expect(renderRunStatus({ version: 1, state: "none", run: null }, plainStyle)).toBe(
    "Nothing has run since this machine was started.\n",
  );
});
