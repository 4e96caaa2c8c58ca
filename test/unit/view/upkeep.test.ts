/** What refresh, verify and health show to people. */
import { expect, test } from "vitest";
import { plainStyle } from "../../../src/view/style.ts";
import { renderHealth, renderRefresh, renderVerify } from "../../../src/view/upkeep.ts";
import type { HealthResult, RefreshResult, VerifyResult } from "../../../src/schema/bareon-boot.ts";

const multiboot = { device: "/dev/vda2", uuid: "M", found_by: "file" } as const;
const refreshed: RefreshResult = {
  default_before: "red",
  unread: [],
  complete: true,
  version: 1,
  command: "refresh",
  changed: true,
  dry_run: false,
  added: ["a+6.1"],
  removed: [],
  updated: ["a", "b\u001B[2J"],
  default: "a",
  multiboot,
  warnings: ["look"],
};

test("refresh names what is new, gone and changed, or says that nothing was written", () => {
  expect(renderRefresh(refreshed, plainStyle)).toBe(
    "The menu was made anew. The default is a.\n  new: a+6.1\n  changed: a, b?[2J\nWarning: look\n",
  );
  expect(
    renderRefresh({ ...refreshed, dry_run: true, added: [], updated: [], removed: ["x"], warnings: [] }, plainStyle),
  ).toBe("The menu would be made anew. The default is a.\n  gone: x\n");
  expect(renderRefresh({ ...refreshed, changed: false, added: [], updated: [], warnings: [] }, plainStyle)).toBe(
    "The menu is as it should be; nothing was written. The default is a.\n",
  );
});

test("verify has a line for each thing, and one for all", () => {
  const result: VerifyResult = {
    version: 1,
    command: "verify",
    verified: false,
    changed: true,
    multiboot,
    warnings: [],
    findings: [
      { check: "permissions", problem: null, severity: "error", repaired: false },
      { check: "grubenv", problem: "it is short", severity: "error", repaired: true },
      { check: "boot sector", problem: "it is another's", severity: "error", repaired: false },
      { check: "entry 3", problem: "no kernel", severity: "warning", repaired: false },
    ],
  };
  expect(renderVerify(result, plainStyle)).toBe(
    "ok        permissions\nrepaired  grubenv: it is short\nWRONG     boot sector: it is another's\nlook      entry 3: no kernel\nThe next boot may go wrong.\n",
  );
  expect(renderVerify({ ...result, verified: true, findings: [] }, plainStyle)).toBe(
    "Everything that the next boot needs is in order.\n",
  );
});

test("health shows how each check went, what it printed where it failed, and what follows", () => {
  const result: HealthResult = {
    version: 1,
    command: "health",
    healthy: false,
    decision: "rejected",
    reboot: true,
    changed: true,
    warnings: [],
    checks: [
      { check: "/a", required: true, passed: true, seconds: 0.1, output: "fine" },
      { check: "/b", required: true, passed: false, seconds: 2, output: "no route\nexit code 1" },
      { check: "/c", required: false, passed: false, seconds: 0, output: "" },
    ],
  };
  expect(renderHealth(result, plainStyle)).toBe(
    "passed  /a (0.1 s)\nFAILED  /b (2 s)\n    no route\n    exit code 1\nfailed  /c (0 s, not required)\nThe trial has ended: the default is booted now.\n",
  );
  expect(renderHealth({ ...result, decision: "none", checks: [] }, plainStyle)).toBe("There was nothing to check.\n");
  expect(
    renderHealth({ ...result, decision: "none", healthy: true, checks: result.checks.slice(0, 1) }, plainStyle),
  ).toContain("This system is healthy.\n");
});
