/** --event-url as users give it, with deploys that end before they look at any disk: what is sent, and that nothing waits longer for it than is said. */
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import type { StageEvent } from "../../../src/schema/stage.ts";
import { validate } from "../../../src/schema/stage.validate.js";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { until } from "../../support/servers/port.ts";
import { type Receiver, startReceiver, taken } from "../../support/servers/receiver.ts";

const provision = join(projectRoot, "bin/bareon-provision");
const boot = join(projectRoot, "bin/bareon-boot");

interface Lab {
  readonly folder: Scratch;
  readonly log: string;
  readonly url: string;
  readonly receiver: Receiver;
  readonly stages: () => StageEvent[];
}

/** A receiver that takes everything, or answers nothing and calls `onMute`. */
async function setUp(onMute?: () => void): Promise<Lab> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  const receiver = await startReceiver(onMute ?? taken);
  const stages = (): StageEvent[] => receiver.documents() as StageEvent[];
  return { folder, log: join(folder.path, "log"), url: `http://127.0.0.1:${receiver.port}/events`, receiver, stages };
}

interface Answer {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

async function call(program: string, ...words: readonly string[]): Promise<Answer> {
  const { exitCode, stdout, stderr } = await execa(program, words, { reject: false });
  return { exitCode, stdout, stderr };
}

test("a deploy tells that it has begun and how it failed, signed, and with its secrets hidden", async () => {
  const { folder, log, url, receiver, stages } = await setUp();
  const keyFile = join(folder.path, "key");
  await writeFile(keyFile, "0123456789abcdef\n", { mode: 0o600 });
  const settings = join(folder.path, "bareon.conf");
  await writeFile(settings, "http_max_retries = 1\nhttp_retry_delay = 0.1\n");
  const words = ["--event-url", url, "--event-key-file", keyFile, "--log-file", log, "--config-file", settings];
  const deploy = await call(
    provision,
    "deploy",
    ...words,
    "--input-data-url",
    "http://a:hunter2@127.0.0.1:1/x?y=hunter2",
  );
  expect(deploy.exitCode).toBe(7);
  const told = stages();
  for (const stage of told) expect(validate(stage) ? [] : validate.errors).toEqual([]);
  expect(told).toMatchObject([
    { event: "started", number: 0, command: "deploy", message: "deploy has begun" },
    { event: "failed", number: 1, failure: { code: "source", exit_code: 7 } },
  ]);
  expect(told[0]?.run).toBe(told[1]?.run);
  expect(JSON.stringify(told)).not.toContain("hunter2");
  expect(receiver.requests.map(({ headers }) => headers["bareon-signature"])).toEqual([
    expect.stringMatching(/^sha256=[\da-f]{64}$/u),
    expect.stringMatching(/^sha256=[\da-f]{64}$/u),
  ]);
  expect(deploy.stderr).not.toContain("--event-url");
}, 120_000);

test("an address that hangs holds up the end for 20 seconds at most, and changes neither the answer nor the exit code", async () => {
  let begin = 0;
  const { log, url } = await setUp(() => (begin ||= performance.now()));
  const deploy = await call(provision, "deploy", "--event-url", url, "--log-file", log, "--json", "--input-data", "{");
  expect(deploy.exitCode).toBe(3);
  expect(JSON.parse(deploy.stdout)).toMatchObject({ error: { code: "invalid", exit_code: 3 } });
  const seconds = (performance.now() - begin) / 1000;
  // A document that nothing ends takes 20 seconds, and there are two.
  expect(seconds).toBeLessThan(20 + 15);
  const host = url.replace("/events", "/");
  expect(deploy.stderr).toContain(`--event-url: ${host} was not told of failed: it was not taken in time`);
});

test("a configuration file names the address, which may have a secret there, and nothing shows it", async () => {
  const { folder, log, url, stages } = await setUp();
  const file = join(folder.path, "bareon.conf");
  await writeFile(file, `[DEFAULT]\nevent_url = ${url.replace("//", "//anna:hunter2@")}?token=hunter2\n`);
  const words = ["--config-file", file, "--log-file", log, "--debug", "--input-data", "{"];
  const deploy = await call(provision, "deploy", ...words);
  expect(deploy.exitCode).toBe(3);
  expect(stages().map(({ event }) => event)).toEqual(["started", "failed"]);
  expect(deploy.stdout + deploy.stderr + (await readFile(log, "utf8"))).not.toContain("hunter2");
});

test("a deploy that is stopped tells that, too", async () => {
  const { log, url, stages } = await setUp();
  const words = ["deploy", "--event-url", url, "--log-file", log, "--input-data-file", "-"];
  const child = execa(provision, words, { reject: false, stdin: "pipe" });
  await until("the begin of the deploy", 60, async () => stages().length === 1);
  child.kill("SIGTERM");
  expect((await child).exitCode).toBe(143);
  expect(stages()).toMatchObject([
    { event: "started" },
    { event: "failed", failure: { code: "signal", exit_code: 143 } },
  ]);
});

test("what cannot be an address or a key is refused before anything is done", async () => {
  const { folder, log, url } = await setUp();
  const keyFile = join(folder.path, "key");
  await writeFile(keyFile, "0123456789abcdef\n");
  await chmod(keyFile, 0o644);
  const deploy = ["deploy", "--log-file", log, "--input-data", "{"];
  for (const [program, words, said] of [
    [provision, [...deploy, "--event-url", "https://a:hunter2@host/"], "the address has a password or a query"],
    [provision, [...deploy, "--event-url", url, "--event-key-file", keyFile], "others than its owner can read"],
    [boot, ["confirm", "--event-url", "https://host/?x=1"], "the address has a password or a query"],
    [boot, ["events", "--event-ca-file", keyFile], "--event-ca-file goes with --event-url"],
  ] as const) {
    const { exitCode, stderr } = await call(program, ...words);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(stderr).not.toContain("hunter2");
  }
});
