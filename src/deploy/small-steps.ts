/** Has a long transfer use the disk in small steps with pauses between them, for the sake of others who use the disk. */
import type { Context, Host } from "../host/host.ts";
import { resolveInRoot } from "../host/path-in-root.ts";
import { meanwhile, pause } from "../host/wait.ts";
import { syncFilesystem } from "../programs/mount.ts";

/** Seconds of the disk's time that one step is to take: somebody's fsync may have to wait for all of it. */
const wanted = 0.1;
/** For how many times as long as a step has taken the others have the disk then: the transfer has not more than 29 % of it. */
const share = 2.5;
/** Seconds between two steps, in which the page cache fills. */
const [first, shortest, longest] = [0.05, 0.02, 1];

/** Seconds that the transfer may run until its next step, after those in which it ran until one that took the disk for `took`. */
export function nextRun(run: number, took: number): number {
  const factor = Math.min(2, Math.max(0.25, wanted / took));
  return Math.min(longest, Math.max(shortest, run * factor));
}

/** What a transfer writes to. */
export interface Written {
  /** Block devices that nobody else uses meanwhile. */
  readonly devices: readonly string[];
  /** Folders whose filesystems have to be flushed; none if the page cache is passed by. */
  readonly places: readonly string[];
}

/**
 * Returns what tells for how many seconds the devices have worked, also to read, by the kernel's Documentation/block/stat.rst, "io_ticks". It is not
 * how long a flush takes, since a program that is nice may wait for the processor much longer than for the disk.
 */
async function openClock(host: Host, devices: readonly string[]): Promise<() => Promise<number>> {
  const numbers: string[] = [];
  for (const device of devices) numbers.push((await host.facts(await resolveInRoot(host, "/", device)))?.device ?? "");
  return async () => {
    let milliseconds = 0;
    for (const number of numbers) {
      const counts = (await host.readText(`/sys/dev/block/${number}/stat`))?.trim().split(/\s+/u) ?? [];
      milliseconds += Number(counts[9] ?? 0);
    }
    return milliseconds / 1000;
  };
}

/**
 * Does the action, whose programs are run by the context that it is handed. Again and again they are paused, what they have written is
 * flushed, and they stay paused for a while. No flush goes on when it returns, so that what is mounted there is not busy; what could
 * not be written is told by the last flush, which is that of the umount. Where the kernel does not count what devices do, nothing is
 * paused for longer than a flush.
 */
export async function inSmallSteps<T>(
  ctx: Context,
  { devices, places }: Written,
  action: (ctx: Context) => Promise<T>,
): Promise<T> {
  const programs = ctx.host.pausable();
  const worked = await openClock(ctx.host, devices);
  let run = first;
  let before = await worked();
  const step = async (signal: AbortSignal): Promise<number> => {
    programs.pause();
    try {
      for (const place of places)
        await ctx.host.run({ ...syncFilesystem(place), okCodes: [0, 1] }, { unabortable: true });
      const now = await worked();
      const took = now - before;
      before = now;
      run = nextRun(run, took);
      await pause(signal, took * share * 1000);
      return run;
    } finally {
      programs.resume();
    }
  };
  return await meanwhile(ctx, run, step, async () => await action({ ...ctx, host: programs.host }));
}
