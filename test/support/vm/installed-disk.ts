/** Installs a Debian onto a raw disk as an installer does, with its own GRUB and nothing of ours but the executable; needs root. */
import { copyFile, mkdtemp, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { forgetPartitions } from "../disks/loop-disk.ts";
import { projectRoot } from "../files/paths.ts";
import type { Disk } from "./disk.ts";
import { fillEsp } from "./uefi.ts";

const tables = {
  bios: ["size=1MiB, type=21686148-6449-6E6F-744E-656564454649", "size=1300MiB, type=linux", "size=64MiB, type=swap"],
  uefi: ["size=64MiB, type=uefi", "size=1300MiB, type=linux", "size=64MiB, type=swap"],
} as const;

async function uuidOf(device: string): Promise<string> {
  return (await execa("blkid", ["-p", "-o", "value", "-s", "UUID", "--", device])).stdout;
}

interface Own {
  readonly firmware: "bios" | "uefi";
  /** Of the root. */
  readonly uuid: string;
}

/** The system's own grub-mkconfig and, for BIOS, grub-install. */
async function installOwnGrub(root: string, device: string, { firmware, uuid }: Own): Promise<void> {
  for (const place of ["dev", "proc", "sys"]) await execa("mount", ["--rbind", `/${place}`, join(root, place)]);
  const inside = async (...words: string[]): Promise<void> => void (await execa("chroot", [root, ...words]));
  try {
    if (firmware === "bios") await inside("grub-install", "--target=i386-pc", device);
    await inside("mkdir", "-p", "/boot/grub");
    await inside("grub-mkconfig", "-o", "/boot/grub/grub.cfg");
    // As it comes out on a machine with udev, which has a link for the UUID.
    await inside("sed", "-i", `s|root=${device}p2|root=UUID=${uuid}|`, "/boot/grub/grub.cfg");
  } finally {
    for (const place of ["dev", "proc", "sys"]) {
      await execa("mount", ["--make-rslave", join(root, place)]);
      await execa("umount", ["--recursive", join(root, place)]);
    }
  }
}

/** The system's GRUB for UEFI in its own place and in the one that firmware finds by itself: this machine's kernel mounts no FAT. */
async function fillOwnEsp(device: string, esp: string, rootUuid: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bareon-own-grub-"));
  const image = join(folder, "grubx64.efi");
  const modules = [
    ...["part_gpt", "fat", "ext2", "search", "search_fs_uuid", "normal", "configfile", "linux", "test", "true", "echo"],
    ...["loadenv", "gzio", "all_video", "terminal", "gfxterm", "font", "sleep"],
  ];
  await execa("grub-mkimage", ["--format=x86_64-efi", "--prefix=/EFI/debian", `--output=${image}`, "--", ...modules]);
  const { stdout: content } = await execa("cat", [image], { encoding: "buffer" });
  const config = `search --fs-uuid --set=root ${rootUuid}\nset prefix=($root)/boot/grub\nconfigfile $prefix/grub.cfg\n`;
  await execa("mkfs.vfat", ["-F", "32", esp]);
  await fillEsp(esp, [
    { path: "EFI/debian/grubx64.efi", content },
    { path: "EFI/debian/grub.cfg", content: Buffer.from(config) },
    { path: "EFI/BOOT/BOOTX64.EFI", content },
  ]);
  await execa("rm", ["-r", folder]);
  await execa("blockdev", ["--flushbufs", device]);
}

/** Partition 2 is the root of the tree; behind 3, the swap, is free space. The executable is /usr/local/sbin/bareon-provision. */
export async function installDebian(tree: string, disk: Disk, firmware: "bios" | "uefi"): Promise<void> {
  const { stdout: device } = await execa("losetup", ["--find", "--show", "--", disk.path]);
  const root = await mkdtemp(join(tmpdir(), "bareon-installed-"));
  try {
    await execa("sfdisk", ["--quiet", "--label", "gpt", device], { input: tables[firmware].join("\n") });
    await execa("partx", ["--update", "--", device]);
    await execa("mkfs.ext4", ["-q", "-F", `${device}p2`]);
    await execa("mkswap", [`${device}p3`]);
    const rootUuid = await uuidOf(`${device}p2`);
    if (firmware === "uefi") await fillOwnEsp(device, `${device}p1`, rootUuid);
    await execa("mount", [`${device}p2`, root]);
    try {
      await execa("cp", ["--archive", `${tree}/.`, root]);
      const lines = [
        `UUID=${rootUuid} / ext4 errors=remount-ro 0 1`,
        `UUID=${await uuidOf(`${device}p3`)} none swap sw 0 0`,
        ...(firmware === "uefi" ? [`UUID=${await uuidOf(`${device}p1`)} /boot/efi vfat umask=0077 0 1`] : []),
      ];
      await writeFile(join(root, "etc/fstab"), `${lines.join("\n")}\n`);
      await execa("mkdir", ["-p", join(root, "boot/efi")]);
      const settings = 'GRUB_TIMEOUT=0\nGRUB_CMDLINE_LINUX="console=ttyS0,115200"\nGRUB_DISABLE_OS_PROBER=true\n';
      await writeFile(join(root, "etc/default/grub"), settings);
      await copyFile(join(projectRoot, "build/bareon"), join(root, "usr/local/sbin/bareon-provision"));
      await execa("chmod", ["755", join(root, "usr/local/sbin/bareon-provision")]);
      await installOwnGrub(root, device, { firmware, uuid: rootUuid });
    } finally {
      await execa("umount", [root]);
    }
  } finally {
    await rmdir(root);
    await forgetPartitions(device);
    await execa("losetup", ["--detach", device]);
  }
}
