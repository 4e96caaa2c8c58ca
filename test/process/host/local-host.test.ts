import { execFileSync, spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { createLocalHost } from "../../../src/host/local/host.ts";
import { holdLock } from "../../../src/host/lock.ts";
import { mountFilesystem } from "../../../src/host/mounts.ts";
import { openPrivateMounts } from "../../../src/host/private-mounts.ts";
import { Scope } from "../../../src/host/scope.ts";
import { projectRoot } from "../../support/files/paths.ts";

function setUp() {
  const controller = new AbortController();
  const events: ProgressEvent[] = [];
  const report = (event: ProgressEvent): void => void events.push(event);
  const host = createLocalHost({ signal: controller.signal, report });
  const directory = mkdtempSync(join(tmpdir(), "bareon-host-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return { controller, events, host, directory, ctx: { host, report, signal: controller.signal } };
}

/** A zombie counts as ended: its parent has not looked yet. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/mu.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function failure(promise: Promise<unknown>): Promise<BareonError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BareonError)) throw new Error(`no BareonError but ${String(error)}`);
  return error;
}

test("a program gets the fixed environment, its input, and an empty one without", async () => {
  const { host } = setUp();
  process.env["BAREON_LEAK"] = "1";
  onTestFinished(() => void Reflect.deleteProperty(process.env, "BAREON_LEAK"));
  const { stdout } = await host.run({ program: "env", args: [], env: { EXTRA: "x" } });
  expect(stdout.trim().split("\n").toSorted()).toEqual([
    "EXTRA=x",
    "HOME=/root",
    "LC_ALL=C",
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin",
  ]);
  expect((await host.run({ program: "cat", args: [], input: "text ä" })).stdout).toBe("text ä");
  expect((await host.run({ program: "cat", args: [] })).stdout).toBe("");
});

test("a failing program: exit code, the end of stderr and the command are in the message, secrets are not", async () => {
  const { host, events } = setUp();
  const args = ["-c", "seq 30 >&2; exit 7", "rsync://user:secret@host/x?token=secret"];
  const error = await failure(host.run({ program: "sh", args }));
  expect(error.message).toMatch(/sh failed with exit code 7:\n {2}19\n/u);
  expect(error.message).toContain("rsync://***@host/x?***");
  expect(JSON.stringify([error.message, events])).not.toContain("secret");
  expect(events).toMatchObject([{ event: "command", exitCode: 7 }]);
  expect((await host.run({ program: "sh", args, okCodes: [0, 7] })).exitCode).toBe(7);
  expect((await failure(host.run({ program: "no-such-program", args: [] }))).message).toContain("was not found");
});

test("lines arrive while the program runs, split at newline and carriage return", async () => {
  const { host } = setUp();
  const lines: [string, number][] = [];
  const script = String.raw`printf 'a\rb\r\nä'; sleep 0.5; printf '\nend'`;
  await host.run({ program: "sh", args: ["-c", script] }, { onLine: (line) => void lines.push([line, Date.now()]) });
  expect(lines.map(([line]) => line)).toEqual(["a", "b", "ä", "end"]);
  expect((lines[3]?.[1] ?? 0) - (lines[0]?.[1] ?? 0)).toBeGreaterThan(300);
});

test("an error of the line callback ends the program and is thrown", async () => {
  const { host } = setUp();
  const onLine = (): void => {
    throw new Error("of the callback");
  };
  await expect(host.run({ program: "sh", args: ["-c", "echo a; sleep 60"] }, { onLine })).rejects.toThrow(
    "of the callback",
  );
});

test("abort ends the whole group, also a grandchild and one that ignores SIGTERM", async () => {
  const { host, controller } = setUp();
  const pids: number[] = [];
  const running = host.run(
    { program: "sh", args: ["-c", "trap '' TERM; sleep 300 & echo $!; wait; sleep 300"] },
    {
      onLine: (line) => {
        pids.push(Number(line));
        controller.abort(new Error("stop now"));
      },
    },
  );
  await expect(running).rejects.toThrow("stop now");
  expect(pids).toHaveLength(1);
  expect(isAlive(pids[0] ?? 0)).toBe(false);
  await expect(host.run({ program: "true", args: [] })).rejects.toThrow("stop now");
  expect((await host.run({ program: "true", args: [] }, { unabortable: true })).exitCode).toBe(0);
});

test("programs that are paused do nothing, go on when they may, and end on abort all the same", async () => {
  const { controller, host } = setUp();
  const programs = host.pausable();
  const pids: number[] = [];
  const ticks = { count: 0 };
  const script = "echo $$; sh -c 'echo $$; while :; do echo tick; sleep 0.01; done' & wait";
  const running = programs.host.run(
    { program: "sh", args: ["-c", script] },
    { onLine: (line) => (line === "tick" ? (ticks.count += 1) : pids.push(Number(line))) },
  );
  running.catch(() => undefined);
  const states = (): string[] =>
    pids.map(
      (pid) => /^State:\s+(?<state>\S)/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.groups?.["state"] ?? "",
    );
  // A shell that was stopped between vfork and exec of its child waits for it uninterruptibly (vfork(2)): D.
  const stopped = Array.from({ length: 2 }, (): unknown => expect.stringMatching(/^[TD]$/u));
  await expect.poll(() => ticks.count).toBeGreaterThan(2);
  programs.pause();
  await expect.poll(states).toEqual(stopped);
  const before = ticks.count;
  // Other programs of the same host are not meant.
  await host.run({ program: "true", args: [] });
  programs.resume();
  await expect.poll(() => ticks.count).toBeGreaterThan(before + 2);
  programs.pause();
  await expect.poll(states).toEqual(stopped);
  controller.abort(new Error("enough"));
  await expect(running).rejects.toThrow("enough");
  expect(pids.filter(isAlive)).toEqual([]);
});

test("a limit ends the whole group, and what has left it does not hold the run up", async () => {
  const { host } = setUp();
  const begin = performance.now();
  const run = async (script: string): Promise<BareonError> =>
    await failure(host.run({ program: "sh", args: ["-c", script] }, { limit: 1 }));
  expect((await run("sleep 300")).message).toBe("sh had not ended after 1 s and was stopped");
  expect((await run("setsid sleep 170 & sleep 0.5; exit 0")).message).toContain("had not ended after 1 s");
  expect(performance.now() - begin).toBeLessThan(150_000);
});

test("what a program leaves running ends with it", async () => {
  const { host } = setUp();
  const { stdout } = await host.run({ program: "sh", args: ["-c", "sleep 300 >/dev/null 2>&1 & echo $!"] });
  expect(isAlive(Number(stdout))).toBe(false);
});

test("writeFile replaces a symlink instead of following it, sets the mode, and leaves nothing beside the file", async () => {
  const { host, directory } = setUp();
  writeFileSync(join(directory, "victim"), "untouched");
  symlinkSync("victim", join(directory, "file"));
  await host.writeFile(join(directory, "file"), "new", 0o600);
  await host.copyFile(join(directory, "file"), join(directory, "copy"), 0o755);
  expect(readFileSync(join(directory, "victim"), "utf8")).toBe("untouched");
  expect(await host.facts(join(directory, "file"))).toMatchObject({
    kind: "file",
    size: 3,
    mode: 0o600,
    device: undefined,
  });
  expect(await host.facts(join(directory, "copy"))).toMatchObject({ size: 3, mode: 0o755 });
  await failure(host.writeFile(directory, "onto a directory"));
  expect(readdirSync(directory)).toEqual(["copy", "file", "victim"]);
  expect((await failure(host.writeFile(join(directory, "no/such"), ""))).message).toMatch(/^Cannot write .*ENOENT/u);
});

test("a program that is missing is named with its package, also where another was to start it", async () => {
  const { host } = setUp();
  const missing = { program: "minisign-of-nowhere", args: [] };
  expect(await failure(host.run(missing))).toMatchObject({
    hint: expect.stringContaining("Install the package") as string,
  });
  const started = await failure(host.run({ program: "sh", args: ["-c", "exit 127", "sfdisk-of-nowhere"] }));
  expect(started.message, "an exit code alone says nothing").toContain("exit code 127");
});

test("what is no regular file is not read, nothing is waited for, and a file without an end stops at the limit", async () => {
  const { host, directory } = setUp();
  const place = (name: string): string => join(directory, name);
  execFileSync("mkfifo", [place("fifo")]);
  writeFileSync(place("huge"), "x");
  truncateSync(place("huge"), 2 ** 40);
  for (const name of ["fifo", ".", "/dev/zero"]) {
    const path = name.startsWith("/") ? name : place(name);
    expect((await failure(host.readFile(path))).message).toContain("it is no regular file");
    expect((await failure(host.readText(path))).message).toContain("it is no regular file");
  }
  expect((await failure(host.readText(place("huge")))).message).toContain("it has more than");
  expect(await host.facts(place("huge"))).toMatchObject({ kind: "file", sparse: true });
  writeFileSync(place("text"), "abc");
  expect(await host.readText(place("text"), 3)).toBe("abc");
  expect((await failure(host.readText(place("text"), 2))).message).toContain("it has more than 2 bytes");
  expect(await host.readText("/proc/self/comm"), "a file whose size is told as 0").not.toBe("");
  expect(await host.readText("/sys/kernel/cpu_byteorder", 64), "a file whose size is told as a page").not.toBe("");
  expect(await host.facts(place("text"))).not.toHaveProperty("sparse");
});

test("writeInSector changes these bytes only; across a sector, beyond the end and through a symlink it refuses", async () => {
  const { host, directory } = setUp();
  const path = join(directory, "file");
  const before = Buffer.alloc(1024, "a");
  writeFileSync(path, before);
  const inode = lstatSync(path).ino;
  await host.writeInSector(path, 509, Buffer.from("xyz"));
  const expected = Buffer.from(before);
  expected.write("xyz", 509);
  expect(readFileSync(path)).toEqual(expected);
  expect(lstatSync(path).ino).toBe(inode);
  await expect(host.writeInSector(path, 510, Buffer.from("xyz"))).rejects.toThrow("one sector");
  truncateSync(path, 600);
  await expect(host.writeInSector(path, 599, Buffer.from("xy"))).rejects.toThrow("would grow");
  symlinkSync("file", join(directory, "link"));
  await failure(host.writeInSector(join(directory, "link"), 0, Buffer.from("x")));
});

test("what is missing is undefined or empty, and device numbers are those of the kernel", async () => {
  const { host, directory } = setUp();
  const missing = join(directory, "no/such");
  expect([
    await host.facts(missing),
    await host.readFile(missing),
    await host.readText(missing),
    await host.list(missing),
  ]).toEqual([undefined, undefined, undefined, []]);
  expect(await host.facts("/dev/null")).toMatchObject({ kind: "character", device: "1:3" });
  expect([
    await host.makeDirectory(join(directory, "a/b"), 0o700),
    await host.makeDirectory(join(directory, "a/b")),
  ]).toEqual([true, false]);
  expect([await host.hasProgram("mount"), await host.hasProgram("no-such-program")]).toEqual([true, false]);
});

test("on a read-only filesystem it is said what could not be made, and why", async () => {
  const { ctx, host, directory } = setUp();
  await using scope = new Scope();
  await mountFilesystem(ctx, scope, { source: "tmpfs", target: directory, type: "tmpfs", options: ["ro"] });
  const path = join(directory, "a/b");
  expect((await failure(host.makeDirectory(path))).message).toBe(
    `Cannot make the directory ${path}: read-only file system (EROFS).`,
  );
  expect(await host.makeDirectory(directory)).toBe(false);
  expect((await failure(holdLock(host, scope, join(directory, "lock"), "deploying"))).message).toBe(
    `Cannot open the lock ${join(directory, "lock")}: read-only file system (EROFS).`,
  );
});

test("a program that is there, but lacks its interpreter, is not called missing", async () => {
  const { host, directory } = setUp();
  const program = join(directory, "script");
  writeFileSync(program, "#!/no/such/interpreter\n", { mode: 0o755 });
  const error = await failure(host.run({ program, args: [] }));
  expect([error.message, error.hint]).toEqual([
    `${program} could not be started, although it is there (ENOENT).`,
    expect.stringContaining("/dev/null"),
  ]);
});

test("without /proc bareon-boot says so, and not that the partition is none", () => {
  const program = join(projectRoot, "bin/bareon-boot");
  const script = 'umount --lazy /proc; exec "$@"';
  const { status, stderr } = spawnSync(
    "unshare",
    ["--mount", "bash", "-c", script, "bash", process.execPath, program, "list"],
    { encoding: "utf8" },
  );
  expect([status, stderr]).toEqual([1, expect.stringContaining("/proc is not mounted")]);
});

test("a FIFO in place of a lock is refused, and not waited for", async () => {
  const { ctx, directory } = setUp();
  const path = join(directory, "lock");
  execFileSync("mkfifo", [path]);
  await using scope = new Scope();
  const refusal = `${path} is no file that can be locked.`;
  expect((await failure(holdLock(ctx.host, scope, path, "deploying"))).message).toBe(refusal);
  expect((await failure(openPrivateMounts(ctx, scope, path, 1))).message).toBe(refusal);
});

test("a lock is refused to the second, children do not inherit it, and it ends with the scope", async () => {
  const { host, directory } = setUp();
  const path = join(directory, "lock");
  const scope = new Scope();
  await holdLock(host, scope, path, "deploying");
  const other = createLocalHost({ signal: new AbortController().signal, report: () => undefined });
  const refused = await failure(holdLock(other, new Scope(), path, "deploying"));
  expect([refused.exit, refused.message]).toEqual([
    "locked",
    `Another process is deploying (it holds the lock ${path}).`,
  ]);
  const daemon = host.run({ program: "sleep", args: ["2"] });
  await scope.close();
  await using second = new Scope();
  await holdLock(other, second, path, "deploying");
  await daemon;
});

test("a mount is undone by its scope; who is in the way is named", async () => {
  const { ctx, directory } = setUp();
  const target = join(directory, "made/here");
  const isMounted = (): boolean => readFileSync("/proc/self/mountinfo", "utf8").includes(target);
  const scope = new Scope();
  await mountFilesystem(ctx, scope, { source: "tmpfs", target, type: "tmpfs", options: ["mode=0700"] });
  expect(isMounted()).toBe(true);
  await scope.close();
  expect([isMounted(), await ctx.host.facts(target)]).toEqual([false, undefined]);

  mkdirSync(target);
  await mountFilesystem(ctx, scope, { source: "tmpfs", target, type: "tmpfs" });
  const holder = new AbortController();
  const busy = createLocalHost({ signal: holder.signal, report: () => undefined });
  const sitting = new Promise<void>((resolve, reject) => {
    busy
      .run({ program: "sh", args: ["-c", `cd ${target}; echo in; sleep 60`] }, { onLine: () => resolve() })
      .catch((error: unknown) => {
        if (!holder.signal.aborted) reject(new Error(`the holder failed: ${String(error)}`));
      });
  });
  await sitting;
  const error = await failure(scope.close());
  expect(error.message).toMatch(/Cannot unmount .*made\/here: (?:sh|sleep) \(process \d+\) has .*made\/here open/u);
  holder.abort(new Error("enough"));
  await ctx.host.run({
    program: "sh",
    args: ["-c", `for i in $(seq 100); do umount ${target} && exit 0; sleep 0.05; done; exit 1`],
  });
  expect(await ctx.host.facts(target), "a directory that was there stays").toMatchObject({ kind: "directory" });
});

test("many programs at once leave no listener behind, and no warning", async () => {
  const warnings: string[] = [];
  const note = (warning: Error): void => void warnings.push(warning.message);
  process.on("warning", note);
  const before = process.listenerCount("exit");
  const { signal } = new AbortController();
  const host = createLocalHost({ signal, report: () => undefined });
  await Promise.all(Array.from({ length: 30 }, async () => await host.run({ program: "sleep", args: ["0.2"] })));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  expect(warnings).toEqual([]);
  // An earlier test may have left a program that ends only now.
  expect(process.listenerCount("exit")).toBeLessThanOrEqual(before);
});

test("a file that is rewritten keeps its mode and its other names; what is no regular file is not written", async () => {
  const { host, directory } = setUp();
  const path = join(directory, "file");
  writeFileSync(path, "a longer text\n", { mode: 0o640 });
  await host.linkFile(path, join(directory, "other"));
  await host.rewriteFile(path, Buffer.from("short\xff\n", "latin1"));
  expect(readFileSync(join(directory, "other"), "latin1")).toBe("short\xff\n");
  await host.rewriteFile(path, Buffer.from("longer than before\n"));
  expect(readFileSync(path, "utf8")).toBe("longer than before\n");
  expect(lstatSync(path).mode & 0o777).toBe(0o640);
  symlinkSync("file", join(directory, "link"));
  await expect(host.rewriteFile(join(directory, "link"), Buffer.from("x"))).rejects.toThrow("Cannot write");
  await expect(host.rewriteFile(join(directory, "absent"), Buffer.from("x"))).rejects.toThrow("Cannot write");
});
