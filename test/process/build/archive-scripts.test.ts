/** install.sh and uninstall.sh of the archive in the small root of a system, in states that a power failure or an administrator leaves. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readExecutable } from "../../../src/build/packages/architecture.ts";
import { buildArchive } from "../../../src/build/packages/archive.ts";
import { packageContents } from "../../../src/build/packages/contents.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { smallExecutable } from "../../support/files/small-executable.ts";

const texts = { bash: "bash", zsh: "zsh", fish: "fish" };
const tool = "usr/sbin/bareon-boot";
const hook = "etc/kernel/postinst.d/zzz-bareon";
const lists = "usr/lib/bareon/archive";
const mark = "usr/lib/bareon/package";

let scratch: Scratch;
/** The unpacked archive, and the root; both paths have a blank. */
let archive: string;
let root: string;

beforeAll(async () => {
  scratch = await scratchFolder();
  const { executable } = await smallExecutable(scratch.path, "x64");
  const version = "1.2.3";
  const contents = packageContents(
    { format: "archive", version },
    {
      executable,
      completions: { "bareon-boot": texts, "bareon-provision": texts },
      manPages: new Map(),
      documents: new Map(),
    },
  );
  const about = { facts: await readExecutable(executable), version, maintainer: "", epoch: 1_700_000_000, level: 0 };
  const name = await buildArchive({ ...about, contents, scratch: join(scratch.path, "made"), output: scratch.path });
  const folder = join(scratch.path, "un packed");
  await mkdir(folder);
  await execa("tar", ["--extract", "--file", join(scratch.path, name), "--directory", folder]);
  archive = join(folder, "bareon-1.2.3-x86_64");
  root = join(scratch.path, "a root");
});

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await rm(root, { recursive: true, force: true });
  for (const name of ["etc", "usr/lib"]) await mkdir(join(root, name), { recursive: true });
});

interface Ran {
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(program: string, ...words: readonly string[]): Promise<Ran> {
  return await execa(program, words, { reject: false });
}

const install = async (from = archive): Promise<Ran> => await run(join(from, "install.sh"), "--root", root);
const uninstall = async (): Promise<Ran> => await run(join(root, lists, "uninstall"), "--root", root);
const all = async (): Promise<string[]> => (await readdir(root, { recursive: true })).sort();

/** An archive of which a file cannot be copied, so that its installation ends there. */
async function damaged(): Promise<string> {
  const path = join(scratch.path, "damaged");
  await execa("cp", ["--archive", "--no-target-directory", archive, path]);
  await rm(join(path, "files", tool));
  return path;
}

test("what is installed, even twice and whatever the umask, is removed without a rest", async () => {
  await rm(join(root, "usr/lib"), { recursive: true });
  const asRoot = ["-c", 'umask 077; exec "$@"', "sh", join(archive, "install.sh"), "--root", root];
  expect(await run("sh", ...asRoot)).toMatchObject({ exitCode: 0 });
  expect((await execa("find", [root, "-mindepth", "1", "!", "-perm", "-004"])).stdout).toBe("");
  expect(await install()).toMatchObject({ exitCode: 0 });
  expect(await all()).toContain(tool);
  expect(await uninstall()).toMatchObject({ exitCode: 0 });
  expect(await all()).toEqual(["etc", "usr", "usr/lib"]);
});

test("an interrupted installation is ended by a second one, or removed", async () => {
  await mkdir(join(root, "usr/lib/systemd"));
  await writeFile(join(root, "usr/lib/systemd/systemd"), "");
  const before = await all();
  const broken = await damaged();
  expect((await install(broken)).exitCode).not.toBe(0);
  expect(await all()).toContain(hook);
  expect(await uninstall()).toMatchObject({ exitCode: 0 });
  expect(await all()).toEqual(before);

  expect((await install(broken)).exitCode).not.toBe(0);
  expect(await install()).toMatchObject({ exitCode: 0 });
  const installed = await all();
  expect(installed).toContain("etc/systemd/system/timers.target.wants/bareon-refresh.timer");
  expect(installed.filter((path) => /unfinished|bareon-new|archive\/all/u.test(path))).toEqual([]);
  expect(await uninstall()).toMatchObject({ exitCode: 0 });
  expect(await all()).toEqual(before);
});

test("what was disabled stays so after an update that was interrupted, and what only the former version had goes", async () => {
  await mkdir(join(root, "etc/local.d"), { recursive: true });
  await install();
  const [script] = await readdir(join(root, "etc/local.d"));
  await rm(join(root, "etc/local.d", script ?? ""));
  const list = join(root, lists, "manifest");
  await writeFile(join(root, "usr/lib/bareon/former"), "");
  await writeFile(list, `${await readFile(list, "utf8")}file 644 /usr/lib/bareon/former\n`);
  expect((await install(await damaged())).exitCode).not.toBe(0);
  expect(await install()).toMatchObject({ exitCode: 0 });
  expect(await readdir(join(root, "etc/local.d"))).toEqual([]);
  expect(await all()).not.toContain("usr/lib/bareon/former");
  expect(await readFile(list, "utf8")).toBe(await readFile(join(archive, "lists/manifest"), "utf8"));
});

test("without room no part of a file stays in the way, and the way out is told", async () => {
  const inside =
    'mount -t tmpfs -o size=96k tmpfs "$1"; mkdir "$1/etc" "$1/usr"; "$2" --root "$1"; find "$1" -name "*.bareon-new"';
  const words = ["--mount", "sh", "-c", inside, "sh", root, join(archive, "install.sh")];
  const { stdout, stderr } = await run("unshare", ...words);
  expect(stderr).toMatch(/No space left on device\n.*did not come to its end\. Run this again, or: .*\/uninstall$/u);
  expect(stdout).toBe("");
});

test("a folder where a file belongs is refused before anything is written", async () => {
  await mkdir(join(root, hook), { recursive: true });
  const before = await all();
  const { exitCode, stderr } = await install();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`${root}/${hook} is a folder, and bareon has a file there`);
  expect(await all()).toEqual(before);
});

test("a mark without content, as a power failure leaves it, keeps nobody from installing and removing", async () => {
  await mkdir(join(root, "usr/lib/bareon"));
  await writeFile(join(root, mark), "");
  expect(await install()).toMatchObject({ exitCode: 0, stderr: "" });
  await writeFile(join(root, mark), "");
  expect(await uninstall()).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await all()).toEqual(["etc", "usr", "usr/lib"]);
});

test.each(["install.sh", "uninstall.sh"])("%s does not take an empty name of a root for this system", async (name) => {
  // As nobody, who could not change this system if it did.
  const words = ["--reuid", "65534", "--clear-groups", "sh", "-s", "--", "--root", ""];
  const { exitCode, stderr } = await execa("setpriv", words, { reject: false, inputFile: join(archive, name) });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("--root names no folder");
});

test("a link in the tree leads neither script out of it, and nothing is changed", async () => {
  const outside = join(scratch.path, "outside");
  await mkdir(outside, { recursive: true });
  await execa("ln", ["-s", outside, join(root, "usr/sbin")]);
  const before = await all();
  const refused = await install();
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("/usr/sbin is a link that leads out of");
  expect([await all(), await readdir(outside)]).toEqual([before, []]);

  await rm(join(root, "usr/sbin"));
  expect(await install()).toMatchObject({ exitCode: 0 });
  await rm(join(root, "usr/sbin"), { recursive: true });
  await execa("ln", ["-s", outside, join(root, "usr/sbin")]);
  await writeFile(join(outside, "bareon-boot"), "of this machine");
  const kept = await uninstall();
  expect(kept.stderr).toContain("/usr/sbin is a link that leads out of");
  expect(kept.exitCode).toBe(1);
  await rm(join(root, "usr/sbin"));
  await writeFile(join(root, lists, "manifest"), "file 644 /../outside/bareon-boot\n", { flag: "a" });
  expect((await uninstall()).stderr).toContain("/../outside/bareon-boot in ");
  expect(await readFile(join(outside, "bareon-boot"), "utf8")).toBe("of this machine");
});

test("a link to another folder of the tree is no obstacle", async () => {
  await mkdir(join(root, "usr/bin"));
  await execa("ln", ["-s", "bin", join(root, "usr/sbin")]);
  expect(await install()).toMatchObject({ exitCode: 0 });
  expect(await readdir(join(root, "usr/bin"))).toContain("bareon-boot");
  expect(await uninstall()).toMatchObject({ exitCode: 0 });
});
