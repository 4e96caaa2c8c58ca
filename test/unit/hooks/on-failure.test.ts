/** The script of --on-failure: what is none, what it is told, and that its own failure is only reported. */
import { expect, test } from "vitest";
import { BareonError, exitCodes, nameOfExit } from "../../../src/base/errors.ts";
import { checkFailureScript, runFailureScript } from "../../../src/hooks/on-failure.ts";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
  type Seed,
} from "../../support/hosts/recording-host.ts";

test.each([
  ["a file", "echo", true],
  ["a link to a file", { kind: "symlink", target: "/root/other" }, true],
  ["a folder", { kind: "directory", mode: 0o755 }, false],
  ["a FIFO", { kind: "other" }, false],
  ["a file that cannot be read", { kind: "unreadable" }, false],
  ["a link that leads nowhere", { kind: "symlink", target: "/root/none" }, false],
] as readonly [string, Seed, boolean][])("%s may be a script or none", async (_, seed, isGood) => {
  const host = createRecordingHost({ files: { "/root/other": "", "/root/script": seed } });
  const error: unknown = await checkFailureScript({ host }, "/root/script").catch((reason: unknown) => reason);
  const said = error instanceof BareonError ? `${error.exit}: ${error.message}` : String(error);
  expect(said).toMatch(isGood ? /^undefined$/u : /^usage: --on-failure \/root\/script: /u);
});

async function run(
  exitCode: number,
  script: Partial<ExpectedCommand>,
  programs?: readonly string[],
): Promise<{ readonly told: readonly unknown[]; readonly words: readonly string[]; readonly env: unknown }> {
  let [words, env]: [readonly string[], unknown] = [[], undefined];
  const host = createRecordingHost({
    ...(programs === undefined ? {} : { programs }),
    expect: [
      {
        command: /^\/bin\/sh -c /u,
        ...script,
        effect: (_, command) => {
          words = command.args.slice(3);
          env = command.env;
        },
      },
    ],
  });
  const ctx = createTestContext(host);
  await runFailureScript(ctx, "/root/script", { exitCode, log: "/var/log/bareon.log" });
  host.assertDone();
  return { told: ctx.events, words, env };
}

test("it is run by bash, else by sh, and told how the deploy ended", async () => {
  const { words, env, told } = await run(21, { stdout: "sent\n" });
  expect(words).toEqual(["bash", "/root/script"]);
  expect(env).toEqual({ BAREON_EXIT: "21", BAREON_CODE: "transfer", BAREON_LOG: "/var/log/bareon.log" });
  expect(told).toEqual([
    { event: "output", of: "the script of --on-failure", text: "sent" },
    { event: "notice", message: "the script of --on-failure, /root/script, has run" },
  ]);
  expect((await run(143, {}, [])).words).toEqual(["sh", "/root/script"]);
});

test("its own failure is a warning", async () => {
  const { told } = await run(143, { exitCode: 5 });
  expect(told).toEqual([
    {
      event: "warning",
      message: "the script of --on-failure, /root/script, failed: it ended with exit code 5",
    },
  ]);
});

test("every exit code has its word, also those of signals", () => {
  for (const [name, { code }] of Object.entries(exitCodes)) expect(nameOfExit(code)).toBe(name);
  expect([143, 137, 255, 99].map(nameOfExit)).toEqual(["signal", "signal", "signal", "failure"]);
});
