/** A disk on which another program installed a system with its own GRUB for BIOS, as distributions do; its kernel talks. Needs root. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { Scratch } from "../files/scratch.ts";
import { talkingKernel } from "../grub/talking-kernel.ts";
import { type BlankDisk, blankDisk } from "./blank-disk.ts";
import { biosBoot } from "./loop-disk.ts";
import { withMounted } from "./multiboot-disk.ts";

const linux = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";

export interface InstalledOptions {
  readonly sizeMiB: number;
  /** Whether its GRUB has a BIOS boot partition; else its core image lies in /boot, by a list of blocks. */
  readonly hasBiosBoot?: boolean;
}

/** What its own GRUB boots says this of itself. */
export const formerEntry = { entry: 9, attempt: 1, reason: "former", left: 0, panic: false };

export const installedFiles = {
  "usr/lib/os-release": 'NAME="Old"\nID=old\nPRETTY_NAME="Old Linux 1"\n',
  "etc/os-release": 'NAME="Old"\nID=old\nPRETTY_NAME="Old Linux 1"\n',
  "lib64/ld-linux-x86-64.so.2": "",
  "boot/initrd.img-6.1.0-1": "initrd of 6.1.0-1\n",
};

const menu = `set timeout=0
insmod part_gpt
insmod ext2
set root=hd0,gpt2
linux /boot/vmlinuz-6.1.0-1 root=/dev/vda2 bareon.entry=9 bareon.reason=former bareon.left=0
initrd /boot/initrd.img-6.1.0-1
boot
`;

/** Partition 2 is its root, 3 its swap; behind them is free space. */
export async function installedDisk(
  folder: Scratch,
  { sizeMiB, hasBiosBoot = true }: InstalledOptions,
): Promise<BlankDisk> {
  const disk = await blankDisk(folder, "installed.img", sizeMiB);
  const { device } = disk;
  const first = hasBiosBoot ? `size=1MiB, type=${biosBoot}` : `size=1MiB, type=${linux}`;
  await execa("sfdisk", ["--quiet", "--label", "gpt", device], {
    input: `${first}\nsize=96MiB, type=${linux}\nsize=16MiB, type=swap\n`,
  });
  await execa("partx", ["--update", "--", device]);
  await execa("mkfs.ext4", ["-q", "-F", "-L", "old-root", `${device}p2`]);
  await execa("mkswap", ["--quiet", `${device}p3`]);
  await withMounted(`${device}p2`, "rw", async (root) => {
    for (const [path, content] of Object.entries({ ...installedFiles, "boot/vmlinuz-6.1.0-1": talkingKernel() })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    const modules = ["--modules=part_gpt ext2", "--fonts=", "--themes=", "--locales="];
    const force = hasBiosBoot ? [] : ["--force"];
    await execa("grub-install", [
      "--target=i386-pc",
      `--boot-directory=${root}/boot`,
      ...modules,
      ...force,
      "--",
      device,
    ]);
    await writeFile(join(root, "boot/grub/grub.cfg"), menu);
  });
  return disk;
}

/** The id of a partition, as a config names it. */
export async function partuuidOf(device: string): Promise<string> {
  const { stdout } = await execa("blkid", ["-p", "-o", "value", "-s", "PART_ENTRY_UUID", "--", device]);
  return `PARTUUID=${stdout.trim()}`;
}
