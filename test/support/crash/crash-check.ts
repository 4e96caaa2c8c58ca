/** Cuts the power at sampled moments of a recorded change, and has GRUB's own filesystem driver read what is then on the disk. */
import { copyFile } from "node:fs/promises";
import { execa } from "execa";
import { environmentPath } from "../../../src/boot/state/environment.ts";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import { type CrashState, crashStates, createRandom } from "./crash-states.ts";
import { changingWrites, type Epoch, patchSectors } from "./write-log.ts";

/** What is seen without replaying the journal, as GRUB does: the texts of the files, or why there is none. */
export interface Seen {
  readonly menu: string;
  readonly environment: string;
  readonly info: string;
  readonly record: string;
}

export interface CrashFinding<S = Seen> {
  /** How many states were read. */
  readonly states: number;
  /** What GRUB saw that is not among what was allowed. */
  readonly bad: readonly S[];
}

/** The path is GRUB's: `/boot/x` on the image itself, `(loop0,gpt2)/boot/x` on a partition of it. */
export async function readAsGrub(image: string, path: string): Promise<string> {
  const { exitCode, stdout, stderr } = await execa("grub-fstest", ["--", image, "cat", path], {
    reject: false,
    encoding: "latin1",
    stripFinalNewline: false,
  });
  return exitCode === 0 ? stdout : `GRUB says: ${stderr}`;
}

export async function seenByGrub(image: string): Promise<Seen> {
  const paths = [menuPath, environmentPath, infoPath, recordPath];
  const [menu = "", environment = "", info = "", record = ""] = await Promise.all(
    paths.map(async (path) => await readAsGrub(image, `/${path}`)),
  );
  return { menu, environment, info, record };
}

export interface Recorded {
  /** The disk before the first write; it is left alone. */
  readonly before: string;
  readonly epochs: readonly Epoch[];
}

/** The epochs without the writes that change nothing. */
async function readChanges(image: string, epochs: readonly Epoch[]): Promise<Epoch[]> {
  const changes: Epoch[] = [];
  for (const epoch of epochs) {
    changes.push(await changingWrites(image, epoch));
    await patchSectors(image, epoch);
  }
  return changes;
}

/** Each epoch gets its share of the states, and what a small one does not need goes to the others. */
function shareStates(epochs: readonly Epoch[], most: number, seed: number): CrashState[][] {
  const random = createRandom(seed);
  const shares = new Map<Epoch, CrashState[]>();
  let left = most;
  const bySize = epochs.toSorted((one, other) => one.length - other.length);
  for (const [index, epoch] of bySize.entries()) {
    const states = crashStates(epoch, Math.max(2, Math.ceil(left / (bySize.length - index))), random);
    shares.set(epoch, states);
    left -= states.length;
  }
  return epochs.map((epoch) => shares.get(epoch) ?? []);
}

export interface CrashRule<S> {
  readonly see: (image: string) => Promise<S>;
  readonly isAllowed: (seen: S) => boolean;
}

/** Reads up to about `most` different crash states. */
export async function checkCrashes<S>(
  { before, epochs }: Recorded,
  { see, isAllowed }: CrashRule<S>,
  most: number,
  seed = 1,
): Promise<CrashFinding<S>> {
  const image = `${before}.crash`;
  await copyFile(before, image);
  const changes = (await readChanges(image, epochs)).filter((epoch) => epoch.length > 0);
  await copyFile(before, image);
  const bad: S[] = [];
  let states = 0;
  for (const [index, epochStates] of shareStates(changes, most, seed).entries()) {
    for (const state of epochStates) {
      const undo = await patchSectors(image, state);
      const seen = await see(image);
      states += 1;
      if (!isAllowed(seen)) bad.push(seen);
      await patchSectors(image, undo.toReversed());
    }
    await patchSectors(image, changes[index] ?? []);
  }
  return { states, bad };
}
