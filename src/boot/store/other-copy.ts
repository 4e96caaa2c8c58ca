/** Another copy of the multiboot partition in the place of the truth, while that cannot be written: its disk fails, or is read-only. */
import { BareonError } from "../../base/errors.ts";
import type { Context } from "../../host/host.ts";
import { joinAll } from "../../host/wait.ts";
import { newestCopy } from "../state/copies.ts";
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

/**
 * The store with the copy that is the newest now: a change before may have gone to another one than that which the store was opened with. Of
 * equal ones it is that which was the truth.
 */
export async function chooseAgain({ host }: Context, store: BootStore): Promise<BootStore> {
  const { partition, copies, mounts } = store;
  if (copies.length === 0) return store;
  // What is mounted for reading shows what was there then.
  await mounts.unmountAll();
  const all = await joinAll([partition, ...copies].map(async (place) => await readCopy(store, host, place)));
  await mounts.unmountAll();
  const head = all[newestCopy(all)];
  if (head === undefined) return store;
  const { device, uuid } = head;
  return { ...store, partition: { ...partition, device, uuid }, copies: all.filter((copy) => copy !== head), head };
}

/** Writes the truth; if that cannot be written, one that is equal to it, which then is the newest. Throws what the first try has thrown if there is none. */
export async function writeTruth<T>(
  ctx: Context,
  opened: BootStore,
  write: (store: BootStore) => Promise<T>,
): Promise<T> {
  const tried: string[] = [];
  let store = await chooseAgain(ctx, opened);
  for (;;) {
    try {
      return await write(store);
    } catch (error) {
      tried.push(store.partition.device);
      const next = error instanceof Unwritable ? await passOn(ctx, store, tried) : undefined;
      if (next === undefined) throw error;
      store = next;
    }
  }
}
