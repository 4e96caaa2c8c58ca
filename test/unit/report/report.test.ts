/** What is said while a program works, on a stderr that is no terminal and in the log. */
import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { renderError } from "../../../src/cli/error-text.ts";
import { createLineReporter, renderDuration } from "../../../src/report/lines.ts";
import { createJsonReporter } from "../../../src/report/json-lines.ts";
import { createLogReporter, renderLogLine } from "../../../src/report/log.ts";
import { plainStyle } from "../../../src/view/style.ts";

const GiB = 1024 ** 3;

function transfer(percent: number): ProgressEvent {
  return {
    event: "transfer",
    image: "one",
    bytes: (percent / 100) * 4 * GiB,
    totalBytes: 4 * GiB,
    files: percent,
    totalFiles: 100,
    bytesPerSecond: GiB / 8,
    secondsLeft: 100 - percent,
    images: [],
  };
}

function say(events: readonly (ProgressEvent | { readonly at: number })[], debug = false): string {
  let text = "";
  let time = 0;
  const reporter = createLineReporter((part) => void (text += part), { debug, now: () => time });
  for (const event of events) {
    if ("at" in event) time = event.at;
    else reporter.report(event);
  }
  return text;
}

test("a step is one line when it has ended, and a failed one says so", () => {
  const step = { event: "step-start", id: "a", title: "Make ext4\u001b[31m", index: 2, count: 12 } as const;
  const end = { event: "step-finish", id: "a", seconds: 1.234 } as const;
  expect(say([step, { ...end, outcome: "done" }, step, { ...end, outcome: "failed" }])).toBe(
    "[3/12] Make ext4?[31m (1.2 s)\n[3/12] Make ext4?[31m: failed after 1.2 s\n",
  );
});

test("the transfer is a line each 10 s or 10 percent, whatever the rate of events", () => {
  const fast = Array.from({ length: 101 }, (_, percent) => transfer(percent));
  expect(say(fast).match(/^\d+ %/gmu)).toEqual([
    "10 %",
    "20 %",
    "30 %",
    "40 %",
    "50 %",
    "60 %",
    "70 %",
    "80 %",
    "90 %",
    "100 %",
  ]);
  const slow = [1, 2, 3, 4, 5].flatMap((percent) => [{ at: percent * 5000 }, transfer(percent)]);
  expect(say(slow)).toBe(
    [
      "3 % 123 MiB of 4 GiB, 3 of 100 files, 128 MiB/s, 1 min 37 s left",
      "5 % 205 MiB of 4 GiB, 5 of 100 files, 128 MiB/s, 1 min 35 s left",
      "",
    ].join("\n"),
  );
});

test("programs are shown with debug only, warnings always", () => {
  const command = { event: "command", command: "sfdisk --json /dev/vda", exitCode: 0, seconds: 0.5 } as const;
  const warning = { event: "warning", message: "something" } as const;
  expect(say([command, warning])).toBe("warning: something\n");
  expect(say([command, warning], true)).toBe("+ sfdisk --json /dev/vda (0.50 s)\nwarning: something\n");
  const output = { event: "output", of: "action x", text: "one\ntwo\u001b[2J" } as const;
  expect([say([output]), say([output], true)]).toEqual(["", "| one\n| two?[2J\n"]);
});

test("durations", () => {
  expect([0.04, 9.96, 59.4, 61, 3599.6, 7322].map(renderDuration)).toEqual([
    "0.0 s",
    "10.0 s",
    "59 s",
    "1 min 01 s",
    "1 h 00 min",
    "2 h 02 min",
  ]);
});

test("the log has every kind of event, also the command that failed", () => {
  expect(renderLogLine({ event: "command", command: "mkfs", exitCode: null, seconds: 1 })).toBe(
    "DEBUG mkfs -> ended by a signal (1.000 s)",
  );
  expect(renderLogLine({ event: "output", of: "action x", text: "one\ntwo" })).toBe(
    "INFO output of action x:\none\ntwo",
  );
  expect(renderLogLine({ event: "failure", code: "storage", exitCode: 20, message: "m", hint: "h" })).toBe(
    "ERROR exit code 20 (storage): m Hint: h",
  );
});

test("an error names every place, the value, what would be right and what to do; secrets and control characters are not passed on", () => {
  const error = new BareonError("invalid", "the config at http://user:secret@host/x?token=secret has 2 errors", {
    hint: "Mend it.",
    violations: [
      { pointer: "", problem: '"images" is missing', expected: "a list" },
      { pointer: "/a/0", problem: "\u001b[2J is wrong", expected: "a size" },
    ],
  });
  expect(renderError("bareon-provision", error, plainStyle)).toBe(
    [
      "bareon-provision: error: the config at http://***@host/x?*** has 2 errors",
      '  the document: "images" is missing (expected a list)',
      "  /a/0: ?[2J is wrong (expected a size)",
      "Hint: Mend it.",
      "",
    ].join("\n"),
  );
});

test("a reader of the progress that was slow for a while gets what comes later", () => {
  const directory = mkdtempSync(join(tmpdir(), "bareon-test-"));
  const path = join(directory, "pipe");
  execFileSync("mkfifo", [path]);
  const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  try {
    const reporter = createJsonReporter(pipe);
    for (let count = 0; count < 1000; count += 1) reporter.report({ event: "notice", message: "x".repeat(200) });
    const buffer = Buffer.alloc(1024 * 1024);
    const full = readSync(pipe, buffer);
    expect(full).toBeLessThan(200_000);
    reporter.report({ event: "done", seconds: 1 });
    expect(JSON.parse(buffer.toString("utf8", 0, readSync(pipe, buffer)))).toEqual({ event: "done", seconds: 1 });
  } finally {
    closeSync(pipe);
    rmSync(directory, { recursive: true });
  }
});

test("a log that cannot be written is told once, and tried again; a FIFO that nothing reads is not waited for", () => {
  const failures: unknown[] = [];
  const reporter = createLogReporter("/dev/full", (error) => failures.push(error));
  for (let count = 0; count < 3; count += 1) reporter.report({ event: "notice", message: "x" });
  reporter.close();
  expect(failures.map(String)).toEqual(["Error: ENOSPC: no space left on device, write"]);
  const directory = mkdtempSync(join(tmpdir(), "bareon-report-"));
  try {
    const path = join(directory, "fifo");
    execFileSync("mkfifo", [path]);
    expect(() => createLogReporter(path, () => undefined)).toThrow("ENXIO");
  } finally {
    rmSync(directory, { recursive: true });
  }
});
