/** --on-failure and --actions as users give them, with deploys that end before they look at any disk. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

const program = join(projectRoot, "bin/bareon-provision");
const config = join(projectRoot, "test/examples/two-systems.json");
const actions = join(projectRoot, "test/fuzz/corpus/actions/two");

interface Lab {
  readonly folder: Scratch;
  readonly script: string;
  readonly log: string;
  /** What the script has written. */
  readonly said: () => Promise<string>;
}

/** A script that writes what it is told into the folder. */
async function setUp(more = ""): Promise<Lab> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  const [script, said] = [join(folder.path, "script"), join(folder.path, "said")];
  await writeFile(
    script,
    `echo "$BAREON_EXIT $BAREON_CODE $BAREON_LOG \${BASH_VERSION:+bash}" >${said}\necho to the log >&2\n${more}\n`,
  );
  const read = async (): Promise<string> => await readFile(said, "utf8").catch(() => "");
  return { folder, script, log: join(folder.path, "log"), said: read };
}

interface Answer {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

async function call(words: readonly string[]): Promise<Answer> {
  const { exitCode, stdout, stderr } = await execa(program, words, { reject: false });
  return { exitCode, stdout, stderr };
}

function deployWords({ log, script }: Lab): string[] {
  return ["deploy", "--log-file", log, "--on-failure", script];
}

test("the script runs after a refusal, is told of it, and changes neither the exit code nor the answer", async () => {
  const lab = await setUp("exit 9");
  const { exitCode, stdout, stderr } = await call([...deployWords(lab), "--json", "--input-data", "{"]);
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "invalid", exit_code: 3 } });
  expect(await lab.said()).toBe(`3 invalid ${lab.log} bash\n`);
  expect(stderr).toContain("| to the log");
  expect(stderr).toContain(`the script of --on-failure, ${lab.script}, failed: it ended with exit code 9`);
  const log = await readFile(lab.log, "utf8");
  expect(log).toMatch(/ERROR exit code 3 \(invalid\)[^]*INFO output of the script of --on-failure:\n {4}to the log\n/u);
  expect(log.match(/ started$/gmu)).toHaveLength(1);
});

test("it does not run if the command line is wrong, and what is no script is refused before anything", async () => {
  const lab = await setUp();
  expect((await call([...deployWords(lab), "--inventory", "x"])).exitCode).toBe(2);
  expect(await lab.said()).toBe("");
  for (const path of [join(lab.folder.path, "none"), lab.folder.path]) {
    const { exitCode, stderr } = await call(["deploy", "--log-file", lab.log, "--on-failure", path]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`--on-failure ${path}: `)]);
  }
  expect(await readFile(lab.log, "utf8").catch(() => "none")).toBe("none");
});

/** A deploy whose config never comes; resolves when it has begun. */
async function begin(lab: Lab): Promise<{ readonly child: ChildProcess; readonly ended: Promise<unknown[]> }> {
  const words = [...deployWords(lab), "--progress-fd", "3", "--input-data-file", "-"];
  const child = spawn(program, words, { stdio: ["pipe", "ignore", "ignore", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close");
  await once(child.stdio[3] as Readable, "data");
  return { child, ended };
}

test("it runs after a signal, and when the process of the deploy was killed", async () => {
  const stopped = await setUp();
  const one = await begin(stopped);
  one.child.kill("SIGTERM");
  expect((await one.ended)[0]).toBe(143);
  expect(await stopped.said()).toBe(`143 signal ${stopped.log} bash\n`);

  const killed = await setUp();
  const other = await begin(killed);
  const childrenOf = async (pid: string): Promise<string> =>
    (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim();
  process.kill(Number(await childrenOf(await childrenOf(`${other.child.pid}`))), "SIGKILL");
  expect((await other.ended)[0]).toBe(1);
  expect(await killed.said()).toBe(`1 failure ${killed.log} bash\n`);
});

test("validate checks the actions, too, and a deploy with wrong ones ends before it reads anything else", async () => {
  const { folder } = await setUp();
  expect(await call(["validate", config, "--actions", actions])).toMatchObject({ exitCode: 0 });
  const wrong = join(folder.path, "wrong.json");
  await writeFile(wrong, JSON.stringify({ actions: [{ name: "x" }], action_list: [] }));
  const verdict = await call(["validate", config, "--json", "--actions", wrong]);
  expect(verdict.exitCode).toBe(3);
  expect(JSON.parse(verdict.stdout)).toMatchObject({
    valid: false,
    violations: expect.arrayContaining([
      expect.objectContaining({ pointer: "/actions/0", problem: '"cmd" is missing' }),
      expect.objectContaining({ pointer: "/action_list" }),
    ]) as unknown,
  });
  const deploy = await call(["deploy", "--log-file", "/dev/null", "--input-data", "{}", "--actions", wrong]);
  expect([deploy.exitCode, deploy.stderr]).toEqual([
    3,
    expect.stringContaining(`the actions in ${wrong} have 6 errors`),
  ]);
});

test("a plan shows the names of the actions", async () => {
  const inventory = join(projectRoot, "test/unit/plan/inventory-two-systems.json");
  const words = ["plan", "--input-data-file", config, "--inventory", inventory, "--actions", actions];
  const { exitCode, stdout, stderr } = await call(words);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toContain(
    "\nActions once the node is deployed:\n  tell_the_inventory\n  label, with /tmp/hooks/label.sh",
  );
  expect(stdout).not.toContain("key=a b");
  expect((await call([...words, "--json"])).stdout).not.toContain("tell_the_inventory");
  const page = await call([...words, "--html", "-"]);
  expect(page.stdout).toContain("<h2>Actions once the node is deployed</h2>");
  expect(page.stdout).toContain("<p>label, with /tmp/hooks/label.sh</p>");
  expect(page.stdout).not.toContain("key=a b");
});

test("the log has the lines for Astute and goes to logger, whose failure is a warning", async () => {
  const { folder, log } = await setUp();
  const [logger, got] = [join(folder.path, "logger"), join(folder.path, "got")];
  const words = ["deploy", "--log-file", log, "--astute-log", "--use-syslog", "--input-data", "{"];
  // Another program in its place, in a mount namespace of its own.
  const script = 'mount --bind "$1" "$(command -v logger)"; shift; exec "$@"';
  const callWith = async (content: string): Promise<Answer> => {
    await writeFile(logger, `#!/bin/sh\n${content}\n`, { mode: 0o755 });
    const own = ["--mount", "sh", "-c", script, "sh", logger, program, ...words];
    const { exitCode, stdout, stderr } = await execa("unshare", own, { reject: false });
    return { exitCode, stdout, stderr };
  };
  const good = await callWith(`echo "$@" >${got}; cat >>${got}`);
  expect([good.exitCode, good.stderr]).toEqual([3, expect.not.stringContaining("syslog")]);
  const first = "INFO --- Provisioning (do_provisioning) ---\n";
  expect(await readFile(log, "utf8")).toContain(first);
  const sent = await readFile(got, "utf8");
  expect(sent).toMatch(/^--tag bareon-provision --priority user\.info\nINFO bareon-provision .* started\n/u);
  expect(sent).toContain(first);
  expect(sent).toMatch(/\nERROR exit code 3 \(invalid\): .*\n$/u);
  const bad = await callWith("exit 1");
  expect([bad.exitCode, bad.stderr]).toEqual([3, expect.stringContaining("the log cannot be sent to syslog: logger")]);
});
