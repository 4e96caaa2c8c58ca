/** Roots on RAID 0, 6 and 10, from which GRUB loads the kernels: each boots, and 6 and 10 also without as many disks as they can lose. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let bootInfo: BootInfo;

beforeAll(async () => {
  node = await createNode({ name: "raid-levels", diskSizes: [762, 762, 762, 762], osProber: false });
  await using ramdisk = await node.boot("ramdisk");
  bootInfo = (await deployByController(ramdisk, await node.example("raid-levels"))).bootInfo;
  await ramdisk.powerOff();
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

/** The system runs from an array of that level, in which so many of its disks are. */
async function expectRoot(vm: Vm, image: number, level: string, disks: string): Promise<void> {
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[image]?.root_uuid} `);
  const device = /^\/dev\/(?<name>md\S+) \/ ext4 /mu.exec(await vm.read("/proc/mounts"))?.groups?.["name"] ?? "";
  const { stdout } = await vm.run(`cat /sys/class/block/$(basename $(readlink -f /dev/${device}))/md/level`);
  expect(stdout.trim()).toBe(level);
  expect(await vm.read("/proc/mdstat")).toContain(disks);
}

test("each system boots, switched from the one before", async () => {
  await using vm = await node.boot("disk");
  await expectRoot(vm, 0, "raid0", "active raid0");
  await vm.run("bareon-boot set-default blue");
  await vm.reboot();
  await expectRoot(vm, 1, "raid6", "[4/4]");
  await vm.run("bareon-boot set-default green");
  await vm.reboot();
  await expectRoot(vm, 2, "raid10", "[4/4]");
  expect((await vm.run("bareon-boot verify --json", { check: false })).exitCode).toBe(0);
  await vm.run("bareon-boot set-default blue");
  await vm.powerOff();
});

test("RAID 6 boots from two of its four disks", async () => {
  await using vm = await node.boot("disk", { disks: [0, 3].flatMap((index) => node.disks.slice(index, index + 1)) });
  await expectRoot(vm, 1, "raid6", "[4/2]");
  await vm.run("bareon-boot set-default green --force");
  await vm.powerOff();
});

test("RAID 10 boots without one of its disks", async () => {
  await using vm = await node.boot("disk", { disks: node.disks.slice(0, 3) });
  await expectRoot(vm, 2, "raid10", "[4/3]");
  await vm.powerOff();
});
