/** Parts of a bug report that hang, never end or say what they like: each ends in its time and within its bytes. */
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import type { Command } from "../../../src/base/command.ts";
import { gatherPart, type Gathered } from "../../../src/bug-report/gather.ts";
import type { Kept, Source } from "../../../src/bug-report/part.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";

const limits = { command: 1, result: 1, end: 1 };
const MiB = 1024 * 1024;

async function gather(source: Source, results = {}): Promise<Gathered> {
  return await gatherPart(localContext(), { source }, results, limits);
}

async function run(line: string, keep: Kept = "start"): Promise<Gathered> {
  const command: Command = { program: "sh", args: ["-c", line] };
  return await gather({ kind: "command", command, keep });
}

test("a program that hangs with all that it started is stopped", async () => {
  const begin = performance.now();
  expect(await run("sleep 300 & sleep 300")).toEqual({
    ...{ content: null, problem: "it had not ended after 1 s and was stopped" },
  });
  expect(performance.now() - begin).toBeLessThan(30_000);
});

test("of what never ends one end is kept, in whole lines", async () => {
  const first = await run("yes");
  expect(first).toMatchObject({ problem: "cut: the first 1048576 bytes are here" });
  expect(first.content?.length).toBe(MiB);
  const last = await run("seq 1000000", "end");
  expect(last).toMatchObject({ problem: "cut: the last 1048576 bytes are here" });
  const text = Buffer.from(last.content ?? []).toString();
  expect([text.length <= MiB, /^\d{6}\n/u.test(text), text.endsWith("\n1000000\n")]).toEqual([true, true, true]);
  // Nothing of a line that has no end.
  expect((await run("tr '\\0' x </dev/zero | head -c 3000000")).content).toHaveLength(0);
});

test("a program that fails or is not there is a problem, and what it printed is kept", async () => {
  const failed = await run("echo a; echo b >&2; exit 3");
  expect([Buffer.from(failed.content ?? []).toString(), failed.problem]).toEqual([
    "a\n",
    "it ended with exit code 3: b",
  ]);
  const none: Command = { program: "bareon-no-such-program", args: [] };
  expect(await gather({ kind: "command", command: none, keep: "start" })).toMatchObject({
    content: null,
    problem: expect.stringContaining("bareon-no-such-program") as string,
  });
});

test("what is no file is not opened: neither a pipe nor a device nor a link", async () => {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  const pipe = join(folder.path, "pipe");
  await execa("mkfifo", [pipe]);
  for (const [path, kind] of [
    [pipe, "other"],
    ["/dev/zero", "character"],
    ["/proc/self/exe", "symlink"],
    [folder.path, "directory"],
  ] as const)
    expect(await gather({ kind: "file", path, keep: "start" })).toEqual({
      ...{ content: null, problem: `it is no regular file (${kind})` },
    });
  for (const path of [pipe, "/dev/zero"])
    expect(await gather({ kind: "linked", path })).toMatchObject({
      content: null,
      problem: expect.stringMatching(/no regular file/u) as string,
    });
});

test("a look of our own that hangs is left behind, and an abort ends all of it", async () => {
  const hang = async (): Promise<never> => await new Promise<never>(() => undefined);
  expect(await gather({ kind: "result", result: "status" }, { status: hang })).toEqual({
    ...{ content: null, problem: "it had not ended after 1 s, and cannot be ended", isStuck: true },
  });
  const local = localContext();
  const controller = new AbortController();
  const ctx = { ...local, host: local.host.withSignal(controller.signal), signal: controller.signal };
  const sleeping: Source = { kind: "command", command: { program: "sleep", args: ["300"] }, keep: "start" };
  const gathering = gatherPart(ctx, { source: sleeping }, {}, { ...limits, command: 60 });
  setTimeout(() => controller.abort(new Error("stop")), 300);
  await expect(gathering).rejects.toThrow("stop");
});
