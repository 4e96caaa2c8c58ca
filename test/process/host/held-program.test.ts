/** Programs that are held, on this machine. */
import { expect, test, vi } from "vitest";
import { createLocalHost } from "../../../src/host/local/host.ts";
import { localContext } from "../../support/hosts/local-context.ts";

const { host } = localContext();

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a program that answers is held until it is released", async () => {
  const held = await host.hold({ program: "cat", args: [] });
  if (!("pid" in held)) throw new Error("cat ended");
  expect(isRunning(held.pid)).toBe(true);
  await held.release();
  expect(isRunning(held.pid)).toBe(false);
});

test("one that ends instead is an error with its reason, unless its exit code is accepted", async () => {
  await expect(host.hold({ program: "cat", args: ["/nowhere"] })).rejects.toThrow(
    /^cat failed with exit code 1:\n {2}cat: \/nowhere: No such file/u,
  );
  await expect(host.hold({ program: "no-such-program", args: [] })).rejects.toThrow(
    /The program no-such-program was not found in/u,
  );
  expect(await host.hold({ program: "cat", args: ["/nowhere"], okCodes: [1] })).toMatchObject({ exitCode: 1 });
});

test("abort ends the waiting, with the program", async () => {
  const controller = new AbortController();
  const stoppable = createLocalHost({ signal: controller.signal, report: () => undefined });
  const holding = stoppable.hold({ program: "sleep", args: ["7654"] });
  controller.abort(new Error("stopped"));
  await expect(holding).rejects.toThrow("stopped");
  await vi.waitUntil(
    async () =>
      (await host.run({ program: "pgrep", args: ["--full", "^sleep 7654$"], okCodes: [0, 1] })).exitCode === 1,
  );
});
