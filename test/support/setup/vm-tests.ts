/** Runs before each file of VM tests: with BAREON_KEEP_VM, a test that fails or takes too long leaves its machines running. */
import { type RunnerTask, afterAll, afterEach, beforeEach } from "vitest";
import { Keeper, useKeeper } from "../vm/keeper.ts";

function hasFailed(task: RunnerTask): boolean {
  return task.result?.state === "fail" || (task.type === "suite" && task.tasks.some((inner) => hasFailed(inner)));
}

const keeper = new Keeper((process.env["BAREON_KEEP_VM"] ?? "") !== "");
useKeeper(keeper);
beforeEach(({ skip }) => {
  skip(keeper.keeps && keeper.failed, "a test before this one failed, and what it left is kept as it is");
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  keeper.fail();
  const explained = await keeper.explain();
  // A second message of the same test.
  if (explained !== "") throw new Error(explained);
});
// Hooks run in the reverse order of their registration: this one is the last. A failed beforeAll is seen here alone.
// oxlint-disable-next-line no-empty-pattern -- vitest takes no other first argument
afterAll(async ({}, suite) => {
  if (hasFailed(suite)) keeper.fail();
  const kept = await keeper.finish();
  if (kept !== undefined) console.error(kept);
});
