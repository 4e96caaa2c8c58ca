/** What the runner counts, and which steps a machine gets. */
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { countReport, listFailures, runStage } from "../run.ts";
import { planStages, type Facts, type Mode, type Step } from "../steps.ts";

const clean = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

test("tests count as vitest reports them", () => {
  expect(countReport(clean, 0)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  expect(countReport({ ...clean, numFailedTests: 2 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("nothing that went wrong counts as nothing: files that do not load, errors outside tests, no report at all", () => {
  const broken = { name: "a.test.ts", status: "failed", assertionResults: [] };
  expect(countReport({ ...clean, testResults: [broken, broken] }, 1).failed).toBe(2);
  expect(countReport(clean, 1).failed).toBe(1);
  expect(countReport(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("each test that failed is told in one line, and so is a file that does not load", () => {
  const file = (name: string): string => join(import.meta.dirname, name);
  const testResults = [
    { name: file("good.ts"), status: "passed", assertionResults: [{ status: "passed", fullName: "good" }] },
    { name: file("broken.ts"), status: "failed", message: "no such module", assertionResults: [] },
    {
      ...{ name: file("bad.ts"), status: "failed" },
      assertionResults: [
        { status: "passed", fullName: "good" },
        {
          status: "failed",
          fullName: "bad",
          failureMessages: ["Error: a\n  b\nc\nd\n  at f (a.ts:1:2)", "e\n1\n2\n3\n4\n5\n\n6"],
        },
      ],
    },
  ];
  expect(listFailures({ ...clean, testResults })).toEqual([
    "test/unit/broken.ts > no such module",
    "test/unit/bad.ts > bad > Error: a b c d > e 1 2 [...] 4 5 6",
  ]);
  expect(listFailures(undefined)).toEqual([]);
});

test("a step waits for the one that it needs, and is not run if that fails", async () => {
  const order: string[] = [];
  const step = (name: string, needs?: string): Step => ({
    name,
    kind: "check",
    argv: [],
    ...(needs === undefined ? {} : { needs }),
  });
  const run = async (failing: string): Promise<number[]> => {
    order.length = 0;
    const counts = await runStage([step("a"), step("b"), step("c", "a")], async ({ name }) => {
      if (name === "a") await setImmediate();
      order.push(name);
      return name === failing ? { passed: 0, failed: 1, skipped: 0 } : { passed: 1, failed: 0, skipped: 0 };
    });
    return counts.map(({ failed }) => failed);
  };
  expect(await run("none")).toEqual([0, 0, 0]);
  expect(order).toEqual(["b", "a", "c"]);
  expect(await run("a")).toEqual([1, 0, 1]);
  expect(order).toEqual(["b", "a"]);
});

function list(mode: Mode, facts: Partial<Facts>): (string | undefined)[][] {
  const all: Facts = { root: true, hasProgram: () => true, manPages: ["man/a.8"], scripts: [".ci/setup"], ...facts };
  return planStages(mode, all).flatMap((stage) => stage.map(({ name, skip }) => [name, skip]));
}

test("without root or a checker's program a step is skipped with the reason; with both none is", () => {
  expect(list("all", {}).filter(([, skip]) => skip !== undefined)).toEqual([]);
  const skipped = list("core", { root: false, hasProgram: (name) => name !== "shellcheck" }).filter(
    ([, skip]) => skip !== undefined,
  );
  expect(skipped).toEqual([
    ["process tests", "needs root: run as root to have these tests"],
    ["shell scripts", "shellcheck is not installed"],
    ["host tests", "needs root: run as root to have these tests"],
    ["OS images and ramdisk", "needs root: run as root to have these tests"],
    ["GRUB tests", "needs root: run as root to have these tests"],
    ["VM tests", "needs root: run as root to have these tests"],
  ]);
});

test("VM tests belong to core and all only, and do not start when their images cannot be made", () => {
  expect(list("check", {}).map(([name]) => name)).not.toContain("VM tests");
  const facts: Facts = { root: true, hasProgram: () => true, manPages: [], scripts: [] };
  const vm = (mode: Mode): Step | undefined =>
    planStages(mode, facts)
      .flat()
      .find(({ name }) => name === "VM tests");
  expect(vm("core")?.argv).toContain(".core.test.ts");
  expect(vm("all")?.argv).not.toContain(".core.test.ts");
  const hosts = planStages("core", facts).filter((stage) => stage.some(({ name }) => name === "host tests"));
  expect(hosts.map((stage) => stage.length)).toEqual([1]);
  const order = planStages("core", facts).flatMap((stage) => stage.map(({ name }) => name));
  expect(order).toContain(vm("core")?.needs);
  expect(order.indexOf("VM tests")).toBeGreaterThan(order.indexOf(vm("core")?.needs ?? ""));
});
