/** Two systems with mirrored roots on three disks, and the boot menu on each: whichever disk is lost, the node boots and is switched, and the disk is brought up to date when it is back. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StatusResult } from "../../src/schema/bareon-boot.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { type Disk, overlay } from "../support/vm/disk.ts";
import { createNode, deployByController, type LabNode } from "../support/vm/node.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { createUefi, type Uefi } from "../support/vm/uefi.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let folder: Scratch;
let uefi: Uefi;
let bootInfo: BootInfo;

beforeAll(async () => {
  folder = await scratchFolder();
  uefi = await createUefi(folder.path);
  node = await createNode({ name: "mirrored-menu", diskSizes: [1002, 1002, 1002], osProber: false });
  await using ramdisk = await node.boot("ramdisk", { uefi });
  const config = JSON.parse(await node.example("mirrored-menu")) as object;
  bootInfo = (await deployByController(ramdisk, JSON.stringify({ ...config, firmware: "both" }))).bootInfo;
  const { stdout: names } = await ramdisk.run("lsblk --noheadings --list --output PARTLABEL | grep -c '^bareon-boot$'");
  expect(names.trim()).toBe("3");
  const { stdout: entries } = await ramdisk.run("efibootmgr -v");
  const ours = Array.from(
    entries.matchAll(/^Boot(?<id>[0-9A-F]{4})\* bareon\b/gmu),
    ({ groups }) => groups?.["id"] ?? "",
  );
  expect(ours).toHaveLength(3);
  expect(/^BootOrder: (?<order>.*)$/mu.exec(entries)?.groups?.["order"]?.split(",").slice(0, 3).toSorted()).toEqual(
    ours.toSorted(),
  );
  await ramdisk.powerOff();
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function statusOf(vm: Vm): Promise<StatusResult> {
  return JSON.parse((await vm.run("bareon-boot status --json")).stdout) as StatusResult;
}

function states({ multiboot }: StatusResult): string[] {
  return (multiboot.copies ?? []).map(({ state }) => state);
}

/** What is alike on copies, as sums by the device. */
async function sumsOf(vm: Vm): Promise<string[]> {
  const { multiboot } = await statusOf(vm);
  const sums: string[] = [];
  for (const { device } of multiboot.copies ?? []) {
    const files = "boot/grub2/grub.cfg boot/grub2/grubenv bareon/boot-info.json bareon/deploy.json bareon/history";
    sums.push(
      (await vm.run(`mount -t ext4 -o ro,noload ${device} /mnt && cd /mnt && sha256sum ${files}; cd /; umount /mnt`))
        .stdout,
    );
  }
  return sums;
}

const expected = (vm: Vm, image: number): Promise<void> =>
  vm.read("/proc/cmdline").then((line) => expect(line).toContain(`root=UUID=${bootInfo.elements[image]?.root_uuid} `));

/** Disks of their own for a scenario. */
async function freshDisks(): Promise<Disk[]> {
  const disks: Disk[] = [];
  for (const disk of node.disks) disks.push(await overlay(disk, folder.path));
  return disks;
}

async function switchWithout(
  disks: readonly Disk[],
  missing: number,
  more: { readonly uefi?: Uefi } = {},
): Promise<void> {
  await using vm = await node.boot("disk", { ...more, disks: disks.filter((_, index) => index !== missing) });
  await expected(vm, 0);
  expect(await vm.read("/proc/mdstat")).toContain("[3/2]");
  expect((await vm.run("bareon-boot list")).stdout).toMatch(/\bblue\b/u);
  const before = await statusOf(vm);
  expect(states(before)).toEqual([0, 1, 2].map((index) => (index === missing ? "missing" : "alike")));
  expect(before.warnings.join("\n")).toMatch(/copy of the multiboot partition with the UUID \S+ is missing/u);
  await vm.run("bareon-boot set-default blue");
  await vm.reboot();
  await expected(vm, 1);
  await vm.powerOff();
}

/** All disks again: what was chosen without the one is booted, and that one is stale until it is brought up to date. */
async function comeBack(disks: readonly Disk[], missing: number, more: { readonly uefi?: Uefi } = {}): Promise<void> {
  await using vm = await node.boot("disk", { ...more, disks });
  await expected(vm, 1);
  const found = await statusOf(vm);
  expect(states(found)).toEqual([0, 1, 2].map((index) => (index === missing ? "stale" : "alike")));
  const { stdout, stderr } = await vm.run("bareon-boot refresh");
  expect(stdout + stderr).toMatch(/The copy of the multiboot partition on \S+ was stale\. It is up to date now\./u);
  expect(states(await statusOf(vm))).toEqual(["alike", "alike", "alike"]);
  const [first, ...others] = await sumsOf(vm);
  expect(others).toEqual([first, first]);
  await vm.powerOff();
}

test.for([0, 1, 2])(
  "without disk %i it boots by BIOS and is switched, and that disk is brought up to date",
  async (missing) => {
    const disks = await freshDisks();
    await switchWithout(disks, missing);
    await comeBack(disks, missing);
  },
);

test("without the first disk it boots by UEFI, through the entry of the next one", async () => {
  const disks = await freshDisks();
  await switchWithout(disks, 0, { uefi });
  await comeBack(disks, 0, { uefi });
});
