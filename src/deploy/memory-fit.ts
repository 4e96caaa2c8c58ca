/** Whether what images keep in this machine's memory until the deploy has ended fits there. */
import { BareonError } from "../base/errors.ts";
import { renderSize } from "../base/sizes.ts";
import type { Context } from "../host/host.ts";
import { freeMemory } from "../host/memory.ts";
import type { MeasuredImage } from "../sources/source.ts";

/** Throws BareonError "source" if the files that all images keep in the memory until the end of the deploy do not fit there together. */
export async function checkKeptFiles(
  ctx: Pick<Context, "host">,
  measured: ReadonlyMap<string, Pick<MeasuredImage, "memory">>,
): Promise<void> {
  const kept = Array.from(measured).flatMap(([name, { memory = 0 }]) => (memory > 0 ? [{ name, memory }] : []));
  if (kept.length === 0) return;
  const needed = kept.reduce((sum, { memory }) => sum + memory, 0);
  const free = await freeMemory(ctx);
  if (needed <= free) return;
  const list = kept.map(({ name, memory }) => `image ${name} ${renderSize(memory)}`).join(", ");
  throw new BareonError(
    "source",
    `Files that come by torrents stay in the memory until the deploy has ended: that takes ${list}, and ${renderSize(free)} are free`,
    { hint: "Leave the torrent of an image out: then its file is written as it comes, from its own address." },
  );
}
