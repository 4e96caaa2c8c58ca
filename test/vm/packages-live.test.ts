/** The package for dpkg on a running Debian: on a machine that is no node it changes nothing, and on a node it takes the place of what the deploy wrote. */
import { afterEach, beforeAll, afterAll, expect, test } from "vitest";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import manifest from "../../package.json" with { type: "json" };
import { buildExecutable } from "../../src/build/executable.ts";
import { buildRelease } from "../../src/build/release.ts";
import type { ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { debianImage } from "../support/systems/images.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

const { version } = manifest;
const [older, newer] = ["0.0.1", "99.0.0"];

let scratch: Scratch;
/** The image, with the packages in /given. */
let tree: string;
let node: LabNode | undefined;
let vm: Vm;

beforeAll(async () => {
  scratch = await scratchFolder();
  const { path } = await buildExecutable();
  tree = join(scratch.path, "tree");
  await execa("cp", ["--archive", "--reflink=auto", await debianImage("packaged", console.error), tree]);
  // mmdebstrap's own: without it, documentation and manual pages are unpacked.
  await rm(join(tree, "etc/dpkg/dpkg.cfg.d/99mmdebstrap"), { force: true });
  await mkdir(join(tree, "given"));
  for (const one of [older, version, newer]) {
    const output = join(scratch.path, one);
    await buildRelease({ executables: [path], epoch: 1_700_000_000, level: 0, version: one, output }, console.error);
    await execa("cp", [join(output, `bareon_${one}_amd64.deb`), join(tree, "given", `${one}.deb`)]);
    await rm(output, { recursive: true });
  }
});

afterEach(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
});

async function say(command: string): Promise<string> {
  return (await vm.run(command, { timeoutSeconds: 600 })).stdout;
}

/** Nothing has failed, and no unit of ours has said a word. */
async function expectWell(): Promise<void> {
  expect(await say("systemctl --failed --no-legend --plain")).toBe("");
  expect(await say("systemctl is-system-running --wait")).toBe("running");
  expect(await say("systemctl list-units --all --no-legend --plain --state=failed,not-found 'bareon-*'")).toBe("");
}

/** What dpkg itself does not print. */
async function dpkg(words: string): Promise<string[]> {
  const { stdout, stderr } = await vm.run(`DEBIAN_FRONTEND=noninteractive dpkg ${words}`, { timeoutSeconds: 600 });
  const usual = /^(?:Selecting|\(Reading|Preparing|Unpacking|Setting up|Processing|Removing|Purging|Created symlink)/u;
  return `${stdout}\n${stderr}`.split("\n").filter((line) => line !== "" && !usual.test(line));
}

/** Every file except what package managers, logs and caches have. */
async function listFiles(): Promise<string[]> {
  const left = ["/var/lib/dpkg", "/var/lib/systemd", "/var/log", "/var/cache", "/var/tmp", "/tmp"];
  const without = left.map((path) => `-path ${path} -prune -o`).join(" ");
  return (await say(`find / -xdev ${without} -print | sort`)).split("\n");
}

/** As a person at a shell has them. */
async function expectHelp(): Promise<void> {
  const complete =
    "_completion_loader bareon-boot; COMP_WORDS=(bareon-boot set-); COMP_CWORD=1; _bareon_boot; echo ${COMPREPLY[@]}";
  expect(await say(`bash -ic 'source /usr/share/bash-completion/bash_completion; ${complete}' 2>/dev/null`)).toBe(
    "set-default",
  );
  expect(await say("MANWIDTH=80 man bareon-boot | sed -n 1,4p")).toMatch(
    /^BAREON-BOOT\(8\)[^]*bareon-boot (?:-|--|–) list the operating systems/u,
  );
  expect(await say("man --where provision.json")).toBe("/usr/share/man/man5/provision.json.5.gz");
  expect(await say("man -k '^bareon-boot'")).toContain("list the operating systems of a node");
}

/** The kernel's package is configured anew, as after an update: it calls the hooks. */
async function configureKernel(): Promise<string> {
  return await say(
    "dpkg-reconfigure --frontend=noninteractive $(dpkg-query --search /boot/vmlinuz-* | cut -d: -f1) 2>&1",
  );
}

test("on a machine that is no node nothing fails and nothing is done, and after a purge nothing is left", async () => {
  const path = join(scratch.path, "root.img");
  await execa("truncate", ["--size=2G", path]);
  await execa("mkfs.ext4", ["-q", "-F", "-d", tree, path]);
  const boot = {
    kernel: join(tree, "vmlinuz"),
    initrd: join(tree, "initrd.img"),
    append: "root=/dev/vda rw console=ttyS0,115200",
  };
  vm = await startVm({
    ...{ name: "packages-live", boot, memoryMiB: 1024 },
    disks: [{ path, format: "raw", serial: "bareon-1", bus: "virtio", sectorSize: 512, canDiscard: false }],
  });
  await vm.ready();
  await expectWell();
  await say("bash -ic true");
  const before = await listFiles();

  expect(await dpkg(`--install /given/${version}.deb`)).toEqual([]);
  await expectWell();
  const list = await vm.run("bareon-boot list", { check: false });
  expect(list).toMatchObject({ exitCode: 38, stdout: "" });
  expect(list.stderr).toContain("This machine has no multiboot partition.");
  expect(await configureKernel()).not.toMatch(/bareon|boot menu/u);
  await expectHelp();
  expect(await say("systemd-analyze verify /usr/lib/systemd/system/bareon-* 2>&1")).toBe("");
  await vm.reboot();
  await expectWell();
  expect(
    await say(
      "journalctl --boot --no-pager --quiet --unit 'bareon-*' --output=cat | grep -v 'was skipped because' || true",
    ),
  ).toBe("");

  expect(await dpkg(`--install /given/${newer}.deb`)).toEqual([]);
  expect(await say("cat /usr/lib/bareon/package")).toBe(`deb ${newer}`);
  expect(await say("systemctl show --property=NeedDaemonReload --value bareon-status.service")).toBe("no");
  await expectWell();

  expect(await dpkg("--remove bareon")).toEqual([]);
  expect(await configureKernel()).not.toMatch(/bareon|boot menu/u);
  expect(await dpkg("--purge bareon")).toEqual([]);
  expect(
    await say("systemctl list-unit-files --no-legend 'bareon-*'; systemctl list-units --all --no-legend 'bareon-*'"),
  ).toBe("");
  await expectWell();
  expect(await listFiles()).toEqual(before);
});

const config = JSON.stringify({
  partitions_policy: "clean",
  images: ["packaged", "tiny"].map((name) => ({
    ...{ name, image_pull_url: `conductor.example.net::images/${name}/`, target: "/", boot: name === "packaged" },
  })),
  partitions: [
    {
      type: "disk",
      id: { type: "serial", value: "bareon-1" },
      size: "3 GiB",
      volumes: ["packaged", "tiny"].map((name) => ({
        ...{ type: "partition", mount: "/", file_system: "ext4", images: [name] },
        size: name === "tiny" ? "400 MiB" : "remaining",
      })),
    },
  ],
  deploy_data: { kernel_params: "console=ttyS0,115200" },
  grub: { timeout: 0 },
});

test("on a node an older package is refused, a newer one takes the place of what the deploy wrote, and both systems boot", async () => {
  node = await createNode({
    name: "packages-node",
    diskSizes: [3072],
    diskTraits: [{ format: "raw" }],
    trees: { packaged: tree },
  });
  await node.deployHere(node.withServer(config));
  vm = await node.boot("disk");
  const ask = async <T>(words: string): Promise<T> => JSON.parse(await say(`bareon-boot ${words} --json`)) as T;
  await expectWell();
  const enabled = "cd /etc/systemd/system && find . -name 'bareon-*' | sort";
  const units = await say(enabled);
  const program = "sha256sum </usr/sbin/bareon-boot";
  const deployed = await say(program);

  const refused = await vm.run(`dpkg --install /given/${older}.deb`, { check: false, timeoutSeconds: 600 });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain(
    `A deploy has brought bareon ${version} to this system, and this package is older (${older})`,
  );
  expect(await say(`${program}; test -e /usr/lib/bareon/package || echo none`)).toBe(`${deployed}\nnone`);
  expect(await say("dpkg-query --show --showformat='${db:Status-Status}' bareon")).toBe("not-installed");

  expect(await dpkg(`--install /given/${newer}.deb`)).toEqual([]);
  expect(await say("cat /usr/lib/bareon/package; dpkg --verify bareon")).toBe(`deb ${newer}`);
  expect(await say(enabled)).toBe(units);
  await expectWell();
  expect((await ask<ListResult>("list")).entries.map(({ os_id: id, valid }) => [id, valid])).toEqual([
    ["packaged", true],
    ["tiny", true],
  ]);
  expect(await configureKernel()).not.toMatch(/The boot menu was not made anew/u);
  expect(await ask("verify")).toMatchObject({ verified: true });
  await vm.reboot();
  await expectWell();
  expect(await ask<StatusResult>("status")).toMatchObject({ current: { os_id: "packaged" }, reason: "default" });

  // What the deploy has written there is no file of the package.
  expect(await dpkg("--purge bareon")).toEqual([
    "dpkg: warning: while removing bareon, directory '/etc/bareon' not empty so not removed",
  ]);
  expect(await say("find / -xdev -name '*bareon*' -not -path '/var/*' | sort")).toBe("/etc/bareon\n/etc/fstab.bareon");
  expect(await say("find /etc/bareon -type f")).toBe("/etc/bareon/multiboot");
  await vm.reboot();
  await expectWell();
  expect(await say("cat /proc/cmdline")).toContain("bareon.reason=default");
});
