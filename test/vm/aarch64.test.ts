/** An emulated machine of 64-bit ARM with UEFI: deployed from its own ramdisk, booted from its disk, switched, and returned from a bad trial. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ListResult, StatusResult } from "../../src/schema/bareon-boot.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import type { Inventory } from "../../src/schema/inventory.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { machines } from "../support/vm/machines.ts";
import { createNode, deployByController, inspectNode, type LabNode } from "../support/vm/node.ts";
import { bootedAs, redAndBlue } from "../support/vm/trial-node.ts";
import { createUefi, emptyVariables, type Uefi } from "../support/vm/uefi.ts";
import type { Vm } from "../support/vm/vm.ts";

const { console } = machines.arm64;

let node: LabNode;
let folder: Scratch;
let uefi: Uefi;
let inventory: Inventory;
let bootInfo: BootInfo;
/** What the ramdisk says of itself, and the firmware and the disk at the end of the deploy. */
let kernel: string;
let proof: string;
let loader: string;

/** The executable as `npm run build` asks it, by one byte: whether V8 takes the code cache that was made on another processor. */
const askProof =
  "LC_ALL=C sed 's/bareon-proof=0/bareon-proof=1/' /usr/bin/bareon-provision > /tmp/proof && chmod 755 /tmp/proof && for name in bareon-boot bareon-provision; do bash -c 'exec -a $0 /tmp/proof' $name; echo; done; rm /tmp/proof";

beforeAll(async () => {
  node = await createNode({ name: "aarch64", kind: "arm64", diskSizes: [2048], osProber: false });
  folder = await scratchFolder();
  uefi = await createUefi(folder.path, false, "arm64");
  const config = redAndBlue({ size: "2 GiB", deploy_data: { kernel_params: `console=${console}` } });
  await using ramdisk = await node.boot("ramdisk", { uefi });
  kernel = (await ramdisk.run("uname -srm")).stdout;
  proof = (await ramdisk.run(askProof)).stdout;
  bootInfo = (await deployByController(ramdisk, node.withServer(config))).bootInfo;
  inventory = await inspectNode(ramdisk);
  const ask = "efibootmgr -v; mount -o ro /dev/vda2 /mnt; find /mnt -type f; umount /mnt";
  loader = (await ramdisk.run(ask)).stdout;
  await ramdisk.powerOff();
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** The booted system is that of the entry, on such a machine, and the boot tool runs in it and knows it. */
async function expectRunning(vm: Vm, index: number): Promise<void> {
  expect((await vm.run("uname -m; test -d /sys/firmware/efi && echo uefi")).stdout).toBe("aarch64\nuefi");
  expect(await vm.read("/etc/os-release")).toContain('PRETTY_NAME="Tiny Linux 1"');
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[index]?.root_uuid} `);
  const { entries } = JSON.parse((await vm.run("bareon-boot list --json")).stdout) as ListResult;
  expect(entries.map(({ os_id: name }) => name)).toEqual(["red", "blue"]);
  expect(entries.map(({ root_uuid: uuid }) => uuid)).toEqual(bootInfo.elements.map(({ root_uuid: uuid }) => uuid));
  expect(entries.map(({ current }) => current)).toEqual([index === 0, index === 1]);
}

test("the ramdisk runs on such a machine and knows it, and V8 takes the executable's code cache there", () => {
  expect(kernel).toMatch(/^Linux \S+-arm64 aarch64$/u);
  expect(proof.split("\n").map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
    "bareon-boot false",
    "bareon-provision false",
  ]);
  expect(inventory).toMatchObject({ architecture: "aarch64", firmware: "uefi" });
});

test("the disk has an EFI system partition with GRUB for it, and the firmware one entry, which comes first", () => {
  const partitions = inventory.disks[0]?.partitions ?? [];
  expect(partitions.slice(0, 3).map(({ name, content }) => [name, content?.type])).toEqual([
    [null, undefined],
    ["bareon-esp", "vfat"],
    ["bareon-boot", "ext4"],
  ]);
  // The GPT type of a root of this architecture.
  for (const { type } of partitions.slice(3)) expect(type).toBe("B921B045-1DF0-41C3-AF44-4C6F280D3FAE");
  const entries = loader.match(/^Boot[0-9A-F]{4}\* bareon\b.*$/gmu) ?? [];
  expect(entries).toHaveLength(1);
  expect(entries[0]).toContain("grubaa64.efi");
  expect(/^BootOrder: (?<first>[0-9A-F]{4})/mu.exec(loader)?.groups?.["first"]).toBe(entries[0]?.slice(4, 8));
  expect(loader.match(/^\/mnt\/.*$/gmu)?.toSorted()).toEqual([
    "/mnt/EFI/BOOT/BOOTAA64.EFI",
    "/mnt/EFI/bareon/grub.cfg",
    "/mnt/EFI/bareon/grubaa64.efi",
  ]);
});

test("the default boots from the disk, the other one after a switch, and a bad trial returns to it", async () => {
  await using vm = await node.boot("disk", { uefi, memoryMiB: 512, mayPanic: true });
  await expectRunning(vm, 0);
  expect(await bootedAs(vm)).toBe("0 default 0");
  await vm.run("bareon-boot set-default blue");
  await vm.reboot();
  await expectRunning(vm, 1);
  const device = `$(blkid -U ${bootInfo.elements[0]?.root_uuid})`;
  const harm = "rm sbin/init && printf '#!/bin/sh\\nexit 1\\n' > sbin/init && chmod 755 sbin/init";
  await vm.run(
    `mkdir -p /mnt/red && mount ${device} /mnt/red && cd /mnt/red && ${harm} && cd / && umount /mnt/red && sync`,
  );
  await vm.run("bareon-boot trial red --tries 1");
  await vm.reboot();
  expect(await vm.serial()).toContain("Kernel panic");
  await expectRunning(vm, 1);
  expect(await bootedAs(vm)).toBe("1 fallback 0");
  const status = JSON.parse((await vm.run("bareon-boot status --json")).stdout) as StatusResult;
  expect(status).toMatchObject({
    current: { os_id: "blue" },
    booted: "fallback",
    trial: { entry_id: "red", left: 0, tries: 1, state: "spent" },
    fallback: { from: "red", cause: "tries" },
  });
  await vm.powerOff();
});

test("a firmware whose variables are lost finds the disk by itself, and boots what was set", async () => {
  await emptyVariables(uefi);
  await using vm = await node.boot("disk", { uefi, memoryMiB: 512 });
  await expectRunning(vm, 1);
  await vm.powerOff();
});
