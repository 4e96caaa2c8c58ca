/** Writes what a long transfer left in the page cache to the disk in small steps, so that nobody's fsync has to wait for all of it. */
import type { Context } from "../host/host.ts";
import { every } from "../host/wait.ts";
import { syncFilesystem } from "../programs/mount.ts";

/** Seconds between two flushes: at 200 MB a second not more than 400 MB are waiting. */
const interval = 2;

/**
 * Does the action, and flushes the filesystems of these folders meanwhile. No flush goes on when it returns, so that what is mounted
 * there is not busy; what could not be written is told by the last flush, which is that of the umount.
 */
export async function whileFlushing<T>(ctx: Context, places: readonly string[], action: () => Promise<T>): Promise<T> {
  const flush = async (): Promise<void> => {
    for (const place of places)
      await ctx.host.run({ ...syncFilesystem(place), okCodes: [0, 1] }, { unabortable: true });
  };
  return await every(ctx, interval, flush, action);
}
