/** Disks that want to be taken for the medium: with its labels and UUIDs, and with all that a GRUB may look for on them. */
import { mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Disk } from "../vm/disk.ts";
import { fillEsp } from "../vm/uefi.ts";
import { labKernel, makeSmallMedium, makeTalkingInitrd, mediumDisk } from "./small-medium.ts";

const menu = `set default=0
set timeout=0
menuentry hostile {
  linux ($root)/boot/vmlinuz console=ttyS0,115200
  initrd ($root)/boot/initrd.img
}
`;

/** A FAT over the whole disk, with the label and number of the medium's. */
async function makeBait(folder: string): Promise<string> {
  const [path, initrd] = [join(folder, "bait.raw"), join(folder, "bait.img")];
  await makeTalkingInitrd(initrd, "hostile bait");
  await execa("mkfs.fat", ["-F", "16", "-i", "ba4e0f01", "-n", "BAREON", "-C", path, String(40 * 1024)]);
  const text = (content: string): Uint8Array => Buffer.from(content);
  await fillEsp(path, [
    ...[".disk/info", ".disk/mini-info"].map((name) => ({ path: name, content: text("Debian\n") })),
    ...["boot/grub/grub.cfg", "boot/grub/x86_64-efi/grub.cfg", "EFI/BOOT/grub.cfg", "EFI/debian/grub.cfg"].map(
      (name) => ({
        path: name,
        content: text(menu),
      }),
    ),
    { path: "boot/vmlinuz", content: await readFile(labKernel) },
    { path: "boot/initrd.img", content: await readFile(initrd) },
  ]);
  return path;
}

/** A twin of the medium that boots something else, and a disk with every file that Debian's GRUB searches disks for. */
export async function makeHostileDisks(parent: string): Promise<readonly Disk[]> {
  const folder = await mkdtemp(join(parent, "hostile-"));
  const twin = await makeSmallMedium(folder, "hostile twin");
  const bait = await makeBait(folder);
  return [twin, bait].map((path) => ({ ...mediumDisk(path, "virtio"), serial: path === twin ? "twin" : "bait" }));
}
