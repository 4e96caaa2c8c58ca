/** The downtime of a reboot lasts until the new system answers, however long that takes after the reboot was over for the test. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { rebootTimed } from "../../support/vm/downtime.ts";
import type { Ran } from "../../support/vm/shell.ts";

const answer = (exitCode: number, stdout: string): Ran => ({ exitCode, stdout, stderr: "" });

test("it is measured from the last answer of the old system to the first of the new one", async () => {
  const answers = [answer(0, "old"), answer(0, "old"), answer(255, ""), "timeout", answer(255, ""), answer(0, "new")];
  const seconds = await rebootTimed({
    run: async () => {
      const next = answers.shift();
      if (typeof next !== "object") throw new Error("no end after 5 s");
      return await Promise.resolve(next);
    },
    reboot: async () => await sleep(100),
  });
  expect(answers).toEqual([]);
  // Four pauses of 0.2 s lie between the two answers.
  expect(seconds).toBeGreaterThan(0.75);
  expect(seconds).toBeLessThan(5);
});

test("a reboot that fails is told, and nothing is asked any more", async () => {
  let asked = 0;
  const run = async (): Promise<Ran> => {
    asked += 1;
    return await Promise.resolve(answer(0, "old"));
  };
  const reboot = async (): Promise<void> => await Promise.reject(new Error("it does not come up"));
  await expect(rebootTimed({ run, reboot })).rejects.toThrow("it does not come up");
  const before = asked;
  await sleep(300);
  expect(asked).toBe(before);
});
