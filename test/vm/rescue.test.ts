/** The ramdisk on the disk: a node that was deployed over the network starts it from its own menu, is deployed again from there, and boots its system. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import { bootedAs, redAndBlue } from "../support/vm/trial-node.ts";
import type { Vm } from "../support/vm/vm.ts";

interface Entry {
  readonly kind: string;
  readonly entry_id: string;
  readonly grub_id: number;
  readonly valid: boolean;
}

let node: LabNode;
let bootInfo: BootInfo;
/** A key that nothing but the deploy config brings. */
let key: string;
let vm: Vm | undefined;

function running(): Vm {
  if (vm === undefined) throw new Error("the node was not booted from its disk");
  return vm;
}

function config(policy: string, keys: readonly string[]): string {
  return redAndBlue({
    size: "3 GiB",
    volumes: { keep_data: false },
    partitions_policy: policy,
    deploy_data: { kernel_params: "console=ttyS0,115200 quiet" },
    rescue: { authorized_keys: keys },
  });
}

async function listed(): Promise<readonly Entry[]> {
  return (JSON.parse((await running().run("bareon-boot list --json")).stdout) as { entries: Entry[] }).entries;
}

beforeAll(async () => {
  node = await createNode({ name: "rescue", diskSizes: [3072], osProber: false });
  await using folder = await scratchFolder();
  const file = join(folder.path, "key");
  await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
  key = await readFile(file, "utf8");
  await using ramdisk = await node.boot("ramdisk");
  const keys = [(await readFile(`${file}.pub`, "utf8")).trim()];
  ({ bootInfo } = await deployByController(ramdisk, node.withServer(config("clean", keys))));
  await ramdisk.powerOff();
  vm = await node.boot("disk");
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

test("the rescue system is an entry of the menu and no image, and stays neither the default nor on trial", async () => {
  expect(bootInfo.elements.map(({ os_id: name, grub_id: id }) => `${id} ${name}`)).toEqual(["0 red", "1 blue"]);
  const entries = await listed();
  expect(entries.map(({ kind, valid }) => `${kind} ${valid}`)).toEqual(["image true", "image true", "rescue true"]);
  for (const command of ["set-default rescue", "trial rescue", "rollback --to rescue"]) {
    const refused = await running().run(`bareon-boot ${command}`, { check: false });
    expect(refused.exitCode, command).toBe(37);
    expect(refused.stderr, command).toContain("The rescue system cannot");
  }
  await running().run("bareon-boot verify");
  expect(JSON.parse((await running().run("bareon-boot refresh --json")).stdout)).toMatchObject({ changed: false });
});

test("once rescue starts the ramdisk, which can be reached by the keys of the config", async () => {
  await running().run("bareon-boot once rescue");
  await running().reboot();
  expect(await bootedAs(running())).toBe("2 once 0");
  const words = (await running().read("/proc/cmdline")).split(" ");
  expect(words).toContain("console=ttyS0,115200");
  expect(words).not.toContain("quiet");
  expect((await running().run("findmnt --noheadings --output FSTYPE /")).stdout.trim()).toBe("overlay");
  const status = JSON.parse((await running().run("bareon-boot status --json")).stdout) as object;
  expect(status).toMatchObject({ current: { kind: "rescue" }, booted: "once", next: { os_id: "red" } });
  await running().put("/tmp/key", key);
  const { stdout } = await running().run(
    "chmod 600 /tmp/key && ssh -i /tmp/key -o IdentitiesOnly=yes -o StrictHostKeyChecking=no root@127.0.0.1 echo reached",
  );
  expect(stdout.trim()).toBe("reached");
  expect((await running().run("lsblk --noheadings --output MOUNTPOINT /dev/vda")).stdout.trim()).toBe("");
});

test("a deploy from it renews the node and itself, and then the deployed system boots", async () => {
  const again = await deployByController(running(), node.withServer(config("verify", [])));
  expect(again.bootInfo.rescue?.kernel_params).toBe(bootInfo.rescue?.kernel_params);
  expect(again.bootInfo.multiboot_partition).toBe(bootInfo.multiboot_partition);
  await running().reboot();
  expect(await bootedAs(running())).toBe("0 default 0");
  expect((await listed()).map(({ kind, valid }) => `${kind} ${valid}`)).toEqual([
    "image true",
    "image true",
    "rescue true",
  ]);
  await running().reboot(480, "bareon-boot once rescue --reboot");
  expect(await bootedAs(running())).toBe("2 once 0");
  const renewed = JSON.parse((await running().run("bareon-provision rescue --json")).stdout) as BootInfo;
  expect(renewed.rescue?.kernel).toBe("/rescue/b/vmlinuz");
  await running().run("bareon-boot verify");
  await running().reboot();
  expect(await bootedAs(running())).toBe("0 default 0");
});
