/** Checksums of partitions in a disk image, read on this machine; a virtual machine may have it running. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { execa } from "execa";

interface Table {
  readonly partitiontable: { readonly partitions: readonly { readonly start: number; readonly size: number }[] };
}

/** Of the partitions in the order of their start, from 1; without the first `skip` bytes of each. What a guest wrote must be flushed. */
export async function partitionSums(path: string, numbers: readonly number[], skip = 0): Promise<string[]> {
  const { stdout } = await execa("sfdisk", ["--json", "--", path]);
  const { partitions } = (JSON.parse(stdout) as Table).partitiontable;
  return await Promise.all(
    numbers.map(async (number) => {
      const { start = 0, size = 0 } = partitions[number - 1] ?? {};
      const hash = createHash("sha256");
      const range = { start: start * 512 + skip, end: (start + size) * 512 - 1 };
      for await (const piece of createReadStream(path, { ...range, highWaterMark: 1 << 20 }))
        hash.update(piece as Uint8Array);
      return hash.digest("hex");
    }),
  );
}
