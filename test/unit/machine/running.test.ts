/** What the running system stands on, from its kernel command line, mounts and loop devices. */
import { storageLayers } from "../../../src/storage/layers.ts";
import { expect, test } from "vitest";
import { findRunning, type RunningFacts } from "../../../src/machine/running.ts";
import { nth, readInventory } from "../plan/fixture.ts";

const machine = readInventory("two-systems");
const first = nth(machine.disks, 0);
const data = nth(first.partitions, 1);

const ramdisk: RunningFacts = {
  commandLine: "BOOT_IMAGE=/vmlinuz console=ttyS0",
  mounted: [{ device: "0:20", root: "/", target: "/", type: "overlay", source: "overlay" }],
  loopFiles: ["/layers/1-base.squashfs"],
  devices: new Map([
    [first.device, first.path],
    ["8:2", data.path],
  ]),
};

test("a ramdisk in memory stands on no device", () => {
  expect(findRunning(ramdisk, machine, storageLayers)).toEqual({ root: null, medium: [] });
});

test("the root of a system that lives on a disk, also on a filesystem without a device number", () => {
  const mounted = [
    nth(ramdisk.mounted, 0),
    { device: "8:2", root: "/", target: "/", type: "ext4", source: "/dev/root" },
  ];
  expect(findRunning({ ...ramdisk, mounted }, machine, storageLayers).root).toBe("/dev/sda2");
  expect(
    findRunning(
      { ...ramdisk, mounted: [{ device: "0:30", root: "/", target: "/", type: "btrfs", source: "/dev/sda2" }] },
      machine,
      storageLayers,
    ).root,
  ).toBe("/dev/sda2");
});

test.for([
  [`root=UUID=${data.content?.uuid?.toUpperCase()}`, true],
  [`root=PARTUUID=${data.partuuid?.toLowerCase()}`, true],
  ["root=PARTLABEL=data", true],
  ["root=/dev/sda2", true],
  ["root=live:/dev/sda2", true],
  [`inst.stage2=hd:UUID=${data.content?.uuid}:/images`, true],
  ["live-media=/dev/sda2", true],
  ["root=/dev/sda", false],
  ["root=UUID=", false],
  ["root=LABEL=", false],
  ["root=/dev/ram0", false],
  ["resume=/dev/sda2", false],
] as const)("%s on the command line", ([word, isNamed]) => {
  const { medium } = findRunning({ ...ramdisk, commandLine: `quiet ${word} ro` }, machine, storageLayers);
  expect(medium.includes("/dev/sda2")).toBe(isNamed);
});

test("the device with the file of a loop device, by the mount that holds it", () => {
  const mounted = [
    ...ramdisk.mounted,
    { device: "8:2", root: "/", target: "/run/live/medium", type: "vfat", source: "/dev/sda2" },
    { device: "0:9", root: "/", target: "/run/live/medium/tmp", type: "tmpfs", source: "tmpfs" },
  ];
  expect(
    findRunning({ ...ramdisk, mounted, loopFiles: ["/run/live/medium/filesystem.squashfs"] }, machine, storageLayers)
      .medium,
  ).toEqual(["/dev/sda2"]);
  expect(
    findRunning(
      { ...ramdisk, mounted, loopFiles: ["/run/live/medium/tmp/x", "/run/live/mediums"] },
      machine,
      storageLayers,
    ).medium,
  ).toEqual([]);
});
