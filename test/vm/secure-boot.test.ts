/** A node with Secure Boot on: both Debian systems and the rescue system start through shim, the boot state works under GRUB's lockdown, and what is not signed does not start. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { execa } from "execa";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, deployByController, inspectNode, type LabNode } from "../support/vm/node.ts";
import { scratchFolder, type Scratch } from "../support/files/scratch.ts";
import { createUefi, type Uefi } from "../support/vm/uefi.ts";
import { startVm, type Vm } from "../support/vm/vm.ts";

let node: LabNode;
let folder: Scratch;
let uefi: Uefi;
let bootInfo: BootInfo;
let refused: { readonly exitCode: number; readonly stderr: string };
let files: string;

beforeAll(async () => {
  node = await createNode({ name: "secure-boot", diskSizes: [8192, 4096], osProber: false });
  folder = await scratchFolder();
  uefi = await createUefi(folder.path, true);
  await using ramdisk = await node.boot("ramdisk", { uefi });
  expect(await inspectNode(ramdisk)).toMatchObject({ firmware: "uefi", secureBoot: true });
  const config = JSON.stringify({ ...(JSON.parse(await node.example("two-systems")) as object), rescue: true });
  await ramdisk.put("/tmp/provision.json", config);
  await ramdisk.run("mv /usr/lib/shim /usr/lib/shim.away");
  const tried = await ramdisk.run("bareon-provision", { check: false });
  refused = { exitCode: tried.exitCode, stderr: tried.stderr };
  await ramdisk.run('mv /usr/lib/shim.away /usr/lib/shim; test -z "$(blkid /dev/vda /dev/vdb)"');
  bootInfo = (await deployByController(ramdisk, config)).bootInfo;
  files = (await ramdisk.run("mount -o ro /dev/vda2 /mnt; find /mnt -type f; umount /mnt")).stdout;
  await ramdisk.powerOff();
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function expectRunning(vm: Vm, index: number, reason: string): Promise<void> {
  const line = await vm.read("/proc/cmdline");
  const root = bootInfo.elements[index]?.root_uuid;
  expect(/ root=UUID=(?<uuid>\S+)/u.exec(line)?.groups?.["uuid"]).toBe(root);
  expect(line).toContain(`bareon.entry=${index} bareon.reason=${reason} `);
  expect((await vm.run("tail -c 1 /sys/firmware/efi/efivars/SecureBoot-* | od -An -tu1")).stdout.trim()).toBe("1");
}

test("without the signed loader the deploy is refused before anything is written, and says which package has it", () => {
  expect(refused.exitCode).toBe(4);
  expect(refused.stderr).toContain("shimx64.efi.signed is missing");
  expect(refused.stderr).toContain("shim-signed");
});

test("shim and the signed GRUB are in both places, with the configuration where that GRUB looks", () => {
  expect(files.split("\n").toSorted()).toEqual(
    [
      "EFI/BOOT/BOOTX64.EFI",
      "EFI/BOOT/grubx64.efi",
      "EFI/bareon/grubx64.efi",
      "EFI/bareon/shimx64.efi",
      "EFI/debian/grub.cfg",
    ].map((path) => `/mnt/${path}`),
  );
});

test("one Debian starts by default, the other in a trial that is counted, and by default when it is confirmed", async () => {
  await using vm = await node.boot("disk", { uefi });
  await expectRunning(vm, 0, "default");
  await vm.run("bareon-boot trial trixie");
  await vm.reboot();
  await expectRunning(vm, 1, "trial");
  await vm.run("bareon-boot confirm");
  await vm.reboot();
  await expectRunning(vm, 1, "default");
  await vm.powerOff();
});

test("the rescue system starts once through shim, with no root on a disk, and then the default again", async () => {
  await using vm = await node.boot("disk", { uefi });
  await expectRunning(vm, 1, "default");
  const place = bootInfo.elements.length;
  await vm.reboot(480, "bareon-boot once rescue --reboot");
  await expectRunning(vm, place, "once");
  expect((await vm.run("bareon-boot current")).stdout.trim()).toBe("rescue");
  expect((await vm.run("findmnt --noheadings --output FSTYPE /")).stdout.trim()).toBe("overlay");
  await vm.run("bareon-boot verify");
  await vm.reboot();
  await expectRunning(vm, 1, "default");
  await vm.powerOff();
});

test("a GRUB that nobody has signed is refused by the firmware in either place", async () => {
  const image = join(folder.path, "unsigned.efi");
  await execa("grub-mkimage", [
    "--directory=/usr/lib/grub/x86_64-efi",
    "--format=x86_64-efi",
    "--prefix=/EFI/bareon",
    `--output=${image}`,
    "--",
    "normal",
    "fat",
    "part_gpt",
  ]);
  {
    await using ramdisk = await node.boot("ramdisk", { uefi });
    await ramdisk.put("/tmp/unsigned.efi", await readFile(image));
    await ramdisk.run(
      "mount /dev/vda2 /mnt && cp /tmp/unsigned.efi /mnt/EFI/BOOT/BOOTX64.EFI && cp /tmp/unsigned.efi /mnt/EFI/bareon/shimx64.efi && umount /mnt",
    );
    await ramdisk.powerOff();
  }
  await using vm = await startVm({ name: "secure-boot-unsigned", disks: node.disks, boot: "disk", uefi });
  await vm.said(/failed to load Boot[0-9A-F]{4} "bareon" .*(?:Access Denied|Security Violation)/u);
  expect(await vm.serial()).not.toContain("GRUB");
});
