/** One Debian in a volume group on a mirror, /boot and its own GRUB in it as well: it boots from both disks, and from either alone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Disk } from "../support/vm/disk.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";

let node: LabNode;
let bootInfo: BootInfo;

beforeAll(async () => {
  node = await createNode({ name: "single-mirror", diskSizes: [1602, 1602], osProber: false });
  await using ramdisk = await node.boot("ramdisk");
  bootInfo = (await deployByController(ramdisk, await node.example("single-mirror"))).bootInfo;
  await ramdisk.powerOff();
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

test.for([
  ["both disks", (disks: readonly Disk[]) => disks, "[2/2] [UU]"],
  ["the second disk alone", (disks: readonly Disk[]) => disks.slice(1), "[2/1] [_U]"],
] as const)("it boots from %s", async ([, choose, state]) => {
  await using vm = await node.boot("disk", { disks: choose(node.disks) });
  expect(await vm.read("/proc/cmdline")).toContain("root=");
  expect(await vm.read("/proc/mdstat")).toContain(state);
  expect((await vm.run("findmnt --noheadings --output SOURCE,UUID /")).stdout).toBe(
    `/dev/mapper/system-root ${bootInfo.elements[0]?.root_uuid}`,
  );
  expect(
    (await vm.run("findmnt --noheadings --output SOURCE /boot; swapon --raw --noheadings --show=SIZE")).stdout,
  ).toBe("/dev/mapper/system-boot\n64M");
  expect(await vm.read("/etc/mdadm/mdadm.conf")).toMatch(/^ARRAY \/dev\/md\/system metadata=1\.2 UUID=/mu);
  await vm.powerOff();
});
