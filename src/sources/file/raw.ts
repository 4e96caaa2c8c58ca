/** Images of one filesystem: the volume is cleared, the body written past the page cache, and the head last, when all of it is verified. */
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import type { Context } from "../../host/host.ts";
import { writeZeros } from "../../programs/blkdiscard.ts";
import { writeUncached } from "../../programs/dd.ts";
import { drain, splitHead } from "./byte-streams.ts";

/** What of a filesystem is held back until all of it is verified: its superblock lies there, but for the copies that only repair programs read. */
const headSize = MiB;

export interface RawImage {
  /** The image in messages, such as "image red". */
  readonly what: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Bytes of the filesystem. */
  readonly size: number;
}

/** From now on nothing mounts what was on the volume. */
export async function clearHead({ host }: Context, device: string): Promise<void> {
  await host.run(writeZeros(device, 0, headSize));
}

/**
 * Writes the image to a volume that holds at least a filesystem of that size. Zeros are written like anything else: that the place
 * of them reads as zeros is known only after it was filled with them, which takes many disks as long. Throws BareonError "failure" where
 * the image ends before its filesystem.
 */
export async function writeRaw(ctx: Context, device: string, { what, bytes, size }: RawImage): Promise<void> {
  await clearHead(ctx, device);
  const { body, head, total } = splitHead(bytes, headSize);
  await drain(ctx.host.stream(writeUncached(device, headSize), body));
  if (total() < size) {
    throw new BareonError(
      "failure",
      `${what} ends early: of its filesystem of ${size} bytes only ${total()} are there`,
      { hint: "Make the image anew, and give its checksum." },
    );
  }
  async function* last(): AsyncGenerator<Uint8Array, void> {
    yield head();
  }
  await drain(ctx.host.stream(writeUncached(device, 0), last()));
}
