/** A namespace of NVMe that two controllers show: to the kernel, and so to everything else, it is one disk. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, deployByController, inspectNode, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let vm: Vm;
let bootInfo: BootInfo;

beforeAll(async () => {
  node = await createNode({
    name: "nvme-paths",
    diskSizes: [800],
    diskTraits: [{ bus: "nvme", paths: 2 }],
    osProber: false,
  });
  vm = await node.boot("ramdisk");
});

afterAll(async () => {
  await vm?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

test("it is one disk of the inventory, which no map has anything to do with", async () => {
  expect((await vm.run("ls -d /sys/class/nvme/nvme*/nvme*c*n* | wc -l")).stdout.trim()).toBe("2");
  expect((await vm.run("ls -d /sys/class/nvme/nvme? | wc -l")).stdout.trim()).toBe("2");
  const { disks, others } = await inspectNode(vm);
  expect(others).toEqual([]);
  expect(disks.map(({ serial, multipath }) => [serial, multipath])).toEqual([["bareon-1", undefined]]);
  expect(disks[0]?.path).toMatch(/^\/dev\/nvme\dn1$/u);
});

test("it is deployed to", async () => {
  const config = JSON.stringify({
    partitions_policy: "clean",
    images: ["red", "blue"].map((name) => ({
      ...{ name, image_pull_url: "conductor.example.net::images/tiny/", target: "/" },
      ...(name === "red" ? { boot: true } : {}),
    })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "serial", value: "bareon-1" }, size: "780 MiB" },
        volumes: ["red", "blue"].map((name) => ({
          ...{ type: "partition", mount: "/", size: "300 MiB", file_system: "ext4", images: [name] },
        })),
      },
    ],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
  });
  bootInfo = (await deployByController(vm, node.withServer(config))).bootInfo;
  expect((await inspectNode(vm)).disks.map(({ partitions }) => partitions.length)).toEqual([4]);
  await vm.powerOff();
  await vm[Symbol.asyncDispose]();
});

test("it is booted from, and goes on by the other controller when one is gone", async () => {
  vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
  expect(await vm.read("/proc/mounts")).toMatch(/^\S+ \/ ext4 /mu);
  const controllers = (await vm.run("ls /sys/class/nvme")).stdout.split("\n");
  expect(controllers).toHaveLength(2);
  await vm.run(`echo 1 > /sys/class/nvme/${controllers[0] ?? ""}/device/remove`);
  await vm.run("echo here > /root/written && sync && bareon-boot set-default blue && bareon-boot verify");
  await vm.reboot();
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[1]?.root_uuid}`);
});
