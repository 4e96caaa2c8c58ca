/** One image alone: no multiboot partition, GRUB on the image's own /boot; first by the image's GRUB, then, on the used disk, by the one that the image lacks. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";

let node: LabNode;

beforeAll(async () => {
  node = await createNode({ name: "one-system", diskSizes: [4096], diskTraits: [{ format: "raw" }] });
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
});

test("an image that brings its own GRUB boots by it, with a separate /boot", async () => {
  await using ramdisk = await node.boot("ramdisk");
  const config = {
    ...(JSON.parse(await node.example("one-system")) as object),
    deploy_data: { kernel_params: "console=ttyS0,115200" },
  };
  const { bootInfo } = await deployByController(ramdisk, JSON.stringify(config));
  expect(bootInfo).toMatchObject({
    current_element: 0,
    multiboot_partition: null,
    elements: [{ grub_id: 0, os_id: "bookworm" }],
  });
  expect((await ramdisk.run("lsblk --noheadings --output PARTLABEL /dev/vda")).stdout).not.toContain("bareon-boot");
  await ramdisk.powerOff();

  await using vm = await node.boot("disk");
  const root = bootInfo.elements[0]?.root_uuid ?? "";
  expect(await vm.read("/proc/cmdline")).toMatch(new RegExp(`root=UUID=${root} .*console=ttyS0,115200`, "u"));
  expect((await vm.run("findmnt --noheadings --output UUID /")).stdout.trim()).toBe(root);
  expect((await vm.run("findmnt --noheadings --output SOURCE /boot")).stdout.trim()).toMatch(/^\/dev\/vda/u);
  // The image's grub-mkconfig wrote this, so its own updates go on working.
  expect(await vm.read("/boot/grub/grub.cfg")).toContain("grub-mkconfig");
  expect((await vm.run("update-grub && test -s /boot/grub/grub.cfg", { timeoutSeconds: 300 })).exitCode).toBe(0);
  expect(await vm.read("/boot/grub/grub.cfg")).toContain("console=ttyS0");
  await vm.powerOff();
});

test("an image without GRUB, deployed over the first, boots by that of the deploying system", async () => {
  const volumes = [{ type: "partition", mount: "/", size: "remaining", file_system: "ext4" }];
  const config = {
    partitions_policy: "clean",
    images: [{ name: "tiny", image_pull_url: "conductor.example.net::images/tiny/", target: "/" }],
    partitions: [{ type: "disk", id: { type: "name", value: "vda" }, size: "4 GiB", volumes }],
    deploy_data: { kernel_params: "console=ttyS0,115200" },
    grub: { timeout: 1 },
  };
  const bootInfo = await node.deployHere(node.withServer(JSON.stringify(config)));
  expect(bootInfo).toMatchObject({
    multiboot_partition: null,
    elements: [{ grub_id: 0, os_id: "tiny", boot_name: expect.stringContaining("Tiny Linux 1") as string }],
  });

  await using vm = await node.boot("disk");
  expect(await vm.read("/etc/os-release")).toContain("Tiny Linux");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
});
