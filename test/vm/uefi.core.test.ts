/** One disk that is made for both firmwares, from a ramdisk started by UEFI: booted and switched under each, from one menu and one state. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Inventory } from "../../src/schema/inventory.ts";
import { createNode, deployByController, inspectNode, type LabNode } from "../support/vm/node.ts";
import { scratchFolder, type Scratch } from "../support/files/scratch.ts";
import { createUefi, emptyVariables, type Uefi } from "../support/vm/uefi.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let folder: Scratch;
let uefi: Uefi;
let inventory: Inventory;
let bootInfo: BootInfo;
/** What efibootmgr and the partition say at the end of the deploy. */
let listed: string;

const volume = (image: string, size: string): object => ({
  type: "partition",
  mount: "/",
  size,
  file_system: "ext4",
  images: [image],
});
const config = JSON.stringify({
  partitions_policy: "clean",
  firmware: "both",
  images: ["red", "blue"].map((name) => ({ name, image_pull_url: "conductor.example.net::images/tiny/", target: "/" })),
  partitions: [
    {
      type: "disk",
      id: { type: "serial", value: "bareon-1" },
      size: "1.5 GiB",
      volumes: [volume("red", "50%"), volume("blue", "remaining")],
    },
  ],
  deploy_data: { kernel_params: "console=ttyS0,115200" },
  grub: { timeout: 1 },
});

beforeAll(async () => {
  node = await createNode({ name: "uefi", diskSizes: [1540], osProber: false });
  folder = await scratchFolder();
  uefi = await createUefi(folder.path);
  await using ramdisk = await node.boot("ramdisk", { uefi });
  bootInfo = (await deployByController(ramdisk, node.withServer(config))).bootInfo;
  inventory = await inspectNode(ramdisk);
  listed = (
    await ramdisk.run(
      "efibootmgr -v; sfdisk --dump /dev/vda; mount -o ro /dev/vda2 /mnt; find /mnt -type f; umount /mnt",
    )
  ).stdout;
  await ramdisk.powerOff();
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** The booted system is that of the entry, by the firmware that was meant. */
async function expectRunning(vm: Vm, index: number, firmware: "bios" | "uefi"): Promise<void> {
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[index]?.root_uuid} `);
  expect((await vm.run("test -d /sys/firmware/efi && echo uefi || echo bios")).stdout).toBe(firmware);
}

test("the disk has a BIOS boot, an EFI system and a multiboot partition, and the firmware one entry, which comes first", () => {
  expect(inventory.firmware).toBe("uefi");
  const partitions = inventory.disks[0]?.partitions ?? [];
  expect(partitions.map(({ name, content }) => [name, content?.type])).toEqual([
    [null, undefined],
    ["bareon-esp", "vfat"],
    ["bareon-boot", "ext4"],
    expect.anything(),
    expect.anything(),
  ]);
  const entries = listed.match(/^Boot[0-9A-F]{4}\* bareon\b.*$/gmu) ?? [];
  expect(entries).toHaveLength(1);
  expect(entries[0]?.toUpperCase()).toContain(partitions[1]?.partuuid ?? "none");
  expect(/^BootOrder: (?<first>[0-9A-F]{4})/mu.exec(listed)?.groups?.["first"]).toBe(entries[0]?.slice(4, 8));
  expect(listed.match(/^\/mnt\/.*$/gmu)?.toSorted()).toEqual([
    "/mnt/EFI/BOOT/BOOTX64.EFI",
    "/mnt/EFI/bareon/grub.cfg",
    "/mnt/EFI/bareon/grubx64.efi",
  ]);
});

test("UEFI boots the default, by the entry of the deploy, and after a switch the other system", async () => {
  await using vm = await node.boot("disk", { uefi });
  await expectRunning(vm, 0, "uefi");
  await vm.run("bareon-boot set-default blue");
  await vm.reboot();
  await expectRunning(vm, 1, "uefi");
  await vm.powerOff();
});

test("BIOS boots the same default from the same disk, and switches it back", async () => {
  await using vm = await node.boot("disk");
  await expectRunning(vm, 1, "bios");
  await vm.run("bareon-boot set-default red");
  await vm.powerOff();
});

test("UEFI with emptied variables finds the disk by itself, and boots what BIOS has set", async () => {
  await emptyVariables(uefi);
  await using vm = await node.boot("disk", { uefi });
  await expectRunning(vm, 0, "uefi");
  await vm.powerOff();
});
