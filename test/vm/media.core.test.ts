/** A PC with a BIOS starts from the medium in its CD drive, whatever is on its disks. */
import { expect, test } from "vitest";
import { scratchFolder } from "../support/files/scratch.ts";
import { makeHostileDisks } from "../support/media/hostile-disks.ts";
import { makeSmallMedium, mediumDisk } from "../support/media/small-medium.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { startVm } from "../support/vm/vm.ts";

test("by BIOS a CD starts its own kernel and initrd, and not those of disks that look like it", async () => {
  await prepareLab(console.error);
  await using folder = await scratchFolder();
  const medium = mediumDisk(await makeSmallMedium(folder.path, "medium"), "cd");
  const disks = [medium, ...(await makeHostileDisks(folder.path))];
  await using vm = await startVm({ name: "media-bios-cd", disks, boot: "disk" });
  await vm.said("small initrd: ");
  await vm.waitExit();
  const serial = await vm.serial();
  expect(serial).toMatch(
    /small initrd: medium, arguments .*console=tty0 console=ttyS0,115200 bareon\.console-login, /u,
  );
  expect(serial).not.toContain("small initrd: hostile");
});
