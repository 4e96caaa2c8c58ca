/** A third system comes onto a disk that is in use, is booted, and goes again; then once more from the ramdisk: the others stay as they are. */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { updaterImage, watchfulImage } from "../support/systems/tiny-image.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let folder: Scratch;
let node: LabNode;
let running: Vm | undefined;

const root = (image: string): object => ({
  ...{ type: "partition", mount: "/", size: "850 MiB", file_system: "ext4", images: [image] },
});
const shared = (...images: string[]): object => ({
  ...{ type: "partition", mount: "/srv/shared", size: "64 MiB", file_system: "ext4", images },
});

function config(policy: string, images: readonly string[], volumes: readonly object[]): string {
  return node.withServer(
    JSON.stringify({
      partitions_policy: policy,
      images: images.map((name) => ({
        ...{ name, image_pull_url: `conductor.example.net::images/${name}/`, target: "/" },
      })),
      partitions: [{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: "2900 MiB", volumes }],
      deploy_data: { kernel_params: "console=ttyS0,115200" },
      grub: { timeout: 1 },
    }),
  );
}

const grown = (): string =>
  config(
    "extend",
    ["red", "blue", "green"],
    [...[root("green"), root("red"), root("blue"), shared("red", "blue", "green")]],
  );

const startUdev =
  "sed -i 's|^mkdir -p /dev/pts|/lib/systemd/systemd-udevd --daemon; udevadm trigger; udevadm settle; &|' etc/start";

async function makeTree(base: string, name: string, more = ""): Promise<string> {
  const tree = join(folder.path, name);
  await execa("cp", ["--archive", "--reflink=auto", base, tree]);
  const script = [
    'sed -i "s/Tiny Linux 1/Tiny $0/" etc/os-release',
    more,
    "mkdir -p srv/shared; echo $0 > srv/shared/of-the-image",
  ].join("\n");
  await execa("sh", ["-euc", script, name], { cwd: tree });
  return tree;
}

beforeAll(async () => {
  const { bookworm } = await prepareLab(console.error);
  const base = await watchfulImage(bookworm, console.error);
  folder = await scratchFolder();
  const trees = {
    red: await makeTree(base, "red", startUdev),
    blue: await makeTree(base, "blue", startUdev),
    green: await makeTree(await updaterImage(bookworm, console.error), "green"),
  };
  node = await createNode({ name: "extend", diskSizes: [3072], trees, osProber: false });
  await using ramdisk = await node.boot("ramdisk");
  await deployByController(
    ramdisk,
    config("clean", ["red", "blue"], [root("red"), root("blue"), shared("red", "blue")]),
  );
  await ramdisk.powerOff();
  running = await node.boot("disk");
});

afterAll(async () => {
  await running?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

function vm(): Vm {
  if (running === undefined) throw new Error("the node was not booted from its disk");
  return running;
}

async function say(command: string): Promise<string> {
  return (await vm().run(command, { timeoutSeconds: 900 })).stdout.trim();
}

async function ask<T>(command: string): Promise<T> {
  return JSON.parse(await say(`${command} --json`)) as T;
}

async function systemName(): Promise<string> {
  return await say("sed -n 's/^PRETTY_NAME=\"Tiny \\(.*\\)\"/\\1/p' /etc/os-release");
}

async function menu(): Promise<string[]> {
  const { entries } = await ask<ListResult>("bareon-boot list");
  return entries.map(({ grub_id: id, entry_id: name, valid }) => `${id} ${name}${valid ? "" : " (not bootable)"}`);
}

const partitions = "sfdisk --dump /dev/vda | grep ^/dev/";
/** Every byte of the boot code and of blue's root, which does not run, past the page cache. */
const sums = "blockdev --flushbufs /dev/vda1 /dev/vda4; sha256sum /dev/vda1 /dev/vda4";
let table = "";
let bytes = "";

test("a system is added while another one runs and writes: default, what is armed, and every block of the others stay", async () => {
  expect(await systemName()).toBe("red");
  await say("bareon-boot once blue");
  [table, bytes] = [await say(partitions), await say(sums)];
  const loop =
    "i=0; while :; do i=$((i+1)); echo $i | dd of=/srv/shared/log oflag=append conv=notrunc,fsync status=none && echo $i > /run/written; sleep 0.1; done";
  await say(`touch /srv/shared/log; setsid nohup sh -c '${loop}' >/dev/null 2>&1 </dev/null &`);
  await vm().put("/run/config.json", grown());
  const shown = await say("bareon-provision plan --input-data-file /run/config.json");
  expect(shown).toMatch(/red: is there, and is left alone/u);
  expect(shown).toMatch(/\/srv\/shared +\/dev\/vda5 +ext4 +is there/u);
  await say("bareon-provision deploy --input-data-file /run/config.json --boot-info /run/boot-info.json");
  const written = Number(await say("cat /run/written"));
  expect(written).toBeGreaterThan(10);
  expect((await say(`head -n ${written} /srv/shared/log`)).split("\n")).toEqual(
    Array.from({ length: written }, (_, index) => String(index + 1)),
  );
  expect((await say(partitions)).split("\n").slice(0, 5)).toEqual(table.split("\n"));
  expect(await say(sums)).toBe(bytes);
  expect(await say("ls /srv/shared")).toBe("log\nlost+found\nof-the-image");
  expect(await say("cat /srv/shared/of-the-image")).not.toBe("green");
  expect(await menu()).toEqual(["0 red", "1 blue", "2 green"]);
  expect(await ask<StatusResult>("bareon-boot status")).toMatchObject({
    ...{ default: { os_id: "red" }, next: { os_id: "blue" }, reason: "once" },
  });
  expect(await say("bareon-boot verify >/dev/null; echo $?")).toBe("0");
});

test("it boots, with the volume that all of them have, and cannot be removed while it runs", async () => {
  await say("bareon-boot once green");
  await vm().reboot();
  expect(await systemName()).toBe("green");
  expect(await say("tail -n 1 /srv/shared/log | grep -c .")).toBe("1");
  expect((await vm().run("bareon-provision remove green", { check: false })).exitCode).toBe(37);
  await vm().reboot();
  expect(await systemName()).toBe("red");
});

test("it is removed while another one runs, with its room; what is armed stays", async () => {
  await say("bareon-boot trial blue");
  const { exitCode, stderr } = await vm().run("bareon-provision remove blue", { check: false });
  expect([exitCode, stderr]).toEqual([37, expect.stringContaining("armed")]);
  bytes = await say(sums);
  expect(await say("bareon-provision remove green --free-space")).toContain("green is removed");
  expect(await say(partitions)).toBe(table);
  expect(await say(sums)).toBe(bytes);
  expect(await menu()).toEqual(["0 red", "1 blue"]);
  expect(await ask<StatusResult>("bareon-boot status")).toMatchObject({
    ...{ default: { os_id: "red" }, next: { os_id: "blue" }, reason: "trial" },
  });
  await say("bareon-boot cancel");
  expect(await say("bareon-boot verify >/dev/null; echo $?")).toBe("0");
});

test("from the ramdisk it is added in the same way", async () => {
  bytes = await say(sums);
  await vm().powerOff();
  {
    await using ramdisk = await node.boot("ramdisk");
    const { bootInfo } = await deployByController(ramdisk, grown());
    expect(bootInfo.elements.map(({ grub_id: id, os_id: name }) => `${id} ${name}`)).toEqual([
      ...["0 red", "1 blue", "2 green"],
    ]);
    expect((await ramdisk.run(partitions)).stdout.trim().split("\n").slice(0, 5)).toEqual(table.split("\n"));
    await ramdisk.powerOff();
  }
  running = await node.boot("disk");
  expect(await systemName()).toBe("red");
  expect(await say(sums)).toBe(bytes);
  await say("bareon-boot once green");
  await vm().reboot();
  expect(await systemName()).toBe("green");
});
