/** The lines of the log for syslog: they arrive in order, the end is waited for, and a program that fails is told of once. */
import { expect, test, vi } from "vitest";
import { createSyslogReporter, type SyslogOptions } from "../../../src/report/syslog.ts";

/** What comes at once takes long on a busy machine. */
const patient = { timeout: 50_000 };

interface Lab {
  readonly reporter: ReturnType<typeof createSyslogReporter>;
  readonly told: string[];
  text: string;
  isOver: boolean;
}

function open(send: (lines: AsyncIterable<Uint8Array>, lab: Lab) => AsyncIterable<unknown>): Lab {
  const told: string[] = [];
  const options: SyslogOptions = {
    send: (lines) => send(lines, lab),
    onFailure: (error) => void told.push(String(error)),
    onStuck: () => void told.push("stuck"),
  };
  const lab: Lab = { told, text: "", isOver: false, reporter: { report: () => undefined, close: () => undefined } };
  return Object.assign(lab, { reporter: createSyslogReporter(options) });
}

/** As a program that prints something for each piece that it reads. */
async function* take(lines: AsyncIterable<Uint8Array>, lab: Lab): AsyncGenerator<string, void> {
  for await (const bytes of lines) yield (lab.text += new TextDecoder().decode(bytes));
  lab.isOver = true;
}

test("every line is a message, without its time and without what would steer a terminal", async () => {
  const lab = open(take);
  lab.reporter.report({ event: "notice", message: "one\ntwo\u001b[2J" });
  await vi.waitUntil(() => lab.text !== "", patient);
  lab.reporter.report({ event: "warning", message: "three" });
  lab.reporter.close();
  lab.reporter.close();
  await vi.waitUntil(() => lab.isOver, patient);
  expect(lab.text).toBe("INFO one\ntwo?[2J\nWARNING three\n");
  expect(lab.told).toEqual([]);
});

test("a program that fails is told of, and nothing is kept for it any more", async () => {
  const lab = open(async function* fail() {
    yield await Promise.reject(new Error("no logger"));
  });
  await vi.waitUntil(() => lab.told.length > 0, patient);
  lab.reporter.report({ event: "notice", message: "later" });
  lab.reporter.close();
  expect(lab.told).toEqual(["Error: no logger"]);
});

test("one that takes nothing is given up some time after the end", async () => {
  vi.useFakeTimers();
  try {
    const lab = open(async function* hang() {
      yield await new Promise<never>(() => undefined);
    });
    lab.reporter.report({ event: "notice", message: "x" });
    lab.reporter.close();
    await vi.advanceTimersByTimeAsync(4000);
    expect(lab.told).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(lab.told).toEqual(["stuck"]);
  } finally {
    vi.useRealTimers();
  }
});
