/** A node that is deployed, used and deployed once more by the default policy: what is kept and what is made anew, seen from the booted systems. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Inventory } from "../../src/schema/inventory.ts";
import { createNode, deployByController, inspectNode, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
/** Each after its deploy. */
const machines: Inventory[] = [];
let bootInfo: BootInfo;
let vm: Vm | undefined;

function running(): Vm {
  if (vm === undefined) throw new Error("the node was not booted from its disks");
  return vm;
}

async function firstDeploy(config: string): Promise<void> {
  await using ramdisk = await node.boot("ramdisk");
  await deployByController(ramdisk, JSON.stringify({ ...(JSON.parse(config) as object), partitions_policy: "clean" }));
  machines.push(await inspectNode(ramdisk));
  await ramdisk.powerOff();
}

/** Somebody works on the default system, and changes a file of its image. */
async function use(): Promise<void> {
  await using disk = await node.boot("disk");
  await disk.run(
    "echo mine > /root/note; echo shared > /srv/shared/note; echo broken > /etc/hostname; echo 'tmpfs /mnt tmpfs size=1m 0 0' >> /etc/fstab; sync",
  );
  await disk.powerOff();
}

async function refuseAnotherLayout(ramdisk: Vm, config: string): Promise<void> {
  const sum = "for disk in /dev/vda /dev/vdb; do head -c 8M $disk | sha256sum; done";
  const before = await ramdisk.run(sum);
  await ramdisk.put("/tmp/provision.json", config.replace('"40%"', '"30%"'));
  const refused = await ramdisk.run("bareon-provision", { check: false });
  expect([refused.exitCode, refused.stdout]).toEqual([5, ""]);
  expect(refused.stderr).toMatch(/^ {2}\/dev\/vda3 +size +\d+ MiB +\d+ MiB +\/partitions\/0\/volumes\/0$/mu);
  expect(refused.stderr).toMatch(/^ {2}\/dev\/vda4 +start +\d+ MiB +\d+ MiB +\/partitions\/0\/volumes\/1$/mu);
  expect((await ramdisk.run(sum)).stdout).toBe(before.stdout);
}

async function secondDeploy(config: string): Promise<void> {
  await using ramdisk = await node.boot("ramdisk");
  await refuseAnotherLayout(ramdisk, config);
  await ramdisk.run("mount /dev/vda4 /mnt && echo mine > /mnt/root/note && umount /mnt");
  bootInfo = (await deployByController(ramdisk, config)).bootInfo;
  machines.push(await inspectNode(ramdisk));
  await ramdisk.powerOff();
}

beforeAll(async () => {
  node = await createNode({ name: "redeploy", diskSizes: [2050, 1026], osProber: false });
  const config = await node.example("redeploy");
  await firstDeploy(config);
  await use();
  await secondDeploy(config);
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

test("tables, partitions and filesystems have the identities of the first deploy", () => {
  const [first, second] = machines;
  expect(first?.disks.map(({ partitions }) => partitions.length)).toEqual([4, 2]);
  expect(second?.disks).toEqual(first?.disks);
});

test("the kept system boots with what was added to it, and its image's files restored", async () => {
  vm = await node.boot("disk");
  expect(await running().read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
  expect(await running().read("/root/note")).toBe("mine");
  expect(await running().read("/srv/shared/note")).toBe("shared");
  expect(await running().read("/etc/hostname")).toBe("tiny");
  expect(await running().read("/proc/mounts")).toMatch(/^tmpfs \/mnt tmpfs /mu);
});

test("the other system was made anew, and boots with the volume that both share", async () => {
  await running().run("bareon-boot set-default blue");
  await running().reboot();
  expect(await running().read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[1]?.root_uuid}`);
  expect((await running().run("ls /root; cat /srv/shared/note")).stdout.trim()).toBe("shared");
});
