/** --event-url as users give it, with deploys that end before they look at any disk: what is sent, and that nothing waits longer for it than is said. */
import { createServer } from "node:http";
import { chmod, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import type { StageEvent } from "../../../src/schema/stage.ts";
import { validate } from "../../../src/schema/stage.validate.js";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

const provision = join(projectRoot, "bin/bareon-provision");
const boot = join(projectRoot, "bin/bareon-boot");

interface Lab {
  readonly folder: Scratch;
  readonly log: string;
  readonly url: string;
  readonly stages: StageEvent[];
  readonly signatures: unknown[];
}

/** A receiver that takes everything, or answers nothing. */
async function setUp(isMute = false): Promise<Lab> {
  const folder = await scratchFolder();
  const stages: StageEvent[] = [];
  const signatures: unknown[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      stages.push(JSON.parse(body) as StageEvent);
      signatures.push(request.headers["bareon-signature"]);
      if (!isMute) response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await folder[Symbol.asyncDispose]();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  return { folder, log: join(folder.path, "log"), url, stages, signatures };
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
  const { folder, log, url, stages, signatures } = await setUp();
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
  for (const stage of stages) expect(validate(stage) ? [] : validate.errors).toEqual([]);
  expect(stages).toMatchObject([
    { event: "started", number: 0, command: "deploy", message: "deploy has begun" },
    { event: "failed", number: 1, failure: { code: "source", exit_code: 7 } },
  ]);
  expect(stages[0]?.run).toBe(stages[1]?.run);
  expect(JSON.stringify(stages)).not.toContain("hunter2");
  expect(signatures).toEqual([
    expect.stringMatching(/^sha256=[\da-f]{64}$/u),
    expect.stringMatching(/^sha256=[\da-f]{64}$/u),
  ]);
  expect(deploy.stderr).not.toContain("--event-url");
}, 120_000);

test("an address that hangs holds up the end for 20 seconds at most, and changes neither the answer nor the exit code", async () => {
  const { log, url } = await setUp(true);
  const begin = performance.now();
  const deploy = await call(provision, "deploy", "--event-url", url, "--log-file", log, "--json", "--input-data", "{");
  expect(deploy.exitCode).toBe(3);
  expect(JSON.parse(deploy.stdout)).toMatchObject({ error: { code: "invalid", exit_code: 3 } });
  const seconds = (performance.now() - begin) / 1000;
  expect(seconds).toBeGreaterThan(10);
  expect(seconds).toBeLessThan(20 + 25);
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
  expect(stages.map(({ event }) => event)).toEqual(["started", "failed"]);
  expect(deploy.stdout + deploy.stderr + (await readFile(log, "utf8"))).not.toContain("hunter2");
});

test("what cannot be an address or a key is refused before anything is done", async () => {
  const { folder, log, url } = await setUp();
  const keyFile = join(folder.path, "key");
  await writeFile(keyFile, "0123456789abcdef\n");
  await chmod(keyFile, 0o644);
  const deploy = ["deploy", "--log-file", log, "--input-data", "{"];
  for (const [program, words, said] of [
    [provision, [...deploy, "--event-url", "https://a:hunter2@host/"], "the address has a password or a query"],
    [provision, [...deploy, "--event-url", "host"], "is no address that begins with http:// or https://"],
    [provision, [...deploy, "--event-url", url, "--event-key-file", keyFile], "others than its owner can read"],
    [provision, [...deploy, "--event-key-file", keyFile], "--event-key-file goes with --event-url"],
    [boot, ["confirm", "--event-url", "https://host/?x=1"], "the address has a password or a query"],
    [boot, ["events", "--event-ca-file", keyFile], "--event-ca-file goes with --event-url"],
  ] as const) {
    const { exitCode, stderr } = await call(program, ...words);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(stderr).not.toContain("hunter2");
  }
});
