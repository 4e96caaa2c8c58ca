/** The size of the steps in which a transfer uses the disk, and that its programs are paused for each flush. */
import { expect, test } from "vitest";
import { inSmallSteps, nextRun } from "../../../src/deploy/small-steps.ts";
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
  const done = await inSmallSteps(createTestContext(host), ["/tree"], async () => {
    while (host.commands.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    return "done";
  });
  expect(done).toBe("done");
  expect(host.commands.slice(0, 4)).toEqual(["(pause)", "sync -f -- /tree", "(resume)", "(pause)"]);
  expect(host.commands.at(-1)).toBe("(resume)");
});
