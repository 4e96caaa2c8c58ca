/** The power is cut while bareon-boot writes: GRUB sees the old or the new state. A sample; crash.test.ts of test/vm has thousands. */
import { expect, test } from "vitest";
import { crashClient, crashCommands, describeReports } from "../support/crash/crash-scenarios.ts";

test(
  "whatever command writes, GRUB sees the old or the new state after a power cut",
  { timeout: 600_000 },
  async () => {
    const reports = await crashCommands(20);
    console.log(describeReports(reports));
    expect(reports.flatMap(({ name, bad }) => bad.map((seen) => ({ name, ...seen })))).toEqual([]);
    expect(reports.every(({ states }) => states >= 10)).toBe(true);
  },
);

test(
  "the existing client's way is not safe, which is how we know that unsafe states are found",
  { timeout: 120_000 },
  async () => {
    const report = await crashClient(60);
    console.log(describeReports([report]));
    expect(report.bad.length).toBeGreaterThan(0);
  },
);
