/** The power is cut at thousands of moments while bareon-boot writes, and GRUB's own reader looks at each disk; needs no virtual machine, but minutes. */
import { expect, test } from "vitest";
import { crashClient, crashCommands, describeReports } from "../support/crash/crash-scenarios.ts";

test("in 5,000 crash states of all commands GRUB sees the old or the new state", async () => {
  const reports = await crashCommands(450);
  console.log(describeReports(reports));
  expect(reports.flatMap(({ name, bad }) => bad.map((seen) => ({ name, ...seen })))).toEqual([]);
  expect(reports.reduce((sum, { states }) => sum + states, 0)).toBeGreaterThanOrEqual(5000);
});

test("of the existing client's way many are bad", async () => {
  const report = await crashClient(1000);
  console.log(describeReports([report]));
  expect(report.bad.length).toBeGreaterThan(50);
});
