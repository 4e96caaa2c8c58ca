/** The medium as CD, stick and disk, by BIOS, by UEFI and with Secure Boot; no disk that looks like it changes what it starts. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { makeTalkingDisk } from "../support/media/boot-sector.ts";
import { makeHostileDisks } from "../support/media/hostile-disks.ts";
import { chooseEntry, makeSmallMedium, mediumDisk } from "../support/media/small-medium.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import type { Bus, Disk } from "../support/vm/disk.ts";
import { createUefi, type Uefi } from "../support/vm/uefi.ts";
import { startVm } from "../support/vm/vm.ts";

type Firmware = "bios" | "uefi" | "secure";

let scratch: Scratch;
let medium: string;
let hostile: readonly Disk[];

beforeAll(async () => {
  await prepareLab(console.error);
  scratch = await scratchFolder();
  medium = await makeSmallMedium(scratch.path, "medium");
  hostile = await makeHostileDisks(scratch.path);
});

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
});

async function firmwareOf(kind: Firmware, folder: string): Promise<{ readonly uefi?: Uefi }> {
  return kind === "bios" ? {} : { uefi: await createUefi(folder, kind === "secure") };
}

test.each([
  ["bios", "usb"],
  ["bios", "virtio"],
  ["uefi", "cd"],
  ["uefi", "usb"],
  ["uefi", "virtio"],
  ["secure", "cd"],
  ["secure", "usb"],
] as const)("by %s as %s it starts its own kernel and initrd", async (kind, bus: Bus) => {
  await using folder = await scratchFolder();
  await using vm = await startVm({
    name: `media-${kind}-${bus}`,
    disks: [mediumDisk(medium, bus), ...hostile],
    boot: "disk",
    ordered: true,
    ...(await firmwareOf(kind, folder.path)),
  });
  await vm.said("small initrd: ", 300);
  await vm.waitExit();
  const serial = await vm.serial();
  const said = /small initrd: medium, arguments (?<words>.*), lockdown (?<lockdown>.*), UEFI (?<uefi>\w+)\./u.exec(
    serial,
  );
  expect(serial).not.toContain("small initrd: hostile");
  expect(said?.groups?.["words"]).toMatch(/ console=tty0 console=ttyS0,115200 bareon\.console-login$/u);
  expect(said?.groups?.["lockdown"]).toContain(kind === "secure" ? "[integrity]" : "[none]");
  expect(said?.groups?.["uefi"]).toBe(kind === "bios" ? "no" : "yes");
});

test.each(["cd", "usb"] as const)("from the menu of a %s a BIOS starts the first disk, as that", async (bus) => {
  await using folder = await scratchFolder();
  const [chosen, disk] = [join(folder.path, "chosen.iso"), join(folder.path, "disk.raw")];
  await chooseEntry(medium, 1, chosen);
  await makeTalkingDisk(disk);
  await using vm = await startVm({
    name: `media-first-disk-${bus}`,
    disks: [mediumDisk(chosen, bus), { ...mediumDisk(disk, "virtio"), serial: "talking" }],
    boot: "disk",
  });
  await vm.said("the first disk is started as number 0");
});

test("a stick with a changed kernel does not start with Secure Boot on", async () => {
  await using folder = await scratchFolder();
  const changed = join(folder.path, "changed.iso");
  const bytes = await readFile(medium);
  // Within the kernel's signed text, which GRUB hands to shim.
  const at = bytes.indexOf("HdrS");
  expect(at).toBeGreaterThan(0);
  bytes.writeUInt8(bytes.readUInt8(at + 0x4000) ^ 1, at + 0x4000);
  await writeFile(changed, bytes);
  await using vm = await startVm({
    name: "media-secure-changed",
    disks: [mediumDisk(changed, "usb")],
    boot: "disk",
    ordered: true,
    ...(await firmwareOf("secure", folder.path)),
  });
  await vm.said(/bad shim signature/u, 300);
  expect(await vm.serial()).not.toContain("small initrd");
});
