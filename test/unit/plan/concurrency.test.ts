/** Which deploys may run at the same time: none that share a device, and those that do keep their order. */
import { expect, test } from "vitest";
import { runConcurrently } from "../../../src/deploy/run-concurrently.ts";
import { findReady, groupSteps, type Task } from "../../../src/plan/concurrency.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";
import { planExample } from "./fixture.ts";

function deploy(item: string, ...devices: string[]): Task<string> {
  return { item, devices };
}

const [a, b, ab, c] = [deploy("a", "1"), deploy("b", "2"), deploy("ab", "1", "2"), deploy("c", "3")];

test("the first that is free goes next; none overtakes one that it shares a device with", () => {
  expect(findReady([a, b], [])).toBe(a);
  expect(findReady([ab, c], [a])).toBe(c);
  expect(findReady([ab, b], [a])).toBeUndefined();
  expect(findReady([], [a])).toBeUndefined();
});

interface Trace {
  readonly log: string[];
  readonly most: number;
  readonly error: unknown;
}

async function trace(deploys: readonly Task<string>[], limit: number, failing?: string): Promise<Trace> {
  const log: string[] = [];
  let [now, most] = [0, 0];
  const error: unknown = await runConcurrently(
    createTestContext(createRecordingHost()),
    deploys,
    limit,
    async (ctx, item) => {
      log.push(`+${item}`);
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      if (item === failing) throw new Error(item);
      ctx.signal.throwIfAborted();
      log.push(`-${item}`);
    },
  ).catch((thrown: unknown) => thrown);
  return { log, most, error };
}

test("as many as the limit allows run at once, and shared devices are used in order", async () => {
  expect((await trace([a, b, c], 2)).most).toBe(2);
  expect(await trace([a, b, c], 1)).toEqual({ log: ["+a", "-a", "+b", "-b", "+c", "-c"], most: 1, error: undefined });
  const { log } = await trace([a, ab, b, c], 4);
  expect(log.indexOf("+ab")).toBeGreaterThan(log.indexOf("-a"));
  expect(log.indexOf("+b")).toBeGreaterThan(log.indexOf("-ab"));
  expect(log.indexOf("+c")).toBeLessThan(log.indexOf("-a"));
});

test("the first failure stops the others, is the one that is told, and nothing is begun after it", async () => {
  const { log, error } = await trace([a, b, c, ab], 2, "a");
  expect(error).toMatchObject({ message: "a" });
  expect(log).toEqual(["+a", "+b"]);
});

test("filesystems are made, and images deployed, at the same time; any other step runs alone", () => {
  const plan = planExample("two-systems");
  const groups = groupSteps(plan.steps);
  const filesystems = [plan.boot.multiboot?.device ?? "", ...plan.volumes.map(({ device }) => device)];
  expect(groups.filter(({ length }) => length > 1).map((group) => group.map(({ devices }) => devices))).toEqual([
    filesystems.map((device) => [device]),
    plan.images.map(({ mounts }) => mounts.map(({ device }) => device)),
  ]);
  expect(groups.flat().map(({ item }) => item)).toEqual(plan.steps.map((step, index) => ({ step, index })));
});
