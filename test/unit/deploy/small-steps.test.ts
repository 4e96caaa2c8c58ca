/** The size of the steps in which a transfer uses the disk, and for how long its programs are paused. */
import { expect, test } from "vitest";
import { inSmallSteps, nextRun } from "../../../src/deploy/small-steps.ts";
import { createRecordingHost, createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";

test("a disk that takes long gets less at a time, a fast one more, within limits", () => {
  expect(nextRun(0.2, 0.2)).toBe(0.1);
  expect(nextRun(0.2, 10)).toBe(0.05);
  expect(nextRun(0.02, 10)).toBe(0.02);
  expect(nextRun(0.2, 0)).toBe(0.4);
  expect(nextRun(0.8, 0)).toBe(1);
});

const file = "/sys/dev/block/8:3/stat";
const devices = ["/dev/sda3"];
/** What /sys says of a partition that has worked for so many milliseconds. */
const stat = (milliseconds: number): string => `  10 0 80 5  20 0 160 7  0 ${milliseconds} 12\n`;

function createHost(effect: (host: RecordingHost) => void): RecordingHost {
  return createRecordingHost({
    files: { "/dev/sda3": { kind: "block", device: "8:3", size: 1 }, [file]: stat(100) },
    expect: [{ command: "sync -f -- /tree", exitCode: 1, always: true, effect }],
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test("programs are paused for each flush, and for longer if the disk has worked since the last one", async () => {
  let flushes = 0;
  const host = createHost(() => {
    flushes += 1;
    if (flushes === 2) host.seed(file, stat(200));
  });
  const moments: number[] = [];
  const done = await inSmallSteps(createTestContext(host), { devices, places: ["/tree"] }, async () => {
    for (const count of [3, 6]) {
      await until(() => host.commands.length >= count);
      moments.push(performance.now());
    }
    return "done";
  });
  expect(done).toBe("done");
  const step = ["(pause)", "sync -f -- /tree", "(resume)"];
  expect(host.commands.slice(0, 6)).toEqual([...step, ...step]);
  expect((moments[1] ?? 0) - (moments[0] ?? 0)).toBeGreaterThan(250);
});

test("what is written past the page cache is paused for as long as the disk has worked since the last time", async () => {
  const host = createHost(() => undefined);
  const begin = performance.now();
  await inSmallSteps(createTestContext(host), { devices, places: [] }, async () => {
    host.seed(file, stat(200));
    await until(() => host.commands.includes("(resume)"));
  });
  expect(host.commands.slice(0, 2)).toEqual(["(pause)", "(resume)"]);
  expect(performance.now() - begin).toBeGreaterThan(250);
});

test("where the kernel counts nothing, the programs go on after each flush", async () => {
  const host = createHost(() => undefined);
  const written = { devices: ["/dev/other"], places: ["/tree"] };
  await inSmallSteps(createTestContext(host), written, async () => await until(() => host.commands.length >= 6));
  expect(host.commands.filter((text) => text === "(resume)").length).toBeGreaterThan(1);
});
