/** Another copy of the multiboot partition in the place of the truth, while that cannot be written: its disk fails, or is read-only. */
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { type FoundCopy, readCopy } from "./copies.ts";
import type { BootStore } from "./store.ts";

/** Of a partition that is there, and takes no writes. */
export class Unwritable extends BareonError {}

/** One that the truth has nothing over: what was decided by that holds for it as well. */
function isEqual({ head }: BootStore, { menuText, environment: { env, problem } }: FoundCopy): boolean {
  return (
    menuText !== undefined &&
    menuText === head?.menuText &&
    problem === null &&
    env.sequence === head.environment.env.sequence
  );
}

async function passOn({ host }: Context, store: BootStore, tried: readonly string[]): Promise<BootStore | undefined> {
  const { partition, copies, mounts } = store;
  const next = copies.find((copy) => !tried.includes(copy.device) && isEqual(store, copy));
  if (next === undefined) return undefined;
  await mounts.unmountAll();
  // A part of the change may be there, with its number: the next one has to be greater.
  const former = await readCopy(store, host, partition);
  await mounts.unmountAll();
  return {
    ...store,
    partition: { ...partition, device: next.device, uuid: next.uuid },
    copies: [former, ...copies.filter((copy) => copy !== next)],
    head: next,
  };
}

/** Writes the truth; if that cannot be written, one that is equal to it, which then is the newest. Throws what the first try has thrown if there is none. */
export async function writeTruth<T>(
  ctx: Context,
  store: BootStore,
  write: (store: BootStore) => Promise<T>,
  tried: readonly string[] = [],
): Promise<T> {
  try {
    return await write(store);
  } catch (error) {
    const seen = [...tried, store.partition.device];
    const next = error instanceof Unwritable ? await passOn(ctx, store, seen) : undefined;
    if (next === undefined) throw error;
    return await writeTruth(ctx, next, write, seen);
  }
}
