/** Another try after one that the network broke. */
import { expect, test, vi } from "vitest";
import type { ProgressEvent } from "../../../src/base/events.ts";
import type { Context } from "../../../src/host/host.ts";
import { backOff, joinAll, meanwhile, retry } from "../../../src/host/wait.ts";
import { createRecordingHost } from "../../support/hosts/recording-host.ts";

const limits = { retries: 2, pauseSeconds: 0.001 };
const broken = { broken: "image red: the connection broke", next: "going on from there" };

function context(signal = new AbortController().signal): { readonly ctx: Context; readonly events: ProgressEvent[] } {
  const events: ProgressEvent[] = [];
  return { ctx: { host: createRecordingHost(), report: (event) => void events.push(event), signal }, events };
}

test("what another try mends is tried again, visibly, and its result is returned", async () => {
  const { ctx, events } = context();
  const outcomes = [broken, { ...broken, next: "trying again" }, { bytes: 3 }];
  expect(await retry<unknown>(ctx, limits, async () => outcomes.shift())).toEqual({ bytes: 3 });
  expect(events).toEqual([
    { event: "warning", message: "image red: the connection broke; going on from there (1 of 2)" },
    { event: "warning", message: "image red: the connection broke; trying again (2 of 2)" },
  ]);
});

test("pauses double up to the longest, and those of many nodes are spread", () => {
  const pauses = { first: 1, longest: 10 };
  expect([0, 1, 2, 3, 4, 999].map((tries) => backOff(tries, pauses, 0.5))).toEqual([1, 2, 4, 8, 10, 10]);
  expect([0, 0.25, 1].map((random) => backOff(3, pauses, random))).toEqual([4, 6, 12]);
  expect(backOff(999, { first: 0, longest: 10 }, 1)).toBe(0);
});

test("after as many tries as the limits say it is a failure", async () => {
  const { ctx, events } = context();
  let tries = 0;
  const failing = retry(ctx, limits, async () => {
    tries += 1;
    return broken;
  });
  await expect(failing).rejects.toMatchObject({
    exit: "failure",
    message: "image red: the connection broke; given up after 2 more tries",
    hint: "Check the network and the server.",
  });
  expect([tries, events.length]).toEqual([3, 2]);
});

test("without an end of tries none is counted against another, and no pause is none of a number", async () => {
  const { ctx, events } = context();
  let tries = 0;
  const endless = { retries: Number.POSITIVE_INFINITY, pauseSeconds: 0 };
  const outcome = await retry(ctx, endless, async () => ((tries += 1) > 40 ? "mended" : broken));
  expect([outcome, events.length]).toEqual(["mended", 40]);
  expect(events.at(-1)).toMatchObject({ message: "image red: the connection broke; going on from there (40)" });
});

test("what an attempt throws is not tried again, and abort ends the waiting", async () => {
  const { ctx, events } = context();
  const wrong = new Error("no such file");
  await expect(
    retry(ctx, limits, async () => {
      throw wrong;
    }),
  ).rejects.toBe(wrong);
  expect(events).toEqual([]);
  const controller = new AbortController();
  const stopped = retry(context(controller.signal).ctx, { retries: 1, pauseSeconds: 30 }, async () => broken);
  controller.abort(new Error("stopped"));
  await expect(stopped).rejects.toThrow("stopped");
});

test("tasks that are joined have all ended when the first failure is thrown", async () => {
  const slow = Promise.withResolvers<string>();
  let isOver = false;
  const joined = joinAll([slow.promise, Promise.reject(new Error("first")), Promise.reject(new Error("second"))]);
  const ended = joined.catch((error: unknown) => {
    isOver = true;
    return error;
  });
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  slow.resolve("done");
  expect(await ended).toEqual(new Error("first"));
  expect(await joinAll([1, Promise.resolve("a")] as const)).toEqual([1, "a"]);
});

test("something else is done while an action goes on, a failure of it is passed over, and none of it goes on afterwards", async () => {
  const { signal } = new AbortController();
  let count = 0;
  let inTask = false;
  const task = async (): Promise<number> => {
    inTask = true;
    await new Promise((resolve) => setTimeout(resolve, 5));
    inTask = false;
    count += 1;
    if (count === 2) throw new Error("not now");
    return 0.005;
  };
  const result = await meanwhile({ signal }, 0.005, task, async () => {
    await vi.waitUntil(() => count > 2, { timeout: 4000, interval: 5 });
    return "done";
  });
  expect([result, inTask, count > 2]).toEqual(["done", false, true]);
  await expect(meanwhile({ signal }, 1, task, async () => await Promise.reject(new Error("broken")))).rejects.toThrow(
    "broken",
  );
});
