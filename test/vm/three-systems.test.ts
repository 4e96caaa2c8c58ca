/** Three systems: btrfs and xfs roots, a root on a disk with sectors of 4096 bytes with its /boot elsewhere, and swap that two share; every entry boots. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let bootInfo: BootInfo;
let vm: Vm | undefined;

function running(): Vm {
  if (vm === undefined) throw new Error("the node was not booted from its disks");
  return vm;
}

beforeAll(async () => {
  node = await createNode({
    name: "three-systems",
    diskSizes: [1402, 1026],
    diskTraits: [{ format: "raw" }, { format: "raw", sectorSize: 4096 }],
  });
  bootInfo = await node.deployHere(await node.example("three-systems"));
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

async function expectSystem(index: number, mounts: readonly string[]): Promise<void> {
  expect(await running().read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[index]?.root_uuid} `);
  const found = (await running().read("/proc/mounts"))
    .split("\n")
    .filter((line) => line.startsWith("/dev/"))
    .map((line) => line.split(" ").slice(0, 3).join(" "));
  expect(found).toEqual(mounts);
}

test("the root on btrfs boots first", async () => {
  vm = await node.boot("disk");
  expect((await running().run("cat /sys/block/vd[ab]/queue/logical_block_size")).stdout).toBe("512\n4096");
  await expectSystem(0, ["/dev/vda3 / btrfs", "/dev/vdb3 /home ext4"]);
  expect(await running().read("/proc/mounts")).toMatch(/^\/dev\/vdb3 \/home ext4 \S*noatime/mu);
  await running().run("echo shared > /home/note; bareon-boot set-default blue");
});

test("the root on xfs boots, with the shared swap", async () => {
  await running().reboot();
  await expectSystem(1, ["/dev/vda4 / xfs"]);
  expect((await running().run("busybox swapon -a && sed 1d /proc/swaps")).stdout).toContain("/dev/vda6");
  await running().run("bareon-boot set-default green");
});

test("the root on 4096-byte sectors boots through its /boot on the first disk", async () => {
  await running().reboot();
  await expectSystem(2, ["/dev/vdb2 / ext4", "/dev/vda5 /boot ext4", "/dev/vdb3 /home ext4"]);
  expect((await running().run("busybox swapon -a && sed 1d /proc/swaps; cat /home/note")).stdout).toMatch(
    /^\/dev\/vda6 [^]*shared$/u,
  );
});
