/** Looks whether a file of a tree is a kernel or an initrd, by its first bytes. */
import type { Host } from "../../host/host.ts";
import { detectCompression } from "../../formats/compression.ts";
import { describeHead, isInitrd } from "../../formats/initrd.ts";
import { type KernelImage, kernelHead, readKernelImage } from "../../formats/kernel-image.ts";

/** As much of a packed file as holds the head of what is in it, and as that can at most unpack to (deflate packs 1032 to 1). */
const packedHead = 4096;
const mostUnpacked = packedHead * 1032;

/** GRUB unpacks gzip while it reads; arm64 kernels of some distributions need it. Undefined for damage. */
async function unpack(head: Uint8Array): Promise<Uint8Array | undefined> {
  // Few kernels are packed so, and each start would take the time to load it.
  const { constants, gunzipSync } = await import("node:zlib");
  try {
    return gunzipSync(head.subarray(0, packedHead), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: mostUnpacked,
    }).subarray(0, kernelHead);
  } catch {
    return undefined;
  }
}

/** The kernel in a regular file; undefined if it holds none. */
export async function readKernelFile(host: Host, place: string): Promise<KernelImage | undefined> {
  const head = await host.readBytes(place, 0, kernelHead);
  const plain = detectCompression(head) === "gzip" ? await unpack(head) : head;
  return plain === undefined ? undefined : readKernelImage(plain);
}

/** True if a file begins with nothing but zeros, as one whose data a crash has lost. */
export async function isBlank(host: Host, place: string): Promise<boolean> {
  return (await host.readBytes(place, 0, 4096)).every((byte) => byte === 0);
}

/** True if a kernel unpacks the regular file as an initramfs. */
export async function isInitrdFile(host: Host, place: string): Promise<boolean> {
  return isInitrd(await host.readBytes(place, 0, 4096));
}

/** What it looks like, for a message. */
export async function describeFile(host: Host, place: string): Promise<string> {
  return describeHead(await host.readBytes(place, 0, kernelHead));
}
