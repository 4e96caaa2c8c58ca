/** What a command has decided of a trial, from its result alone. */
import { expect, test } from "vitest";
import { decisionOf } from "../../../src/cli/boot/decision.ts";
import type { BootResult, HealthResult } from "../../../src/schema/bareon-boot.ts";

const health: HealthResult = {
  ...{ version: 1, command: "health", healthy: false, decision: "rejected", entry: "b", reboot: true, changed: true },
  ...{
    checks: [
      { check: "disk", required: true, passed: false, seconds: 1, output: "" },
      { check: "net", required: true, passed: true, seconds: 1, output: "" },
      { check: "extra", required: false, passed: false, seconds: 1, output: "" },
    ],
  },
  warnings: [],
};

function change(command: "confirm" | "reject" | "cancel", changed: boolean, dryRun = false): BootResult {
  const trial = { grub_id: 1, entry_id: "b", boot_name: "B", left: 1, tries: 2, state: "armed" } as const;
  return { command, changed, dry_run: dryRun, before: { trial } } as unknown as BootResult;
}

test("a rejection by the health checks names those that failed, one by the clock says so", () => {
  expect(decisionOf(health)).toEqual({ kind: "rejected", entry: "b", why: ": not healthy: disk" });
  expect(decisionOf({ ...health, checks: [] })).toEqual({
    ...{ kind: "rejected", entry: "b", why: ": nothing has decided its trial in time" },
  });
  expect(decisionOf({ ...health, decision: "confirmed" })).toEqual({ kind: "confirmed" });
  expect(decisionOf({ ...health, changed: false })).toBeUndefined();
  expect(decisionOf({ ...health, decision: "none" })).toBeUndefined();
});

test("commands decide only what they have written", () => {
  expect(decisionOf(change("confirm", true))).toEqual({ kind: "confirmed" });
  expect(decisionOf(change("reject", true))).toEqual({ kind: "rejected", entry: "b", why: "" });
  for (const result of [change("confirm", false), change("reject", true, true), change("cancel", true)])
    expect(decisionOf(result)).toBeUndefined();
});
