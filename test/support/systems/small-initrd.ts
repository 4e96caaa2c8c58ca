/** An initramfs of a megabyte for a root on ext4 and a virtio disk, which a machine without KVM unpacks in no time. */
import { chmod, copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { appendSegment } from "../../../src/build/initramfs.ts";

const init = (modules: readonly string[]): string => `#!/bin/busybox sh
b=/bin/busybox
$b mount -t proc proc /proc
$b mount -t devtmpfs devtmpfs /dev
for module in ${modules.join(" ")}; do $b insmod /$module; done
for word in $($b cat /proc/cmdline); do
  case $word in root=*) root=\${word#root=} ;; esac
done
for try in 1 2 3 4 5 6 7 8 9; do
  device=$($b findfs "$root") && break
  $b sleep 1
done
$b mount -o ro "$device" /root && $b umount /proc && $b mount -o move /dev /root/dev && exec $b switch_root /root /sbin/init
echo "initramfs: $root cannot be mounted"
exec $b poweroff -f
`;

/** Makes it that of a tree, with the modules of the Debian image that the tree has its kernel from. */
export async function makeSmallInitrd(debianTree: string, tree: string): Promise<void> {
  const folder = `${tree}.initrd`;
  for (const path of ["bin", "proc", "dev", "root"]) await mkdir(join(folder, path), { recursive: true });
  await copyFile(join(tree, "bin/busybox"), join(folder, "bin/busybox"));
  const [release = ""] = await readdir(join(debianTree, "lib/modules"));
  const modules = new Set<string>();
  for (const module of ["virtio_pci", "virtio_blk", "ext4"]) {
    const words = ["--dirname", debianTree, "--set-version", release, "--show-depends", module];
    for (const [, path = ""] of (await execa("modprobe", words)).stdout.matchAll(/^insmod (?<path>\S+)/gmu)) {
      await copyFile(path, join(folder, basename(path)));
      modules.add(basename(path));
    }
  }
  await writeFile(join(folder, "init"), init([...modules]));
  await chmod(join(folder, "init"), 0o755);
  const file = join(tree, `boot/initrd.img-${release}`);
  await rm(file, { force: true });
  await appendSegment(file, folder);
  await rm(folder, { recursive: true });
}
