/** A deploy in parts: the node boots only after the last part, each can be repeated or killed, and one system alone leaves the other as it is. The parts run on this machine, on the disk of a virtual one that then boots it. */
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { whileAttached } from "../support/disks/deploy-here.ts";
import { partitionSums } from "../support/disks/partition-sums.ts";
import { provisionProgram } from "../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { apart } from "../support/hosts/apart.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import { startVm } from "../support/vm/vm.ts";

let node: LabNode;
let folder: Scratch;

const volume = (mount: string, size: string, images: readonly string[]): object => ({
  ...{ type: "partition", mount, size, file_system: "ext4", images },
});
/** Partitions: 1 boot code, 2 menu, 3 red, 4 blue, 5 what both have. */
function config(device: string, more: object = {}): string {
  const text = JSON.stringify({
    partitions_policy: "clean",
    images: ["red", "blue"].map((name) => ({
      ...{ name, image_pull_url: "conductor.example.net::images/tiny/", target: "/" },
    })),
    partitions: [
      {
        type: "disk",
        id: { type: "name", value: device },
        size: "1100 MiB",
        volumes: [
          volume("/", "400 MiB", ["red"]),
          volume("/", "400 MiB", ["blue"]),
          volume("/srv/shared", "64 MiB", ["red", "blue"]),
        ],
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
    ...more,
  });
  return node.withServer(text).replaceAll("//10.0.2.2:", "//127.0.0.1:");
}

const parts = ["bareon-partition", "bareon-configdrive", "bareon-copyimage", "bareon-bootloader"] as const;

beforeAll(async () => {
  folder = await scratchFolder();
  node = await createNode({ name: "split", diskSizes: [1104], diskTraits: [{ format: "raw" }] });
  for (const part of parts) await symlink(provisionProgram, join(folder.path, part));
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

const disk = (): string => node.disks[0]?.path ?? "";

function command(program: string, words: readonly string[], text: string): readonly [string, string[]] {
  const files = { "--input-data": text, "--boot-info": join(folder.path, "boot-info.json"), "--log-file": log() };
  const driver = ["--data_driver", "ironic", "--deploy_driver", "rsync"];
  return apart(program, [...words, ...driver, ...Object.entries(files).flat()]);
}

const unchecked = { all: true, reject: false } as const;

const log = (): string => join(folder.path, "log");

/** Runs the program on the disk, and returns what it said. */
async function run(program: string, words: readonly string[] = []): Promise<string> {
  return await whileAttached(node.disks, async ([device = ""]) => {
    const { all, exitCode } = await execa(...command(program, words, config(device)), unchecked);
    expect(exitCode, all).toBe(0);
    return all;
  });
}

const runPart = async (name: string): Promise<string> => await run(join(folder.path, name));

async function bootInfo(): Promise<BootInfo> {
  return JSON.parse(await readFile(join(folder.path, "boot-info.json"), "utf8")) as BootInfo;
}

async function expectNothingToBoot(): Promise<void> {
  await using vm = await startVm({ name: "split-disk", disks: node.disks, boot: "disk" });
  await vm.findsNothingToBoot();
}

test("killed while images come, the node boots nothing", async () => {
  expect(await runPart(parts[0])).toContain("The node boots nothing before the phase bootloader is done.");
  await whileAttached(node.disks, async ([device = ""]) => {
    const slow = config(device, { image_deploy_flags: { rsync_flags: "-a --bwlimit=2000" } });
    const copying = execa(...command(join(folder.path, parts[2]), [], slow), unchecked);
    await expect
      .poll(async () => await readFile(log(), "utf8"), { timeout: 120_000, interval: 200 })
      .toMatch(/Deploy image red(?![^]*Done)/u);
    await expect.poll(async () => (await execa("pgrep", ["--exact", "rsync"], { reject: false })).exitCode).toBe(0);
    copying.kill("SIGKILL");
    expect((await copying).signal).toBe("SIGKILL");
    await expect
      .poll(async () => (await execa("pgrep", ["--full", "[b]wlimit=2000"], { reject: false })).exitCode, {
        timeout: 10_000,
      })
      .toBe(1);
  });
  await expectNothingToBoot();
});

test("the next whole deploy succeeds", async () => {
  await run(provisionProgram, ["deploy"]);
  expect((await bootInfo()).elements.map(({ os_id: name }) => name)).toEqual(["red", "blue"]);
});

test("four parts in a row, each twice, boot; before the last one the node boots nothing", async () => {
  for (const part of parts) for (let time = 0; time < 2; time += 1) if (part !== parts[3]) await runPart(part);
  await expect(bootInfo()).rejects.toThrow("ENOENT");
  await expectNothingToBoot();
  for (let time = 0; time < 2; time += 1) await runPart(parts[3]);
  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${(await bootInfo()).elements[0]?.root_uuid}`);
  expect(await vm.read("/etc/os-release")).toContain("Tiny Linux");
  expect((await vm.run("grep -o /srv/shared /proc/mounts")).stdout).toBe("/srv/shared");
  await vm.run("mkdir -p /mnt && mount /dev/vda4 /mnt && touch /mnt/stale && umount /mnt");
  await vm.powerOff();
});

test("one system alone leaves the other's blocks byte for byte, and both boot", async () => {
  const stale = async (): Promise<string> =>
    await whileAttached(
      node.disks,
      async ([device = ""]) => (await execa("debugfs", ["-R", "ls -p /", `${device}p4`])).stdout,
    );
  expect(await stale()).toContain("/stale/");
  const before = await partitionSums(disk(), [1, 3, 5]);
  await run(provisionProgram, ["deploy", "--image", "blue"]);
  expect(await partitionSums(disk(), [1, 3, 5])).toEqual(before);
  expect(await stale()).not.toContain("/stale/");
  const info = await bootInfo();
  expect(info.elements.map((element) => element.os_id)).toEqual(["red", "blue"]);
  await whileAttached(node.disks, async ([device = ""]) => {
    const refused = await execa(...command(provisionProgram, ["deploy", "--image", "red"], config(device)), unchecked);
    expect(refused.exitCode, refused.all).toBe(37);
  });
  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${info.elements[0]?.root_uuid}`);
  await vm.run("bareon-boot set-default blue");
  await vm.reboot();
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${info.elements[1]?.root_uuid}`);
});
