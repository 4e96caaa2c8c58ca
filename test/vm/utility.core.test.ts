/** Utility images on a virtual node, in both forms: in the trees of two systems, then, on the used disk, on volumes of their own. */
import { link, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNode, type LabNode } from "../support/vm/node.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import type { Vm } from "../support/vm/vm.ts";

let folder: Scratch;
let node: LabNode;

beforeAll(async () => {
  folder = await scratchFolder();
  const tools = join(folder.path, "tools");
  await mkdir(join(tools, "bin"), { recursive: true });
  await writeFile(join(tools, "bin/hello"), "#!/bin/sh\necho hello from tools\n", { mode: 0o755 });
  await link(join(tools, "bin/hello"), join(tools, "bin/hi"));
  node = await createNode({ name: "utility", diskSizes: [3072], diskTraits: [{ format: "raw" }], trees: { tools } });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** From inside: the image runs there, its hard links are ones, and nothing was added to it. */
async function expectTools(vm: Vm, path: string): Promise<void> {
  expect((await vm.run(`${path}/bin/hi`)).stdout.trim()).toBe("hello from tools");
  expect((await vm.run(`cd ${path} && stat -c %h bin/hello && find . -type f | sort`)).stdout.trim()).toBe(
    "2\n./bin/hello\n./bin/hi",
  );
}

async function expectRoot(vm: Vm, uuid: string | undefined): Promise<void> {
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${uuid} `);
}

test("in the roots of two systems: each boots with it, and it is no entry", async () => {
  const bootInfo = await node.deployHere(await node.example("utility-in-roots"));
  expect(bootInfo.elements.map(({ grub_id: id, os_id: name }) => [id, name])).toEqual([
    [0, "red"],
    [1, "blue"],
  ]);
  expect(bootInfo.current_element).toBe(0);

  await using vm = await node.boot("disk");
  await expectRoot(vm, bootInfo.elements[0]?.root_uuid);
  await expectTools(vm, "/opt/tools");
  expect(await vm.read("/proc/mounts")).not.toContain(" /opt ");
  const { entries } = JSON.parse((await vm.run("bareon-boot list --json")).stdout) as {
    readonly entries: readonly unknown[];
  };
  expect(entries).toHaveLength(2);

  await vm.run("bareon-boot set-default blue");
  await vm.reboot();
  await expectRoot(vm, bootInfo.elements[1]?.root_uuid);
  expect(await vm.read("/proc/mounts")).toMatch(/^\/dev\/vda\d \/opt ext4 /mu);
  await expectTools(vm, "/opt/tools");
  await vm.powerOff();
});

test("on volumes of their own: one that the system mounts, one that only lies on the disk; the node has one system", async () => {
  const bootInfo = await node.deployHere(await node.example("utility-alone"));
  expect(bootInfo).toMatchObject({
    current_element: 0,
    multiboot_partition: null,
    elements: [{ grub_id: 0, os_id: "system" }],
  });
  expect(bootInfo.elements).toHaveLength(1);
  const { stdout: table } = await execa("sfdisk", ["--dump", "--", node.disks[0]?.path ?? ""]);
  expect([table.includes('name="archive /srv"'), table.includes('name="bareon-boot"')]).toEqual([true, false]);

  await using vm = await node.boot("disk");
  await expectRoot(vm, bootInfo.elements[0]?.root_uuid);
  expect(await vm.read("/proc/mounts")).toMatch(/^\/dev\/vda3 \/opt\/tools xfs /mu);
  await expectTools(vm, "/opt/tools");
  expect(await vm.read("/proc/mounts")).not.toContain("/dev/vda4");
  await vm.run("mount -o ro /dev/vda4 /mnt");
  expect((await vm.run("ls /mnt")).stdout.trim()).toBe("archive\nlost+found");
  await expectTools(vm, "/mnt/archive");
});
