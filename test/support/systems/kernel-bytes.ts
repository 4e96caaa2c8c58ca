/** The first bytes of kernels, for trees in which nothing is booted. */

/** A bzImage for 64 bits, of a few bytes with that release in it, as Linux' boot protocol has it; it does nothing. */
export function kernelBytes(release = "6.1"): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set([0x55, 0xaa], 0x1fe);
  bytes.set(new TextEncoder().encode("HdrS"), 0x202);
  bytes.set([0x0f, 0x02, 0, 0, 0, 0, 0, 0, 0x00, 0x01], 0x206);
  bytes.set([1, 0], 0x236);
  bytes.set(new TextEncoder().encode(`${release} (root@build) #1 SMP`), 0x300);
  return bytes;
}
