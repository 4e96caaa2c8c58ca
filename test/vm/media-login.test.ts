/** The real ramdisk from a stick with Secure Boot on: root is logged in on the serial line, told how to go on, and let in by ssh with a key of the medium. */
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { buildMedium } from "../../src/build/media.ts";
import { ramdiskFolder } from "../support/files/paths.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { mediumDisk } from "../support/media/small-medium.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { labKey } from "../support/systems/lab-key.ts";
import { createUefi } from "../support/vm/uefi.ts";
import { startVm } from "../support/vm/vm.ts";

const secureBoot = "tail -c 1 /sys/firmware/efi/efivars/SecureBoot-* | od -An -tu1";

test("the medium's ramdisk opens its consoles, and runs the program there", async () => {
  await prepareLab(console.error);
  await using folder = await scratchFolder();
  const output = join(folder.path, "bareon.iso");
  const [kernel, initrd] = [join(ramdiskFolder, "vmlinuz"), join(ramdiskFolder, "initrd.img")];
  const authorized = [(await labKey()).authorized];
  await buildMedium({ kernel, initrd, output, epoch: 1_700_000_000, authorized }, console.error);
  await using vm = await startVm({
    name: "media-login",
    disks: [mediumDisk(output, "usb")],
    boot: "disk",
    ordered: true,
    uefi: await createUefi(folder.path, true),
    memoryMiB: 2048,
  });
  await vm.said(/root \(automatic login\)/u, 900);
  await vm.said(
    /This is bareon's deployment ramdisk\.[^]*bareon-provision deploy --reboot reboot[^]*root@bareon:~#/u,
    300,
  );
  await vm.type("echo said by $(bareon-provision --version)\n");
  await vm.said(`said by ${manifest.version}`, 300);
  await vm.ready();
  expect((await vm.run(secureBoot)).stdout.trim()).toBe("1");
  const screen = "systemctl show --property ExecStart getty@tty1.service";
  expect((await vm.run(screen)).stdout).toContain("--autologin root");
  expect((await vm.run("cat /proc/cmdline")).stdout).toMatch(/ bareon\.console-login$/u);
});

test("the same ramdisk without the argument asks for a login, which nobody has", async () => {
  await prepareLab(console.error);
  await using vm = await startVm({ name: "media-closed", disks: [], boot: "ramdisk" });
  await vm.ready();
  await vm.said(/bareon login: /u);
  for (const unit of ["serial-getty@ttyS0.service", "getty@tty1.service"]) {
    const { stdout } = await vm.run(`systemctl show --property ExecStart --property ActiveState ${unit}`);
    expect(stdout).toContain("ActiveState=active");
    expect(stdout).not.toContain("autologin");
  }
  expect(await vm.read("/etc/shadow")).toMatch(/^root:[*!]/mu);
  expect(await vm.serial()).not.toContain("automatic login");
});
