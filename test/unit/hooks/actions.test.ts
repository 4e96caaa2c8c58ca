/** The actions after a deploy: files that are fetched before it, the order of what runs, what stops it, and what is told. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import type { Action, Resource } from "../../../src/hooks/action-list.ts";
import { clearResults, failureOf, fetchResources, runActions } from "../../../src/hooks/actions.ts";
import type { ActionResults } from "../../../src/schema/action-results.ts";
import { validate } from "../../../src/schema/action-results.validate.js";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
  type RecordingHost,
  type Seed,
} from "../../support/hosts/recording-host.ts";

const resultsPath = "/tmp/actions.json";
const now = (): Date => new Date("2026-11-29T10:00:00Z");

function action(name: string, rest: Partial<Action> = {}): Action {
  const command = { program: `/opt/${name}`, args: ["--key", "hunter2"], hidesArgs: true };
  return { name, command, isFatal: true, limit: 600, resources: [], ...rest };
}

function resource(url: string, target: string): Resource {
  return { pointer: "/actions/0/resources/0", name: "script", url, target };
}

function ran(name: string, rest: Partial<ExpectedCommand> = {}): ExpectedCommand {
  return { command: `/opt/${name} (arguments hidden)`, ...rest };
}

/** stat and cat of a file of this machine. */
function holding(path: string, content: string): ExpectedCommand[] {
  return [
    { command: new RegExp(`^stat .*${path}$`, "u"), stdout: `regular file:${content.length}\n` },
    { command: new RegExp(`^cat .*${path}$`, "u"), stdout: content },
  ];
}

interface Run {
  readonly host: RecordingHost;
  readonly results: ActionResults;
  readonly told: string[];
}

async function run(
  actions: readonly Action[],
  expected: readonly ExpectedCommand[],
  files: Readonly<Record<string, Seed>> = {},
): Promise<Run> {
  const host = createRecordingHost({ files: { "/tmp/x": "", ...files }, expect: expected });
  const ctx = createTestContext(host);
  const fetched = await fetchResources(ctx, actions);
  const results = await runActions(ctx, { actions, fetched, resultsPath }, now);
  host.assertDone();
  expect(JSON.parse(host.text(resultsPath) ?? "")).toEqual(results);
  expect(host.nodes.get(resultsPath)).toMatchObject({ mode: 0o600 });
  expect(validate(results)).toBe(true);
  const told = ctx.events.map((event) => JSON.stringify(event));
  expect(told.join("\n")).not.toContain("hunter2");
  return { host, results, told };
}

test("each gets its command with all its words, and what it printed is reported", async () => {
  let words: readonly string[] = [];
  const effect: ExpectedCommand["effect"] = (_, command) => void (words = command.args);
  const { results, told } = await run(
    [action("one"), action("two")],
    [ran("one", { stdout: "first\nhttp://u:p@host/\n", effect }), ran("two")],
  );
  expect(words.slice(-3)).toEqual(["/opt/one", "--key", "hunter2"]);
  expect(results).toEqual({
    ...{ version: 1, time: "2026-11-29T10:00:00.000Z", stopped_by: null },
    results: [
      { name: "one", passed: true },
      { name: "two", passed: true },
    ],
  });
  expect(told).toContain(JSON.stringify({ event: "output", of: "action one", text: "first\nhttp://***@host/" }));
  expect(failureOf(results, resultsPath)).toBeUndefined();
});

test("a failure that ends the deploy is the last action, another is a warning", async () => {
  const { results, told } = await run(
    [action("one", { isFatal: false }), action("two"), action("three")],
    [ran("one", { exitCode: 3, stdout: "no such node\n" }), ran("two", { exitCode: 1 })],
  );
  expect(results.stopped_by).toBe("two");
  expect(results.results).toEqual([
    { name: "one", passed: false, exception: "it ended with exit code 3: no such node" },
    { name: "two", passed: false, exception: "it ended with exit code 1" },
  ]);
  expect(told).toContain(
    JSON.stringify({ event: "warning", message: "action one failed: it ended with exit code 3: no such node" }),
  );
  const error = failureOf(results, resultsPath);
  expect([error?.exitCode, error?.message]).toEqual([23, "action two failed: it ended with exit code 1"]);
});

test("files are fetched before anything runs, and are in their places, for root alone, before their command", async () => {
  let seen: string | undefined;
  const files = { resources: [resource("file:///srv/label.sh", "/tmp/hooks/label.sh")] };
  const effect: ExpectedCommand["effect"] = (own) => void (seen = own.text("/tmp/hooks/label.sh"));
  const expected = [...holding("/srv/label.sh", "echo\n"), ran("one"), ran("two", { effect })];
  const { host } = await run([action("one"), action("two", files)], expected, {
    "/tmp/hooks/other": "",
    "/tmp/hooks/label.sh": { kind: "symlink", target: "/etc/passwd" },
    "/etc/passwd": "root",
  });
  expect(seen).toBe("echo\n");
  expect(host.nodes.get("/tmp/hooks/label.sh")).toMatchObject({ kind: "file", mode: 0o600 });
  expect(host.text("/etc/passwd")).toBe("root");
  expect(host.commands.map((command) => command.split(" ")[0])).toEqual(["stat", "cat", "/opt/one", "/opt/two"]);
});

test.each([
  ["/tmp/new/file", {}, undefined],
  ["/tmp/new/deeper/file", {}, "/tmp/new is not there"],
  ["/tmp/link/file", { "/tmp/link": { kind: "symlink", target: "/etc" } }, "/tmp/link is no folder of its own"],
  ["/tmp/link/in/file", { "/tmp/link": { kind: "symlink", target: "/etc" } }, "/tmp/link is no folder of its own"],
  ["/tmp/x/file", {}, "/tmp/x is no folder of its own"],
] as readonly [string, Readonly<Record<string, Seed>>, string | undefined][])(
  "a file for %s, where %j",
  async (target, files, problem) => {
    const resources = [resource("file:///srv/a", target)];
    const expected = [...holding("/srv/a", "a"), ...(problem === undefined ? [ran("one")] : [])];
    const { results, host } = await run([action("one", { resources })], expected, { "/etc/x": "", ...files });
    expect(results.results).toEqual([
      problem === undefined
        ? { name: "one", passed: true }
        : { name: "one", passed: false, exception: `resource script cannot be put at ${target}: ${problem}` },
    ]);
    expect(host.text("/etc/file")).toBeUndefined();
  },
);

test("an address at the end of a long line is hidden before the line is cut", async () => {
  const line = `${"x".repeat(984)} https://u:s3cret@host/`;
  const { results, told } = await run([action("one")], [ran("one", { exitCode: 1, stdout: `${line}\n` })]);
  expect([JSON.stringify(results), ...told].join("\n")).not.toContain("s3cr");
});

test("results that cannot be written stop no action, and are told once", async () => {
  const effect: ExpectedCommand["effect"] = (own) => {
    own.seed(resultsPath, { kind: "directory", mode: 0o755 });
    own.seed(`${resultsPath}/x`, "");
  };
  const expected = [ran("one", { effect }), ran("two"), ran("three")];
  const host = createRecordingHost({ files: { "/tmp/x": "" }, expect: expected });
  const ctx = createTestContext(host);
  const actions = [action("one"), action("two"), action("three")];
  const { results } = await runActions(ctx, { actions, fetched: new Map(), resultsPath }, now);
  host.assertDone();
  expect(results.map(({ passed }) => passed)).toEqual([true, true, true]);
  const warnings = ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : []));
  expect(warnings).toEqual([expect.stringMatching(/^The results of the actions are not written: /u)]);
});

test("all files that cannot be fetched are named at once, with their places", async () => {
  const missing = (path: string): ExpectedCommand => ({
    command: new RegExp(`^stat .*${path}$`, "u"),
    exitCode: 1,
    stderr: "no such file",
  });
  const host = createRecordingHost({ expect: [missing("/srv/a"), missing("/srv/b")] });
  const actions = [
    action("one", { resources: [resource("file:///srv/a", "/tmp/a")] }),
    action("two", { resources: [{ ...resource("file:///srv/b", "/tmp/b"), pointer: "/actions/1/resources/0" }] }),
  ];
  const error: unknown = await fetchResources(createTestContext(host), actions).catch((reason: unknown) => reason);
  if (!(error instanceof BareonError)) throw error;
  expect([error.exitCode, error.message]).toEqual([7, "2 files of the actions cannot be fetched"]);
  expect(error.violations.map(({ pointer }) => pointer)).toEqual([
    "/actions/0/resources/0/url",
    "/actions/1/resources/0/url",
  ]);
  expect(host.changes).toEqual([]);
});

test("the results of an earlier deploy go, and what is no file is refused", async () => {
  const host = createRecordingHost({ files: { [resultsPath]: "old", "/tmp/folder/x": "" } });
  await clearResults({ host }, resultsPath);
  expect(host.text(resultsPath)).toBeUndefined();
  await clearResults({ host }, resultsPath);
  await expect(clearResults({ host }, "/tmp/folder")).rejects.toMatchObject({ exit: "failure" });
});
