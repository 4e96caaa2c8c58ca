/** Small files in place of kernel and initrd of a ramdisk, which nothing boots. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { appendSegment } from "../../../src/build/initramfs.ts";
import { kernelBytes } from "../systems/kernel-bytes.ts";
import { scratchFolder } from "./scratch.ts";

function armKernel(): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set(new TextEncoder().encode("ARM\u0064"), 0x38);
  return bytes;
}

/** Makes the folder with both files, and returns it. */
export async function standInRamdisk(folder: string, machine: "x86_64" | "aarch64"): Promise<string> {
  await using content = await scratchFolder();
  await writeFile(join(content.path, "init"), `#!/bin/sh\necho ${machine}\n`, { mode: 0o755 });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "vmlinuz"), machine === "x86_64" ? kernelBytes() : armKernel());
  await appendSegment(join(folder, "initrd.img"), content.path);
  return folder;
}
