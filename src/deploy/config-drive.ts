/** Writes a config drive onto its partition, and reads it back past the page cache. */
import { BareonError } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import type { Context } from "../host/host.ts";
import { writeZeros } from "../programs/blkdiscard.ts";
import { readUncached, writeUncached } from "../programs/dd.ts";

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += MiB) yield bytes.subarray(at, at + MiB);
}

/** Throws BareonError "unverified" if the device does not hold the image. */
async function compare({ host }: Context, device: string, image: Uint8Array): Promise<void> {
  let done = 0;
  for await (const piece of host.stream(readUncached(device))) {
    const wanted = image.subarray(done, done + piece.length);
    if (Buffer.compare(piece.subarray(0, wanted.length), wanted) !== 0)
      throw new BareonError("unverified", `${device} does not hold what was written to it`);
    done += wanted.length;
    if (done >= image.length) return;
  }
  throw new BareonError("unverified", `${device} ends after ${done} bytes`);
}

/** `size` is that of the partition; nothing of a former drive stays on it. */
export async function writeConfigDrive(
  ctx: Context,
  { device, size }: { readonly device: string; readonly size: number },
  image: Uint8Array,
): Promise<void> {
  const { host } = ctx;
  await host.run(writeZeros(device, 0, size));
  const written = host.stream(writeUncached(device, 0), inPieces(image));
  for (let next = await written.next(); next.done !== true; next = await written.next());
  await compare(ctx, device, image);
}
