/** Makes segments of an initramfs by cpio(1), which the kernel unpacks one after the other; what goes in is decided by the caller. */
import { lutimes, readdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

/**
 * Appends everything in the folder to the file as one segment, in the "newc" form and owned by root; the file is made if it is
 * missing. The times in the folder are set to 0, so that the same content makes the same segment.
 */
export async function appendSegment(file: string, folder: string): Promise<void> {
  // Sorted, so that a directory comes before what is in it, which the kernel needs.
  const paths = (await readdir(folder, { recursive: true })).sort();
  for (const path of paths) await lutimes(join(folder, path), 0, 0);
  await execa("cpio", ["--create", "--null", "--format=newc", "--owner=+0:+0", "--reproducible", "--quiet"], {
    cwd: folder,
    input: paths.map((path) => `${path}\0`).join(""),
    stdout: { file, append: true },
    buffer: { stdout: false },
  });
}
