/** Images of one filesystem: the volume is cleared, the body written past the page cache, and the head last, when all of it is verified. */
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import type { Context } from "../../host/host.ts";
import { writeZeros } from "../../programs/blkdiscard.ts";
import { writeUncached } from "../../programs/dd.ts";
import type { FoundSuperblock } from "../../storage/filesystem/filesystem.ts";
import { detectContent } from "./detect-content.ts";
import { drain, splitHead } from "./byte-streams.ts";

/**
 * Bytes at the start of a filesystem that are held back until all of it is verified. Its superblock lies there; only repair
 * programs read the copies elsewhere.
 */
const headSize = MiB;

export interface RawImage {
  /** The image in messages, such as "image red". */
  readonly what: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The filesystem as it was found before the first write. */
  readonly expected: FoundSuperblock;
}

/** Overwrites the start of the volume, so that what was on it can no longer be mounted. */
export async function clearHead({ host }: Context, device: string): Promise<void> {
  await host.run(writeZeros(device, 0, headSize));
}

/**
 * Writes the image to a volume that is at least as large as its filesystem. Zeros are written too: skipping them needs a prior
 * zero-out, which is as slow on many disks. Throws BareonError "failure" if the image ends before its filesystem, or is another one than
 * expected.
 */
export async function writeRaw(ctx: Context, device: string, { what, bytes, expected }: RawImage): Promise<void> {
  await clearHead(ctx, device);
  const { body, head, total } = splitHead(bytes, headSize);
  await drain(ctx.host.stream(writeUncached(device, headSize), body));
  const { size } = expected;
  if (total() < size) {
    throw new BareonError(
      "failure",
      `${what} ends early: of its filesystem of ${size} bytes only ${total()} are there`,
      { hint: "Make the image anew, and give its checksum." },
    );
  }
  const found = detectContent(head());
  // A server may answer the second request otherwise than the first, of which the superblock was judged.
  if (
    found.kind !== "filesystem" ||
    found.type !== expected.type ||
    found.size !== size ||
    found.uuid !== expected.uuid
  )
    throw new BareonError(
      "failure",
      `${what} begins otherwise than it did when it was looked at before the first write`,
      {
        hint: "Deploy again when the image has its final content.",
      },
    );
  async function* last(): AsyncGenerator<Uint8Array, void> {
    yield head();
  }
  await drain(ctx.host.stream(writeUncached(device, 0), last()));
}
