/** Programs that are held, on this machine. */
import { expect, test, vi } from "vitest";
import { runner } from "../../../src/programs/runner.ts";
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
    { timeout: 100_000 },
  );
});

test("a runner runs programs one after another, and tells of each what it printed and how it ended", async () => {
  const held = await host.hold(runner);
  if (!("pid" in held)) throw new Error("the runner ended");
  const words = [" two  words ", "", "$HOME `id` \\n '\"", "3"];
  expect((await held.run({ program: "printf", args: [String.raw`[%s]\n`, ...words] })).stdout).toBe(
    words.map((word) => `[${word}]\n`).join(""),
  );
  const zeros = await held.run({ program: "head", args: ["--bytes=100000", "/dev/zero"] });
  expect(zeros).toEqual({ exitCode: 0, stdout: "\0".repeat(100_000), stderr: "\0".repeat(100_000) });
  expect(await Promise.all(["1", "2"].map(async (word) => await held.run({ program: "echo", args: [word] })))).toEqual(
    ["1\n", "2\n"].map((stdout) => ({ exitCode: 0, stdout, stderr: stdout })),
  );
  const many = Array.from({ length: 200 }, (_, index) => `${index} `.repeat(index * 10));
  const answers = await Promise.allSettled(
    many.map(async (word, index) =>
      index === 7
        ? await held.run({ program: "false", args: [] })
        : await held.run({ program: "printf", args: ["%s", word] }),
    ),
  );
  expect(answers.map((answer) => (answer.status === "fulfilled" ? answer.value.stdout : undefined))).toEqual(
    many.map((word, index) => (index === 7 ? undefined : word)),
  );
  await expect(held.run({ program: "cat", args: ["/nowhere"] })).rejects.toThrow(
    /^cat failed with exit code 1:\n {2}\S*cat: \/nowhere: No such file/u,
  );
  await expect(held.run({ program: "no-such-program", args: [] })).rejects.toThrow("exit code 127");
  await expect(held.run({ program: "echo", args: ["a\nb"] })).rejects.toThrow("line break");
  expect(await held.run({ program: "cat", args: ["/nowhere"], okCodes: [1] })).toMatchObject({ exitCode: 1 });
  await held.release();
  await expect(held.run({ program: "true", args: [] })).rejects.toThrow("has ended before its time");
});

test("a shell that is Busybox runs the machine's programs, and not applets of the same name", async () => {
  const held = await host.hold({ program: "busybox", args: ["sh", ...runner.args] });
  if (!("pid" in held)) throw new Error("the shell ended");
  expect((await held.run({ program: "mount", args: ["--version"] })).stdout).toContain("util-linux");
  await held.release();
});
