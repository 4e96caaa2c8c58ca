/** The action `switch` on a node of two systems, with stand-ins for Ansible: it means the same entry before the reboot and after it. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../support/files/paths.ts";

interface Ended {
  readonly result: Readonly<Record<string, unknown>>;
  readonly asked: readonly (readonly [module: string, state: string | null, entry: string])[];
  readonly current: string;
  readonly default: string;
}

/** -B: nothing is written beside the action. */
function run(options: object): Ended {
  const action = join(projectRoot, "src/integrations/ansible/plugins/action/switch.py");
  const words = ["-B", join(projectRoot, "test/support/systems/switch-action.py"), action];
  return JSON.parse(execFileSync("python3", words, { input: JSON.stringify(options), encoding: "utf8" })) as Ended;
}

test.for(["@other", "1", "b"])("%s that came up is confirmed, by whoever does that", (entry) => {
  for (const confirm of ["now", "health"]) {
    const { result, ...node } = run({ entry, confirm });
    expect(result).toMatchObject({ changed: true, rebooted: true, fell_back: false, confirmed: true });
    expect(node).toMatchObject({ current: "b", default: "b" });
  }
});

test("what is the other one once it runs is not asked for", () => {
  expect(run({ entry: "@other" }).asked).toEqual([
    ["boot_info", null, "@other"],
    ["boot", "trial", "@other"],
    ["boot_info", null, "b"],
    ["boot", "confirmed", "b"],
    ["boot_info", null, "b"],
  ]);
});

test.for([
  ["once", "a"],
  ["default", "b"],
] as const)("the other one with mode %s", ([mode, usual]) => {
  const { result, ...node } = run({ entry: "@other", mode });
  expect(result).toMatchObject({ changed: true, rebooted: true, fell_back: false });
  expect(node).toMatchObject({ current: "b", default: usual });
});

test("what runs already is left alone", () => {
  const { result, asked } = run({ entry: "a", mode: "once" });
  expect(result).toMatchObject({ changed: false, rebooted: false });
  expect(asked.every(([module]) => module === "boot_info")).toBe(true);
});
