/** Which config drive a deploy has: one that is made of the config, or the file that it is given. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { measureDrive, readPlannedDrive } from "../../../src/recipes/config-drive.ts";
import { sourceOf, checkStoredPlan } from "../../../src/recipes/plan.ts";
import { configOf, machine7, planOf, readNode } from "../dialects/nailgun/fixture.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

test("what the config says is made, and a file beside it is told not to be read", async () => {
  const ctx = createTestContext(createRecordingHost());
  expect(await measureDrive(ctx, configOf(readNode("node-7")), undefined)).toEqual({ bytes: 20 * 1024 * 1024 });
  expect(ctx.events).toEqual([]);
  await measureDrive(ctx, configOf(readNode("node-7")), "/tmp/config-drive.img");
  expect(ctx.events).toMatchObject([
    { event: "warning", message: expect.stringContaining("/tmp/config-drive.img is not read") as string },
  ]);
});

test("without that there is none, unless a file is given", async () => {
  const ctx = createTestContext(createRecordingHost());
  const config = configOf(readNode("node-7"), { prepareConfigDrive: false });
  expect(await measureDrive(ctx, config, undefined)).toBeUndefined();
  await expect(measureDrive(ctx, config, "/none")).rejects.toThrow("there is no such file");
});

test("a stored plan does not hold what the drive is made of: it is refused without a file", async () => {
  const plan = planOf(readNode("node-7"), machine7);
  checkStoredPlan(plan);
  expect(JSON.stringify(sourceOf(plan))).not.toContain("s3cret");
  const refused = readPlannedDrive(createTestContext(createRecordingHost()), plan, undefined);
  await expect(refused).rejects.toBeInstanceOf(BareonError);
});

test("what is set beside the document goes with the plan", () => {
  const settings = { prepareConfigDrive: false };
  const bare = readNode("node-7", { "/interfaces": undefined });
  const plan = planOf(bare, machine7, { settings, driveMiB: 0 });
  expect(plan.request?.settings).toEqual(settings);
  checkStoredPlan(plan);
});
