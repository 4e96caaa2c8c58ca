/** Has a long transfer use the disk in small steps with pauses between them, for the sake of others who use the disk. */
import type { Context } from "../host/host.ts";
import { meanwhile, pause } from "../host/wait.ts";
import { syncFilesystem } from "../programs/mount.ts";

/** Seconds of the disk's time that one step is to take: somebody's fsync may have to wait for all of it. */
const wanted = 0.1;
/** For how many times as long as a step has taken the others have the disk then: the transfer has not more than 29 % of it. */
const share = 2.5;
/** Seconds between two flushes, in which the page cache fills. */
const [first, shortest, longest] = [0.05, 0.02, 1];

/** Seconds that the transfer may run until its next flush, after those in which it ran until one that took the disk for `took`. */
export function nextRun(run: number, took: number): number {
  const factor = Math.min(2, Math.max(0.25, wanted / took));
  return Math.min(longest, Math.max(shortest, run * factor));
}

/**
 * Does the action, whose programs are run by the context that it is handed. They are paused each time that the filesystems of these
 * folders are flushed, and for a while after that. No flush goes on when it returns, so that what is mounted there is not busy; what
 * could not be written is told by the last flush, which is that of the umount.
 */
export async function inSmallSteps<T>(
  ctx: Context,
  places: readonly string[],
  action: (ctx: Context) => Promise<T>,
): Promise<T> {
  const programs = ctx.host.pausable();
  let run = first;
  /** What a flush takes that has nothing to write: starting the program. */
  let least = Number.POSITIVE_INFINITY;
  const step = async (signal: AbortSignal): Promise<number> => {
    programs.pause();
    try {
      const begin = performance.now();
      for (const place of places)
        await ctx.host.run({ ...syncFilesystem(place), okCodes: [0, 1] }, { unabortable: true });
      const seconds = (performance.now() - begin) / 1000;
      least = Math.min(least, seconds);
      run = nextRun(run, seconds - least);
      await pause(signal, (seconds - least) * share * 1000);
      return run;
    } finally {
      programs.resume();
    }
  };
  return await meanwhile(ctx, run, step, async () => await action({ ...ctx, host: programs.host }));
}
