/** Trees of the lab's systems as layers of container images; needs root. */
import { join } from "node:path";
import { execa } from "execa";

/** The tree as a layer, after a script that runs in a copy of it, which is made in the folder. */
export async function layerOf(from: string, folder: string, name: string, script: string): Promise<Uint8Array> {
  const tree = join(folder, name);
  await execa("cp", ["--archive", "--reflink=auto", from, tree]);
  await execa("sh", ["-euc", script], { cwd: tree });
  const pack = ["--create", "--format=pax", "--xattrs", "--acls", `--directory=${tree}`, "."];
  const { stdout } = await execa("tar", pack, { encoding: "buffer", maxBuffer: 1024 * 1024 * 1024 });
  return stdout;
}

/** Kernel and initial ramdisk lie beside the modules, as images for bootc have them; /boot is empty. */
export const moveKernel =
  "cd boot; for file in vmlinuz-*; do version=${file#vmlinuz-}; mv $file ../lib/modules/$version/vmlinuz; mv initrd.img-$version ../lib/modules/$version/initramfs.img; done; ! ls | grep .; cd ..";
