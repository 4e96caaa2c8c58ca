/** The lines of a log by which Astute follows a deploy: each once, in the order that it knows, and as many chunks as it counts. */
import { expect, test } from "vitest";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { withAstuteLines } from "../../../src/report/astute.ts";

function transfer(bytes: number): ProgressEvent {
  const numbers = { bytes, totalBytes: 1000, files: 0, totalFiles: 0, bytesPerSecond: 1, secondsLeft: null };
  return { event: "transfer", image: "one", ...numbers, images: [] };
}

function step(id: string): ProgressEvent {
  return { event: "step-start", id, title: id, index: 0, count: 3 };
}

const start: ProgressEvent = { event: "start", version: 1, program: "bareon-provision", release: "1" };
const done: ProgressEvent = { event: "done", seconds: 1 };

/** What is heard of the events: messages of the lines, and the kinds of all other events. */
function heard(events: readonly ProgressEvent[]): string[] {
  const lines: string[] = [];
  const reporter = withAstuteLines({
    report: (event) => void lines.push(event.event === "notice" ? event.message : event.event),
    close: () => void lines.push("closed"),
  });
  for (const event of events) reporter.report(event);
  return lines;
}

/** Neighbours that are equal, as one with their number. */
function counted(lines: readonly string[]): string[] {
  const runs: { text: string; count: number }[] = [];
  for (const text of lines) {
    const last = runs.at(-1);
    if (last?.text === text) last.count += 1;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count === 1 ? text : `${count} ${text}`));
}

test("a whole deploy", () => {
  const events = [start, step("wipe"), step("image one"), transfer(0), transfer(100), transfer(95), transfer(1000)];
  expect(counted(heard([...events, step("boot"), done]))).toEqual([
    "start",
    "--- Provisioning (do_provisioning) ---",
    "--- Partitioning disks (do_partitioning) ---",
    "2 step-start",
    "--- Creating configdrive (do_configdrive) ---",
    "transfer",
    "60 Next chunk",
    "2 transfer",
    "540 Next chunk",
    "transfer",
    "--- Installing bootloader (do_bootloader) ---",
    "step-start",
    "--- Provisioning END (do_provisioning) ---",
    "done",
  ]);
});

test("without a transfer nothing is missing, and a deploy that fails has no end", () => {
  const chunks = heard([start, step("wipe"), step("boot"), done]).filter((line) => line === "Next chunk");
  expect(chunks).toHaveLength(600);
  const failure: ProgressEvent = { event: "failure", code: "storage", exitCode: 20, message: "x" };
  expect(heard([start, step("wipe"), failure]).slice(-2)).toEqual(["step-start", "failure"]);
});
