/** Writes to the multiboot partition in place, each inside one sector, and reads back what must be there then. write.ts and align-copies.ts say what. */
import { joinAll } from "../../host/wait.ts";
import { sectorSize } from "../../base/sizes.ts";
import { BareonError } from "../../base/errors.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import { readUncached } from "../../programs/dd.ts";
import { withMark } from "../menu/copies.ts";
import { planDefault } from "../menu/default-field.ts";
import { menuPath } from "../menu/menu.ts";
import { type GrubEnv, environmentPath, renderEnvironment, idleEnvironment } from "../state/environment.ts";
import { readEnvironment } from "./environment-file.ts";
import { Unwritable } from "./other-copy.ts";
import { replaceFiles } from "./replace-files.ts";
import { readMember } from "./info-file.ts";
import { type BootStore, enterStore } from "./store.ts";

/** By path; what must be on the disk at the end. */
export type Expected = Map<string, string>;

export function unwritable(store: BootStore, error: unknown): unknown {
  if (!(error instanceof BareonError) || error.exit !== "failure") return error;
  return new Unwritable("readonly", `The boot state on ${store.partition.device} cannot be written. ${error.message}`, {
    cause: error,
  });
}

/** Reads from the disk itself, which was unmounted since it was written. Throws "unverified" if it differs. */
export async function verify(host: Host, store: BootStore, expected: Expected): Promise<void> {
  const directory = await enterStore(store, "read");
  for (const [path, text] of expected) {
    const { stdout } = await store.mounts.run(readUncached(await resolveInRoot(host, directory, path)));
    if (stdout !== text) {
      throw new BareonError("unverified", `${path} on ${store.partition.device} is not what was written to it.`, {
        hint: "Look at the disk's health (dmesg, smartctl); then run the command again.",
      });
    }
  }
}

/** The whole environment block as text. */
export function environmentText(environment: GrubEnv): string {
  return new TextDecoder().decode(renderEnvironment(environment));
}

/** Only the first sector is ever written. */
export async function overwriteEnvironment(host: Host, directory: string, environment: GrubEnv): Promise<void> {
  const bytes = renderEnvironment(environment).subarray(0, sectorSize);
  await host.writeInSector(await resolveInRoot(host, directory, environmentPath), 0, bytes);
}

/** The first sector of a menu, in which its default and its mark are. */
export async function overwriteFirstSector(host: Host, directory: string, menuText: string): Promise<void> {
  const bytes = new TextEncoder().encode(menuText).subarray(0, sectorSize);
  await host.writeInSector(await resolveInRoot(host, directory, menuPath), 0, bytes);
}

/** `sequence` is the number of the change, which the menu then has as well; undefined on a node without copies. */
async function overwriteDefault(
  host: Host,
  store: BootStore,
  directory: string,
  { index, sequence }: { readonly index: number; readonly sequence: number | undefined },
): Promise<string> {
  const [menuText, place] = await joinAll([
    readMember(host, store.partition, directory, menuPath),
    resolveInRoot(host, directory, menuPath),
  ]);
  const change = planDefault(menuText, index);
  if (sequence !== undefined) {
    const after = withMark(change.after, { sequence, written: index });
    await overwriteFirstSector(host, directory, after);
    return after;
  }
  await host.writeInSector(place, change.offset, new TextEncoder().encode(change.field));
  return change.after;
}

/** What is written in place; what is absent stays as it is. */
export interface InPlace {
  readonly defaultIndex?: number;
  readonly environment?: GrubEnv;
}

/** Returns what must be on the disk then. */
export async function overwriteState(
  host: Host,
  store: BootStore,
  directory: string,
  { defaultIndex, environment }: InPlace,
): Promise<Expected> {
  const expected: Expected = new Map();
  // The default first: if the power fails between the two, GRUB sees that the trial was confirmed or superseded.
  if (defaultIndex !== undefined) {
    const change = { index: defaultIndex, sequence: environment?.sequence };
    expected.set(menuPath, await overwriteDefault(host, store, directory, change));
  }
  if (environment !== undefined) {
    await overwriteEnvironment(host, directory, environment);
    expected.set(environmentPath, environmentText(environment));
  }
  return expected;
}

/**
 * An environment block that has a sector to write in, in a partition that is mounted for writing at `directory`: one that is missing, or
 * laid out otherwise than bareon's, is replaced by one in which nothing is armed. Returns the directory to go on in.
 */
export async function ensureEnvironment(
  ctx: Context,
  store: BootStore,
  directory: string,
  { generation }: GrubEnv,
): Promise<string> {
  if ((await readEnvironment(ctx.host, directory)).problem === null) return directory;
  await replaceFiles(ctx, store, [{ path: environmentPath, text: environmentText(idleEnvironment(generation)) }]);
  return await enterStore(store, "write");
}
