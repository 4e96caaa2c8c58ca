/** Media that boot in seconds: the lab's kernel with an initrd that says which it is and switches the machine off. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { appendSegment } from "../../../src/build/initramfs.ts";
import { buildMedium } from "../../../src/build/media.ts";
import { labFolder } from "../files/paths.ts";
import type { Bus, Disk } from "../vm/disk.ts";

/** Linux locks itself as soon as it was started by Secure Boot. */
const init = (name: string): string => `#!/bin/busybox sh
b=/bin/busybox
$b mount -t proc proc /proc
$b mount -t sysfs sysfs /sys
$b mount -t securityfs securityfs /sys/kernel/security
lockdown=$($b cat /sys/kernel/security/lockdown)
$b echo "small initrd: ${name}, arguments $($b cat /proc/cmdline), lockdown $lockdown, UEFI $($b test -d /sys/firmware/efi && $b echo yes || $b echo no)."
$b poweroff -f
`;

/** Writes the initrd that calls itself so, with this machine's busybox or one for another architecture. */
export async function makeTalkingInitrd(path: string, name: string, busybox = "/bin/busybox"): Promise<void> {
  const folder = await mkdtemp(`${path}-`);
  for (const directory of ["bin", "proc", "sys"]) await mkdir(join(folder, directory));
  await copyFile(busybox, join(folder, "bin/busybox"));
  await writeFile(join(folder, "init"), init(name), { mode: 0o755 });
  await rm(path, { force: true });
  await appendSegment(path, folder);
  await rm(folder, { recursive: true });
}

export const labKernel = join(labFolder, "vmlinuz");

/** Makes FOLDER/NAME.iso, whose initrd calls itself by that name; all have the same labels, UUIDs and times. */
export async function makeSmallMedium(folder: string, name: string): Promise<string> {
  const [initrd, output] = [join(folder, `${name}.img`), join(folder, `${name}.iso`)];
  await makeTalkingInitrd(initrd, name);
  await buildMedium({ kernel: labKernel, initrd, output, epoch: 1_700_000_000 }, console.error);
  return output;
}

/** The same medium with another default entry of its menu, counted from 0. */
export async function chooseEntry(medium: string, entry: number, target: string): Promise<void> {
  const bytes = await readFile(medium);
  const [from, to] = ["set default=0\n", `set default=${entry}\n`];
  let count = 0;
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1), count += 1)
    bytes.write(to, at, "latin1");
  if (count !== 2) throw new Error(`${medium} has ${count} menus, not one for each firmware`);
  await writeFile(target, bytes);
}

/** The medium in that drive, or as a disk. */
export function mediumDisk(path: string, bus: Bus): Disk {
  return { path, format: "raw", serial: `medium-${bus}`, bus, sectorSize: 512, canDiscard: true, readOnly: true };
}
