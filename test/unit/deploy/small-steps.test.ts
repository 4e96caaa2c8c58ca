/** The size of the steps in which a transfer uses the disk, and that its programs are paused for each flush. */
import { expect, test } from "vitest";
import { flushingOften, nextRun, pausingOften } from "../../../src/deploy/small-steps.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

test("a disk that takes long gets less at a time, a fast one more, within limits", () => {
  expect(nextRun(0.2, 0.2)).toBe(0.1);
  expect(nextRun(0.2, 10)).toBe(0.05);
  expect(nextRun(0.02, 10)).toBe(0.02);
  expect(nextRun(0.2, 0)).toBe(0.4);
  expect(nextRun(0.8, 0)).toBe(1);
});

test("programs are paused for each flush, and go on at the end, whatever the flush said", async () => {
  const host = createRecordingHost({ expect: [{ command: "sync -f -- /tree", exitCode: 1, always: true }] });
  const done = await flushingOften(createTestContext(host), ["/tree"], async () => {
    while (host.commands.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    return "done";
  });
  expect(done).toBe("done");
  expect(host.commands.slice(0, 4)).toEqual(["(pause)", "sync -f -- /tree", "(resume)", "(pause)"]);
  expect(host.commands.at(-1)).toBe("(resume)");
});

/** What /sys says of a disk that has written for so many milliseconds. */
const stat = (milliseconds: number): string => `  10 0 80 5  20 0 160 ${milliseconds}  0 0 0\n`;

test("what is written past the page cache is paused for as long as the disk has worked for it, and not without numbers of that", async () => {
  const disk = { "/dev/sda3": { kind: "block", device: "8:3", size: 1 } } as const;
  const host = createRecordingHost({ files: { ...disk, "/sys/dev/block/8:3/stat": stat(100) } });
  const times: number[] = [];
  const waiting = async (): Promise<void> => {
    const begin = performance.now();
    host.seed("/sys/dev/block/8:3/stat", stat(200));
    while (!host.commands.includes("(resume)")) await new Promise((resolve) => setTimeout(resolve, 5));
    times.push(performance.now() - begin);
  };
  await pausingOften(createTestContext(host), "/dev/sda3", waiting);
  expect(times[0]).toBeGreaterThan(240);
  const silent = createRecordingHost({ files: disk });
  const count = async (): Promise<void> => {
    while (silent.commands.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await pausingOften(createTestContext(silent), "/dev/sda3", count);
  expect(silent.commands.slice(0, 4)).toEqual(["(pause)", "(resume)", "(pause)", "(resume)"]);
});
