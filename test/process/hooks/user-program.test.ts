/** Programs of the user for real: what they print, and that their limit holds for all that they start. */
import { expect, test } from "vitest";
import { runLine, withOneOutput } from "../../../src/programs/shell.ts";
import { runUserProgram, type UserProgram } from "../../../src/hooks/user-program.ts";
import { localContext } from "../../support/hosts/local-context.ts";

async function run(
  line: string,
  rest: Partial<UserProgram> = {},
): Promise<{ readonly problem: string | undefined; readonly text: string | undefined; readonly told: string }> {
  const ctx = localContext();
  const problem = await runUserProgram(ctx, { what: "action x", command: runLine(line), limit: 30, ...rest });
  const output = ctx.events.find((event) => event.event === "output");
  return { problem, text: output?.text, told: JSON.stringify(ctx.events) };
}

test("both outputs come in their order, and the words of the command are in no event", async () => {
  const { problem, text, told } = await run("echo one; echo two >&2; echo three # hunter2");
  expect([problem, text]).toEqual([undefined, "one\ntwo\nthree"]);
  expect(told).toContain("/bin/sh (arguments hidden)");
  expect(told).not.toContain("hunter2");
});

test("a command without a shell gets its words as they are", async () => {
  const command = { program: "/usr/bin/printf", args: ["%s|", "$HOME", "a b", "*"], hidesArgs: true };
  expect(await run("", { command })).toMatchObject({ problem: undefined, text: "$HOME|a b|*|" });
  expect(withOneOutput(command).args).not.toContain("$HOME a b *");
});

test("a failure has the last line, a missing program its reason, and of much output the end is kept", async () => {
  expect((await run("echo why >&2; exit 7")).problem).toBe("it ended with exit code 7: why");
  const missing = await run("", { command: { program: "/no/such", args: [], hidesArgs: true } });
  expect(missing.problem).toMatch(/^it ended with exit code 127: .*not found/u);
  const lines = (await run("seq 100000")).text?.split("\n") ?? [];
  expect([lines.length, lines.at(-1)]).toEqual([200, "100000"]);
});

test("the limit ends the whole group, and is not outlived by what has left it", async () => {
  const begin = performance.now();
  const inGroup = await run("echo begun; sleep 300 & sleep 300", { limit: 1 });
  expect(inGroup).toMatchObject({ problem: "/bin/sh had not ended after 1 s and was stopped", text: "begun" });
  // It keeps the pipe open, and is not waited for.
  const left = await run("setsid sleep 170 & sleep 0.5; echo done", { limit: 2 });
  expect(left).toMatchObject({ problem: "/bin/sh had not ended after 2 s and was stopped", text: "done" });
  expect(performance.now() - begin).toBeLessThan(150_000);
});
