/** The lab itself: the ramdisk is reachable, has every tool that the program drives, and sees disks and image servers as they are. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDisk, overlay } from "../support/vm/disk.ts";
import { startRsyncDaemon } from "../support/servers/rsync-daemon.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { startVm } from "../support/vm/vm.ts";

const tools = [
  ...["bareon-provision", "bareon-boot", "bareon-partition", "sfdisk", "partx", "lsblk"],
  ...["blkid", "wipefs", "blockdev", "findmnt", "mount", "umount", "unshare"],
  ...["mkfs.ext2", "mkfs.ext3", "mkfs.ext4", "mkfs.xfs", "mkfs.btrfs", "mkfs.vfat", "mkswap"],
  ...["e2fsck", "tune2fs", "xfs_admin", "fsfreeze", "flock", "dd", "sync"],
  ...[
    "pvcreate",
    "vgcreate",
    "lvcreate",
    "mdadm",
    "udevadm",
    "modprobe",
    "rsync",
    "ssh",
    "curl",
    "xz",
    "zstd",
    "gzip",
    "bzip2",
    "tar",
  ],
  ...["grub-install", "grub-editenv", "grub-script-check", "grub-mkconfig", "grub-probe", "grub-mkimage", "efibootmgr"],
  ...["sudo", "wget", "python3", "python", "openssl", "ip", "bareon-ironic-callback"],
  ...["os-prober", "linux-boot-prober", "systemctl", "reboot", "poweroff"],
];

test("the ramdisk has the tools, sees a blank disk and reads images from the rsync daemon", async () => {
  await using scratch = await scratchFolder();
  const image = join(scratch.path, "image");
  await mkdir(join(image, "etc"), { recursive: true });
  await writeFile(join(image, "etc/secret"), "for root alone\n", { mode: 0o600 });
  await using daemon = await startRsyncDaemon({ modules: { image } });
  const disk = await createDisk({ directory: scratch.path, name: "first", sizeMiB: 512, serial: "FIRST-DISK" });
  const untouched = await readFile(disk.path);
  await using vm = await startVm({ name: "lab", disks: [await overlay(disk, scratch.path)], boot: "ramdisk" });
  const began = Date.now();
  await vm.ready();
  console.log(`the ramdisk was ready after ${((Date.now() - began) / 1000).toFixed(1)} s`);

  const missing = await vm.run(`for tool in ${tools.join(" ")}; do command -v $tool > /dev/null || echo $tool; done`);
  expect(missing.stdout).toBe("");
  expect(await vm.read("/etc/bareon-release")).toBe("bareon==0.0.1");
  const listing = await vm.run("lsblk --json --bytes --output NAME,SERIAL,SIZE,FSTYPE,TYPE");
  const blocks = JSON.parse(listing.stdout) as { blockdevices: unknown[] };
  expect(blocks.blockdevices).toContainEqual({
    name: "vda",
    serial: "FIRST-DISK",
    size: 512 * 1024 * 1024,
    fstype: null,
    type: "disk",
  });

  await vm.run(`rsync --archive ${daemon.url("image")} /tmp/image/`);
  expect((await vm.run("stat --format '%a %u %s' /tmp/image/etc/secret")).stdout).toBe("600 0 15");
  for (const kind of ["ext4", "xfs", "btrfs", "vfat"]) await vm.run(`modprobe ${kind}`);

  await vm.run(
    "sfdisk --quiet /dev/vda << END\nlabel: gpt\nsize=100MiB\nsize=100MiB, type=swap\nsize=100MiB\nEND\nudevadm settle",
  );
  await vm.run(
    "vgcreate --quiet group /dev/vda1 && lvcreate --quiet --name volume --size 20M group && mkswap /dev/vda2",
  );
  await vm.run("mdadm --create /dev/md0 --run --force --level=1 --raid-devices=1 /dev/vda3");
  const made = await vm.run("lsblk --noheadings --raw --output TYPE /dev/vda | sort | uniq");
  expect(made.stdout.split("\n")).toEqual(["disk", "lvm", "part", "raid1"]);
  await vm.reboot();
  const kinds = await vm.run(
    "udevadm settle; lsblk --noheadings --raw --output TYPE /dev/vda | sort | uniq; swapon --show",
  );
  expect(kinds.stdout.split("\n"), "the ramdisk leaves what it finds on disks alone").toEqual(["disk", "part"]);
  await vm.powerOff();
  expect(await vm.serial()).toContain("bareon ramdisk ready");
  expect(untouched.equals(await readFile(disk.path)), "only the overlay was written to").toBe(true);
});

test("a lost guest and a broken transfer are told at once", async () => {
  await using scratch = await scratchFolder();
  const image = join(scratch.path, "image");
  await mkdir(image);
  await writeFile(join(image, "large"), Buffer.alloc(4 * 1024 * 1024, 1));
  await using daemon = await startRsyncDaemon({ modules: { image }, endAfterBytes: 1024 * 1024 });
  await using vm = await startVm({ name: "lab-faults", disks: [], boot: "ramdisk" });
  await vm.ready();
  const broken = await vm.run(`rsync --archive ${daemon.url("image")} /tmp/image/`, { check: false });
  expect(broken.exitCode).not.toBe(0);
  await expect(vm.run("sleep 1; echo c > /proc/sysrq-trigger; sleep 60")).rejects.toThrow(
    /the guest's kernel is lost/u,
  );
  await vm.cutPower();
  await expect(vm.run("true")).rejects.toThrow();
});
