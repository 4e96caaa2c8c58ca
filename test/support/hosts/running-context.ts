/** This machine as a Context in which another system runs: the kernel command line and the root are those of a test disk. */
import type { Context } from "../../../src/host/host.ts";
import { kernelBytes } from "../systems/kernel-bytes.ts";
import { localContext } from "./local-context.ts";
import type { MultibootDisk } from "../disks/multiboot-disk.ts";

/** By the links and by the names of the files. */
const bootFiles = new Set(["/vmlinuz", "/initrd.img", "/boot/vmlinuz-6.1", "/boot/initrd.img-6.1"]);

/** The disk's root at that place runs, booted for that reason. */
export async function runningContext(disk: MultibootDisk, index: number, reason: string): Promise<Context> {
  const ctx = localContext();
  const device = disk.roots[index]?.device ?? "";
  const number = (await ctx.host.facts(device))?.device ?? "";
  const files = new Map([
    ["/proc/cmdline", `bareon.entry=${index} bareon.reason=${reason} bareon.left=1`],
    ["/proc/self/mountinfo", `22 1 ${number} / / rw - ext4 ${device} rw\n`],
  ]);
  // A root that runs is looked at in place, where this machine's own files are: so its kernel and initrd are those of the disk.
  const facts = async (path: string): ReturnType<Context["host"]["facts"]> =>
    bootFiles.has(path)
      ? { kind: "file", size: 1, mode: 0o644, owner: 0, device: undefined }
      : await ctx.host.facts(path);
  const readBytes: Context["host"]["readBytes"] = async (path, ...range) =>
    bootFiles.has(path) ? kernelBytes() : await ctx.host.readBytes(path, ...range);
  return {
    ...ctx,
    host: {
      ...ctx.host,
      facts,
      readBytes,
      readText: async (path) => files.get(path) ?? (await ctx.host.readText(path)),
    },
  };
}
