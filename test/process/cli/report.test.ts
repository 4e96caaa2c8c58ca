/** A bug report of this machine, for real: what is in the archive, who may read it, and that hostile content of a machine does no harm. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import type { ReportResult } from "../../../src/schema/bareon-boot.ts";
import { validate } from "../../../src/schema/bareon-boot.validate.js";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

const programs = { boot: join(projectRoot, "bin/bareon-boot"), provision: join(projectRoot, "bin/bareon-provision") };
const hunter = "hunter2";
const pem = `-----BEGIN OPENSSH PRIVATE KEY-----\n${hunter}\n-----END OPENSSH PRIVATE KEY-----\n`;

async function folder(): Promise<Scratch> {
  const made = await scratchFolder();
  onTestFinished(async () => await made[Symbol.asyncDispose]());
  return made;
}

/** Runs it where these folders are this machine's own, so that what it reads there is the test's. */
async function runWith(places: Readonly<Record<string, string>>, words: readonly string[]): Promise<Ran> {
  const mounts = Object.entries(places).map(([place, own]) => `mount --rbind '${own}' '${place}'`);
  const script = [...mounts, 'exec "$@"'].join(" && ");
  const { exitCode, stdout, stderr } = await execa("unshare", ["--mount", "sh", "-c", script, "sh", ...words], {
    reject: false,
    encoding: "buffer",
  });
  return { exitCode, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr).toString() };
}

interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** The archive's files by their names below its folder. */
async function unpack(archive: string, into: string): Promise<Map<string, string>> {
  await mkdir(into);
  await execa("tar", ["--extract", "--gzip", "--file", archive, "--directory", into, "--strip-components=1"]);
  const names = readdirSync(into, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(into, name)).isFile(),
  );
  const texts = await Promise.all(names.map(async (name) => [name, await readFile(join(into, name), "utf8")] as const));
  return new Map(texts);
}

/** What a machine should not have: secrets in every place, links, a pipe, a huge file, programs that hang or never end. */
async function hostileMachine(own: Scratch): Promise<Readonly<Record<string, string>>> {
  const [etc, tmp, log] = [join(own.path, "etc"), join(own.path, "tmp"), join(own.path, "log")];
  for (const path of [etc, tmp, log, join(etc, "carry.d")]) await mkdir(path);
  await writeFile(join(own.path, "secret"), hunter);
  await writeFile(join(etc, "bareon.conf"), `event_url = https://a:${hunter}@h/?t=${hunter}\npassword = a ${hunter}\n`);
  await writeFile(join(etc, "event-key"), hunter);
  await symlink(join(own.path, "secret"), join(etc, "evil.conf"));
  await execa("mkfifo", [join(etc, "pipe.conf")]);
  await writeFile(join(etc, "carry.d", "x.list"), "/etc/x\n");
  const seeds = { user_data: { content: `#cloud-config\n${hunter}` } };
  await writeFile(
    join(tmp, "provision.json"),
    JSON.stringify({ images: [{ name: "a\u001b[31m", seed: seeds }], key: pem }),
  );
  await symlink(join(own.path, "secret"), join(tmp, "boot-info.json"));
  await writeFile(
    join(log, "bareon.log"),
    `${pem}${"INFO \u001b[2Jx\n".repeat(200_000)}DEBUG curl --token ${hunter}\n`,
  );
  await execa("truncate", ["--size=1T", join(tmp, "actions.json")]);
  // The last one hides where the others are, and the program itself if that is there.
  const inTmp = relative("/tmp", projectRoot);
  const program = inTmp.startsWith("..") ? undefined : join(tmp, inTmp);
  if (program !== undefined) await mkdir(program, { recursive: true });
  const shown = program === undefined ? {} : { [program]: projectRoot };
  return { ...shown, "/etc/bareon": etc, "/var/log": log, "/tmp": tmp };
}

async function makePlace(path: string): Promise<void> {
  const isThere = existsSync(path);
  if (!isThere) await execa("mkdir", [path]);
  onTestFinished(async () => {
    if (!isThere) await execa("rmdir", [path]);
  });
}

test("an archive of a hostile machine has no secret, no character of a terminal and nothing that is no plain file", async () => {
  const own = await folder();
  await makePlace("/etc/bareon");
  const places = await hostileMachine(own);
  // The folder of the test is below /tmp, which is another one there.
  const output = "/etc/bareon/report.tar.gz";
  const begin = Date.now();
  const { exitCode, stdout, stderr } = await runWith(places, [programs.provision, "report", "--output", output]);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("machine/uname.txt")]);
  expect(stdout.toString()).toMatch(/^\/etc\/bareon\/report\.tar\.gz( \(.*\))?\n?$/u);
  expect(Date.now() - begin).toBeLessThan(170_000);
  const archive = join(own.path, "etc/report.tar.gz");
  expect(statSync(archive).mode & 0o7777).toBe(0o600);
  expect(readdirSync(join(own.path, "etc")).filter((name) => name.startsWith("."))).toEqual([]);
  const { stdout: listing } = await execa("tar", [
    "--list",
    "--verbose",
    "--numeric-owner",
    "--gzip",
    "--file",
    archive,
  ]);
  const lines = listing.split("\n");
  expect(lines.filter((line) => !/^(?:-rw------- 0\/0|drwx------ 0\/0) /u.test(line))).toEqual([]);
  const files = await unpack(archive, join(own.path, "unpacked"));
  const everything = [...files.values()].join("\n");
  expect(everything).not.toContain(hunter);
  expect(everything).not.toMatch(/(?![\n\t])\p{Cc}/u);
  expect(files.get("machine/os-release")).toBe(await readFile("/etc/os-release", "utf8"));
  expect(files.get("machine/uname.txt")).toMatch(/^Linux /u);
  expect(JSON.parse(files.get("machine/lsblk.json") ?? "")).toHaveProperty("blockdevices");
  expect(JSON.parse(files.get("provision/provision.json") ?? "")).toMatchObject({
    images: [{ name: String.raw`a\x1b[31m`, seed: "[removed]" }],
  });
  expect(files.get("etc-bareon/names.txt")).toContain("other ");
  const log = files.get("provision/bareon.log") ?? "";
  expect(log.endsWith("DEBUG curl --token [removed]\n")).toBe(true);
  const errors = files.get("errors.txt") ?? "";
  for (const problem of [
    /^etc-bareon\/evil\.conf: it is no regular file \(symlink\)$/mu,
    /^etc-bareon\/pipe\.conf: it is no regular file \(other\)$/mu,
    /^provision\/boot-info\.json: it is no regular file \(symlink\)$/mu,
    /^provision\/bareon\.log: cut: the last 1048576 bytes are here$/mu,
    /^provision\/actions\.json: cut: the first 1048576 bytes are here$/mu,
  ])
    expect(errors).toMatch(problem);
});

test("both programs list the same parts, by the schema, and read nothing for that", async () => {
  const lists: ReportResult["parts"][] = [];
  // Other tests make and remove loop devices meanwhile.
  const isOfOthers = ({ name }: { readonly name: string }): boolean => /-loop\d/u.test(name);
  for (const program of Object.values(programs)) {
    const { stdout } = await execa(program, ["report", "--list", "--json"]);
    const result: unknown = JSON.parse(stdout);
    expect(validate(result) ? [] : validate.errors).toEqual([]);
    lists.push((result as ReportResult).parts.filter((part) => !isOfOthers(part)));
  }
  expect(lists[0]).toEqual(lists[1]);
  const { stdout } = await execa(programs.boot, ["report", "--list"]);
  expect(stdout.split("\n").filter((name) => !isOfOthers({ name }))).toHaveLength(lists[0]?.length ?? 0);
  expect(stdout).toMatch(/^machine\/uname\.txt +uname --all$/mu);
});

test("on standard output there is the archive alone; an anonymous one tells no name of the machine", async () => {
  const own = await folder();
  const { stdout } = await execa(programs.boot, ["report", "--output", "-", "--anonymous"], { encoding: "buffer" });
  const archive = join(own.path, "a.tar.gz");
  await writeFile(archive, stdout);
  const files = await unpack(archive, join(own.path, "unpacked"));
  const { stdout: hostname } = await execa("uname", ["--nodename"]);
  expect(JSON.parse(files.get("about.json") ?? "")).toMatchObject({ program: "bareon-boot", anonymous: true });
  expect(files.get("machine/uname.txt")).toMatch(/^Linux host-\d+ /u);
  for (const text of files.values()) expect(text.split(/[^\w.-]/u)).not.toContain(hostname.trim());
  const top = (await execa("tar", ["--list", "--gzip", "--file", archive])).stdout.split("\n")[0];
  expect(top).toMatch(/^bareon-report-\d{8}T\d{6}Z\/$/u);
});

test("without an output it is a file in the caller's folder; what is there is not written over", async () => {
  const own = await folder();
  const { stdout } = await execa(programs.boot, ["report", "--json", "--quiet"], { cwd: own.path });
  const result = JSON.parse(stdout) as ReportResult;
  expect(validate(result) ? [] : validate.errors).toEqual([]);
  const [name = ""] = readdirSync(own.path);
  expect(name).toMatch(/^bareon-report-.*\d{8}T\d{6}Z\.tar\.gz$/u);
  expect(result).toMatchObject({ file: join(own.path, name), size: statSync(join(own.path, name)).size });
  const again = await execa(programs.boot, ["report", "--output", name], { cwd: own.path, reject: false });
  expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining("is there already")]);
});

test.each([
  [["--output", "-", "--json"], "--output - and --json exclude each other."],
  [["--output", "/tmp/x", "--list"], "--output and --list exclude each other."],
])("report %o is refused", async (words, message) => {
  for (const program of Object.values(programs)) {
    const { exitCode, stderr } = await execa(program, ["report", ...words], { reject: false });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
});
