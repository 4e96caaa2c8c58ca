/** bareon-boot for people: asked at a terminal, told without being root, and the health checks of this machine. */
import { mkdir, readFile, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { namesPath, statusDirectory, statusPath } from "../../../src/boot/store/status-file.ts";
import { validate } from "../../../src/schema/bareon-boot.validate.js";
import { createMultibootDisk, menuEntry, type MultibootDisk } from "../../support/disks/multiboot-disk.ts";
import { bootProgram } from "../../support/files/paths.ts";

let disk: MultibootDisk;

beforeAll(async () => {
  const gone = menuEntry({ name: "gone", type: "ext4", uuid: "11111111-2222-4333-8444-555555555555", device: "" });
  disk = await createMultibootDisk({ centos: "ext4", ubuntu: "ext4" }, [gone]);
});

afterAll(async () => {
  await disk[Symbol.asyncDispose]();
  await rm(statusDirectory, { recursive: true, force: true });
});

interface Ran {
  readonly exitCode?: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...argv: readonly string[]): Promise<Ran> {
  return await execa(bootProgram, argv, { reject: false });
}

/** As somebody who may read a checkout below root's directories and nothing else. */
async function asNobody(...argv: readonly string[]): Promise<Ran> {
  const nobody = [
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    "--inh-caps=+dac_read_search",
    "--ambient-caps=+dac_read_search",
    "--",
  ];
  return await execa("setpriv", [...nobody, bootProgram, ...argv], { reject: false });
}

/** Behind a pseudo-terminal; the keys are typed when it asks. */
async function atTerminal(keys: string, ...argv: readonly string[]): Promise<Ran> {
  const command = [bootProgram, ...argv].map((word) => `'${word}'`).join(" ");
  const child = execa("script", ["--quiet", "--return", "--echo", "never", "--command", command, "/dev/null"], {
    stdin: "pipe",
    reject: false,
    env: { TERM: "dumb" },
    timeout: 30_000,
  });
  let seen = "";
  const type = (data: Buffer): void => {
    seen += data.toString();
    if (!seen.includes("nothing to leave)? ")) return;
    child.stdout.off("data", type);
    child.stdin.write(keys);
  };
  child.stdout.on("data", type);
  return await child;
}

test("who is not root is told what root saw last, and that changes need root", async () => {
  await rm(statusDirectory, { recursive: true, force: true });
  expect(await asNobody("status")).toMatchObject({
    exitCode: 35,
    stderr: expect.stringContaining("Root has not looked") as string,
  });
  expect(await run("set-default", "ubuntu")).toMatchObject({ exitCode: 0 });
  const listed = await asNobody("list", "--json");
  const result: unknown = JSON.parse(listed.stdout);
  expect(validate(result) ? [] : validate.errors).toEqual([]);
  expect(result).toMatchObject({
    age: expect.any(Number) as number,
    entries: [{ os_id: "centos", default: false }, { os_id: "ubuntu", default: true }, { valid: false }],
  });
  expect(JSON.parse((await asNobody("list", "--valid", "--json")).stdout)).toMatchObject({
    entries: [{ os_id: "centos" }, { os_id: "ubuntu" }],
  });
  const told = await asNobody("status");
  expect(told.stdout).toMatch(/^Running: [^]*Next boot: +ubuntu[^]*As root saw it \d+ s ago\.$/u);
  expect(await asNobody("set-default", "centos")).toMatchObject({
    exitCode: 35,
    stderr: expect.stringContaining("needs root") as string,
  });
  expect((await asNobody("list", "--uuid", disk.uuid)).exitCode).toBe(35);
  expect([(await stat(statusDirectory)).mode & 0o7777, (await stat(statusPath)).mode & 0o7777]).toEqual([0o755, 0o644]);
  expect(await readFile(namesPath, "utf8")).toBe(
    "centos\tcentos GNU/Linux\nubuntu\tubuntu GNU/Linux\ngone\tgone GNU/Linux\n",
  );
});

test("what is at the place of the status file is replaced, never followed", async () => {
  await writeFile(join(disk.directory, "precious"), "precious");
  await rm(statusPath, { force: true });
  await execa("ln", ["--symbolic", join(disk.directory, "precious"), statusPath]);
  expect((await run("list")).exitCode).toBe(0);
  expect(await readFile(join(disk.directory, "precious"), "utf8")).toBe("precious");
  expect(JSON.parse(await readFile(statusPath, "utf8"))).toMatchObject({ version: 1, list: { command: "list" } });
});

test("of a partition that was named on the command line nobody is told", async () => {
  const before = await readFile(statusPath, "utf8");
  expect((await run("set-default", "centos", "--uuid", disk.uuid)).exitCode).toBe(0);
  expect(await readFile(statusPath, "utf8")).toBe(before);
});

test("at a terminal it asks which entry, takes no other answer, and does nothing without one", async () => {
  const chosen = await atTerminal("7\n2\n1\n", "set-default", "--uuid", disk.uuid);
  expect(chosen.stdout).toContain('"7" is no number of the list.');
  expect(chosen.stdout).toContain("Entry 2 cannot be booted");
  expect(chosen.stdout).toMatch(/the default is ubuntu \(entry 1/u);
  expect(chosen.exitCode).toBe(0);
  for (const keys of ["\n", "\u0004", "\u0003"]) {
    const left = await atTerminal(keys, "once", "--uuid", disk.uuid);
    expect([left.exitCode, left.stdout]).toEqual([
      2,
      expect.stringContaining("No entry was chosen; nothing was done."),
    ]);
  }
  expect(JSON.parse((await run("status", "--json", "--uuid", disk.uuid)).stdout)).toMatchObject({
    default: { os_id: "ubuntu" },
    once: null,
  });
});

test("health runs what is in its directories, ends what takes too long, and its exit code tells", async () => {
  await mkdir("/etc/bareon", { recursive: true });
  const inOwnEtc = async (script: string): Promise<Ran> => {
    const setup =
      "mount -t tmpfs tmpfs /etc/bareon; mkdir /etc/bareon/health.d /etc/bareon/wanted.d; check() { cat > /etc/bareon/$1; chmod +x /etc/bareon/$1; }";
    return await execa(
      "unshare",
      ["--mount", "bash", "-euc", `${setup}\n${script}\n'${bootProgram}' health --json --limit 1`],
      { reject: false },
    );
  };
  try {
    const sick = await inOwnEtc(
      "check health.d/b <<< $'#!/bin/sh\\necho not yet; exit 4'; check health.d/a <<< $'#!/bin/sh\\nsleep 60 & sleep 60'; check wanted.d/c <<< $'#!/bin/sh\\nexit 1'",
    );
    expect(sick.exitCode).toBe(1);
    expect(JSON.parse(sick.stdout)).toMatchObject({
      healthy: false,
      decision: "none",
      changed: false,
      checks: [
        {
          check: "/etc/bareon/health.d/a",
          passed: false,
          output: expect.stringContaining("had not ended after 1 s") as string,
        },
        { check: "/etc/bareon/health.d/b", passed: false, output: "not yet\n\nexit code 4" },
        { check: "/etc/bareon/wanted.d/c", required: false, passed: false },
      ],
    });
    const healthy = await inOwnEtc(
      "check health.d/a <<< $'#!/bin/sh\\ntest \"$(pwd)\" = /'; check wanted.d/c <<< $'#!/bin/sh\\nexit 1'",
    );
    expect([healthy.exitCode, JSON.parse(healthy.stdout)]).toMatchObject([
      0,
      { healthy: true, warnings: ["/etc/bareon/wanted.d/c failed; it is not required."] },
    ]);
  } finally {
    await rmdir("/etc/bareon").catch(() => undefined);
  }
});
