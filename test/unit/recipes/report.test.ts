/** A bug report of a node in memory: what goes into the archive, what is missing and why, and that no secret is in it. */
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { makeReport, type ReportOptions } from "../../../src/recipes/report.ts";
import { validate } from "../../../src/schema/bareon-boot.validate.js";
import { createBootNode } from "../../support/hosts/boot-node.ts";
import {
  createTestContext,
  type ExpectedCommand,
  type RecordingHost,
  type Seed,
} from "../../support/hosts/recording-host.ts";

const time = new Date("2026-11-30T11:45:00Z");
const name = "bareon-report-node-20261130T114500Z";
const hunter = "hunter2";

interface Lab {
  readonly host: RecordingHost;
  readonly ctx: ReturnType<typeof createTestContext>;
  /** What tar was given, by its path. */
  readonly files: Map<string, string>;
  readonly options: ReportOptions;
  readonly listed: string[];
}

const lsblk = JSON.stringify({ blockdevices: [{ name: "vda", serial: "S3Z9NB0K123" }] });

/** A node whose programs say little, and one of which fails. */
function createLab(machine: Readonly<Record<string, Seed>> = {}, more: Partial<ReportOptions> = {}): Lab {
  const files = new Map<string, string>();
  const pack = (made: RecordingHost): void => {
    for (const [path, node] of made.nodes)
      if (path.startsWith("/run/bareon/report-") && node.kind === "file")
        files.set(path.split("/").slice(5).join("/"), made.text(path) ?? "");
  };
  const commands: ExpectedCommand[] = [
    { command: /^uname /u, stdout: "Linux node 6.1\n", always: true },
    { command: /^lsblk --json --bytes --output-all/u, stdout: lsblk, always: true },
    { command: /^dmesg/u, stdout: `[ 0.0] Command line: quiet password=${hunter}\n`, always: true },
    { command: /^lvm /u, exitCode: 5, stderr: `https://a:${hunter}@host/ failed\nmore`, always: true },
    { command: /^efibootmgr /u, stdout: "BootOrder: 0001\n", always: true },
    { command: /^systemctl list-units/u, stdout: "", always: true },
    { command: /^journalctl /u, stdout: `Nov 30 node x[1]: {"token": "${hunter}"}\n`, always: true },
    { command: /^(?:grub-fstest|blockdev)/u, always: true },
    { command: /^tar --create /u, stdout: "archive", effect: pack },
    { command: /^gzip /u, stdout: "packed" },
  ];
  const host = createBootNode({
    machine: {
      "/etc/os-release": "ID=debian\n",
      "/proc/sys/kernel/hostname": "node\n",
      "/etc/fstab": `//s/x /x cifs password=${hunter},rw 0 0\n`,
      "/etc/bareon/bareon.conf": `event_url = https://anna:${hunter}@host/?key=${hunter}\n`,
      "/etc/bareon/event-key": hunter,
      "/etc/ssh/ssh_host_ed25519_key": hunter,
      "/var/log/bareon.log": `INFO curl --password ${hunter}\n`,
      "/tmp/provision.json": JSON.stringify({ images: [{ name: "a", seed: { user_data: hunter } }] }),
      "/srv/x": "",
      ...machine,
    },
    commands,
  });
  const listed: string[] = [];
  const options: ReportOptions = {
    ...{ store: { uuid: null }, program: "bareon-boot", release: "0.1.0", place: "/srv", name, time },
    ...{ anonymous: false, listOnly: false, onList: (parts) => void listed.push(...parts.map((part) => part.name)) },
    ...more,
  };
  return { host, ctx: createTestContext(host), files, options, listed };
}

test("a report has what is there without its secrets, is root's alone, and leaves nothing else behind", async () => {
  const { host, ctx, files, options, listed } = createLab();
  const { result, archive } = await makeReport(ctx, options);
  expect(validate(result) ? [] : validate.errors).toEqual([]);
  expect(result).toMatchObject({ file: `/srv/${name}.tar.gz`, size: 6, anonymous: false });
  expect(host.nodes.get(`/srv/${name}.tar.gz`)).toMatchObject({ mode: 0o600, content: archive });
  const names = [...files.keys()];
  expect(names).toEqual(
    expect.arrayContaining([
      ...["about.json", "errors.txt", "machine/os-release", "machine/fstab", "machine/dmesg.txt", "boot/status.json"],
      ...["boot/list.json", "boot/history.json", "boot/verify.json", "multiboot/grub.cfg", "multiboot/grubenv"],
      ...["multiboot/boot-info.json", "multiboot/deploy.json", "multiboot/loader.json", "provision/status.json"],
      ...["provision/provision.json", "provision/bareon.log", "etc-bareon/bareon.conf", "units/journal.txt"],
    ]),
  );
  expect([...files.values()].join("")).not.toContain(hunter);
  expect(names.filter((one) => /event-key|ssh_host/u.test(one))).toEqual([]);
  expect(files.get("etc-bareon/names.txt")).toContain("event-key");
  expect(listed).toEqual(expect.arrayContaining(names));
  // Of what is told there is nothing but what is in it, or missed in it.
  expect(result.parts.filter(({ size }) => size !== null).map((part) => part.name)).toEqual(names);
  const left = [...host.nodes.keys()].filter((path) => path.startsWith("/run/bareon/report-"));
  expect(left).toEqual([]);
  expect(JSON.parse(files.get("about.json") ?? "")).toEqual({
    ...{ version: 1, program: "bareon-boot", release: "0.1.0", time: "2026-11-30T11:45:00.000Z", anonymous: false },
  });
  expect(files.get("provision/bareon.log")).toBe("INFO curl --password [removed]\n");
});

test("a program that fails is a line, and what it said stands there without its secret", async () => {
  const { ctx, files, options } = createLab();
  const { result } = await makeReport(ctx, options);
  const problem = "it ended with exit code 5: https://***@host/ failed";
  expect(files.get("errors.txt")).toBe(`machine/lvm.json: ${problem}\n`);
  expect(result.parts).toContainEqual({
    ...{ name: "machine/lvm.json", from: "lvm fullreport --reportformat json", size: 0, problem },
  });
});

test("what is no plain file is not opened, what is large is cut, and links lead nowhere", async () => {
  const line = `INFO ${"x".repeat(94)}\n`;
  const { ctx, files, options } = createLab({
    "/var/log/bareon.log": line.repeat(20_000),
    "/tmp/provision.json": { kind: "symlink", target: "/etc/ssh/ssh_host_ed25519_key" },
    "/tmp/boot-info.json": { kind: "other" },
    "/tmp/actions.json": { kind: "unreadable" },
    "/etc/bareon/evil.conf": { kind: "symlink", target: "/etc/shadow" },
    "/proc/cmdline": { kind: "other" },
  });
  await makeReport(ctx, options);
  const log = files.get("provision/bareon.log") ?? "";
  expect(log.length).toBe(Math.floor((1024 * 1024) / 100) * 100);
  expect(log.startsWith("INFO x")).toBe(true);
  const errors = files.get("errors.txt") ?? "";
  expect(errors).toContain("provision/bareon.log: cut: the last 1048576 bytes are here\n");
  expect(errors).toContain("provision/provision.json: it is no regular file (symlink)\n");
  expect(errors).toContain("provision/boot-info.json: it is no regular file (other)\n");
  expect(errors).toMatch(/^provision\/actions\.json: Cannot read/mu);
  expect(errors).toContain("etc-bareon/evil.conf: it is no regular file (symlink)\n");
  expect(errors).toMatch(/^machine\/cmdline: /mu);
  expect(files.get("etc-bareon/names.txt")).toContain("evil.conf -> /etc/shadow\n");
});

test("without a multiboot partition each of its parts is a line, and the rest is there", async () => {
  const { ctx, files, options } = createLab({}, { store: { uuid: "11111111-2222-4333-8444-555555555555" } });
  await makeReport(ctx, options);
  const errors = (files.get("errors.txt") ?? "").split("\n").map((line) => line.split(":")[0]);
  expect(errors).toEqual(expect.arrayContaining(["boot/status.json", "boot/verify.json", "multiboot/grub.cfg"]));
  expect(files.has("machine/os-release")).toBe(true);
});

test("while a run goes on the disks are left alone", async () => {
  const run = {
    ...{ command: "deploy", pid: 77, pid_start: 5, log_file: null, release: "0.1.0", started: "x", updated: "x" },
    ...{ seconds: null, steps: { done: 0, count: 1, running: [] }, transfer: null, warnings: [], failure: null },
  };
  const { host, ctx, files, options } = createLab({
    "/run/bareon/runs/1-77.json": JSON.stringify({ version: 1, state: "running", run }),
    "/proc/77/stat": "77 (bareon) S 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 5 0",
    "/sys/block/vda/size": "100\n",
  });
  await makeReport(ctx, options);
  expect(host.commands.filter((command) => /^(?:sfdisk|blkid|lvm|unshare)/u.test(command))).toEqual([]);
  expect(files.get("errors.txt")).toContain("machine/sfdisk-vda.txt: it was not looked at, because a run");
  expect(files.has("boot/status.json")).toBe(false);
  expect(JSON.parse(files.get("provision/status.json") ?? "")).toMatchObject({ state: "running" });
});

test("an anonymous one has names in place of what tells the node from others", async () => {
  const { ctx, files, options } = createLab(
    { "/etc/fstab": "10.0.2.2:/x /x nfs 0 0\n", "/etc/hostname": "node\n" },
    { anonymous: true },
  );
  expect((await makeReport(ctx, options)).result.anonymous).toBe(true);
  // The first host is that of the problem above.
  expect(files.get("machine/uname.txt")).toBe("Linux host-2 6.1\n");
  expect(files.get("machine/fstab")).toBe("ip-1:/x /x nfs 0 0\n");
  expect(JSON.parse(files.get("machine/lsblk.json") ?? "")).toEqual({
    blockdevices: [{ name: "vda", serial: "serial-1" }],
  });
});

test("the list alone starts nothing and writes nothing", async () => {
  const { host, ctx, options } = createLab({}, { listOnly: true });
  const { result, archive } = await makeReport(ctx, options);
  expect([archive, result.file, result.size]).toEqual([null, null, null]);
  expect(result.parts).toContainEqual({
    ...{ name: "machine/fstab", from: "/etc/fstab", size: null, problem: null },
  });
  expect(host.commands).toEqual([]);
  expect(host.changes).toEqual([]);
});

test.each([
  ["/srv/x", "/srv/x is there already, and is not written over."],
  ["/none/x", "There is no folder /none."],
])("%s is refused before anything is done", async (place, message) => {
  const { host, ctx, options } = createLab({}, { place });
  const error: unknown = await makeReport(ctx, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BareonError);
  expect(error).toMatchObject({ exit: "usage", message });
  expect(host.commands).toEqual([]);
});

test("for standard output there is no file, and the archive has its folders before what is in them", async () => {
  const { host, ctx, options } = createLab({}, { place: null });
  const { result, archive } = await makeReport(ctx, options);
  expect(result.file).toBeNull();
  expect(Buffer.from(archive ?? []).toString()).toBe("packed");
  const tar = host.commands.find((command) => command.startsWith("tar ")) ?? "";
  const names = tar.slice(tar.indexOf(" -- ") + 4).split(" ");
  const isBefore = names.every((path, index) => dirname(path) === "." || names.indexOf(dirname(path)) < index);
  expect([names[0], isBefore]).toEqual([name, true]);
  expect(host.changes.filter((change) => !/\/run\//u.test(change))).toEqual([]);
});
