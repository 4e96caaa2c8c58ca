/** The private namespace of the program as its users see it: signals, exit codes, and that nothing of it is left. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { projectRoot } from "../../support/files/paths.ts";

const program = join(import.meta.dirname, "../../support/hosts/namespaced.ts");

function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Every process of the machine that runs the sleep, is our program, or has the directory mounted. */
function leftovers(directory: string, seconds: string): string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/u.test(name) && name !== `${process.pid}`);
  return pids.flatMap((pid) => {
    const line = readProcess(pid, "cmdline").replaceAll("\0", " ");
    const traces =
      line.includes(directory) ||
      line.includes(`sleep ${seconds}`) ||
      readProcess(pid, "mountinfo").includes(directory);
    return traces ? [`${pid} ${line}`] : [];
  });
}

interface Run {
  readonly child: ChildProcess;
  readonly directory: string;
  readonly seconds: string;
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

async function start(seconds: string): Promise<Run> {
  const directory = join(mkdtempSync(join(tmpdir(), "bareon-namespace-")), "mount");
  onTestFinished(() => rmSync(join(directory, ".."), { recursive: true }));
  const child = spawn(process.execPath, [program, directory, seconds], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? code)),
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return { child, directory, seconds, ended };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const limit = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > limit) throw new Error(`not within 10 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("inside, a mount and a child process are there; outside, the mount is not seen", async () => {
  const { child, directory, seconds, ended } = await start("86411");
  await until("the sleep runs", () => leftovers(directory, seconds).some((line) => line.includes("sleep 86411")));
  expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(directory);
  child.kill("SIGTERM");
  expect(await ended).toBe(143);
  expect(leftovers(directory, seconds)).toEqual([]);
  expect(existsSync(directory), "the mount point that was made is removed again").toBe(false);
});

test.each(["SIGINT", "SIGHUP"] as const)("%s stops it in order", async (signal) => {
  const { child, directory, seconds, ended } = await start("86412");
  child.kill(signal);
  expect(await ended).toBe(signal === "SIGINT" ? 130 : 129);
  expect(leftovers(directory, seconds)).toEqual([]);
});

test("SIGKILL of the outer process leaves no process and no mount", async () => {
  const { child, directory, seconds, ended } = await start("86413");
  child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
  await until("everything is gone", () => leftovers(directory, seconds).length === 0);
});

test("SIGKILL of the unshare process ends what is inside, and the outer process says so", async () => {
  const { child, directory, seconds, ended } = await start("86414");
  const unshare = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
  expect(readProcess(unshare, "comm").trim()).toBe("unshare");
  process.kill(Number(unshare), "SIGKILL");
  expect(await ended).toBe(137);
  await until("everything is gone", () => leftovers(directory, seconds).length === 0);
});

test("its own exit code comes through when nobody stops it", async () => {
  const { ended } = await start("0.1");
  expect(await ended).toBe(0);
});

/** Starts a deploy of a config that never comes; `before` are words in front of the program. */
function startDeploy(before: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<string> } {
  const words = ["deploy", "--json", "--log-file", "/dev/null", "--progress-fd", "3", "--input-data-file", "-"];
  const [first = "", ...rest] = [...before, process.execPath, join(projectRoot, "bin/bareon-provision"), ...words];
  const child = spawn(first, rest, { stdio: ["pipe", "pipe", "ignore", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  child.stdout?.on("data", (data: Buffer) => (stdout += data.toString()));
  const ended = once(child, "close").then(([code]) => `${String(code)} ${stdout}`);
  return { child, ended };
}

test("a deploy that is killed inside, or may not make namespaces, is one document with --json all the same", async () => {
  const killed = startDeploy([]);
  await once(killed.child.stdio[3] as Readable, "data");
  const childOf = (pid: string): string => readProcess(pid, `task/${pid}/children`).trim();
  process.kill(Number(childOf(childOf(`${killed.child.pid}`))), "SIGKILL");
  const refused = startDeploy(["setpriv", "--bounding-set=-sys_admin", "--"]);
  for (const ended of [await killed.ended, await refused.ended]) {
    const [code, ...text] = ended.split(" ");
    expect(code).toBe("1");
    expect(JSON.parse(text.join(" "))).toMatchObject({ error: { code: "failure", exit_code: 1 } });
  }
});
