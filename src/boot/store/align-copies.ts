/** Brings the copies of the multiboot partition alike: the truth is written first, by whoever changes it, and each other copy is then made what it is, by the same protocols. */
import { sectorSize } from "../../base/sizes.ts";
import { BareonError } from "../../base/errors.ts";
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import { findMark } from "../menu/copies.ts";
import { findDefault } from "../menu/default-field.ts";
import { menuPath } from "../menu/menu.ts";
import { isEdited, nextSequence } from "../state/copies.ts";
import { environmentPath, type GrubEnv } from "../state/environment.ts";
import { historyPath } from "../state/history.ts";
import { armedByAll, findDiffering, findLost, readTruth, storeAt, type Texts, toldFiles } from "./copy-content.ts";
import { readEnvironment } from "./environment-file.ts";
import {
  ensureEnvironment,
  type InPlace,
  overwriteEnvironment,
  overwriteFirstSector,
  overwriteState,
  unwritable,
  verify,
} from "./overwrite.ts";
import { isSameBeyondFirst } from "./kept-files.ts";
import { chooseAgain } from "./other-copy.ts";
import { removeIfThere, replaceFiles } from "./replace-files.ts";
import { type BootStore, enterStore } from "./store.ts";

/** What a change of the truth is numbered with, and what it has to write besides; nothing on a node without copies. `directory` is its top. */
export async function numberChange(
  host: Host,
  store: BootStore,
  directory: string,
  { time, ...asked }: InPlace & { readonly time: Date },
): Promise<InPlace> {
  const menuText = (await readTextInRoot(host, directory, menuPath)) ?? "";
  if (findMark(menuText) === undefined) return asked;
  const environment = await readEnvironment(host, directory);
  const armed = armedByAll(store, environment.env);
  const sequence = nextSequence([...store.copies, { menuText, environment }], time);
  // What another program has made the default becomes a change like any other.
  const kept = isEdited(menuText) ? { defaultIndex: findDefault(menuText).index } : {};
  return { ...kept, ...asked, environment: { ...(asked.environment ?? armed), sequence } };
}

function sectorsOf(text: string): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  return Array.from({ length: Math.ceil(bytes.length / sectorSize) }, (_, index) =>
    bytes.slice(index * sectorSize, (index + 1) * sectorSize),
  );
}

async function alignMenu(ctx: Context, copy: BootStore, text: string): Promise<void> {
  const { host } = ctx;
  const directory = await enterStore(copy, "alone");
  const found = await readTextInRoot(host, directory, menuPath);
  await copy.mounts.unmountAll();
  if (isSameBeyondFirst(found, text)) await overwriteFirstSector(host, await enterStore(copy, "write"), text);
  else await replaceFiles(ctx, copy, [{ path: menuPath, text }]);
  await copy.mounts.unmountAll();
}

async function alignEnvironment(ctx: Context, copy: BootStore, environment: GrubEnv): Promise<void> {
  const directory = await ensureEnvironment(ctx, copy, await enterStore(copy, "write"), environment);
  await overwriteEnvironment(ctx.host, directory, environment);
  await copy.mounts.unmountAll();
}

/** It is for people, and is written sector by sector, as each change writes it. */
async function alignHistory({ host }: Context, copy: BootStore, text: string): Promise<void> {
  const directory = await enterStore(copy, "write");
  const place = await resolveInRoot(host, directory, historyPath);
  const found = await readTextInRoot(host, directory, historyPath);
  if (found?.length !== text.length) await host.writeFile(place, text);
  else {
    const former = sectorsOf(found);
    for (const [index, bytes] of sectorsOf(text).entries())
      if (Buffer.compare(bytes, former[index] ?? new Uint8Array()) !== 0)
        await host.writeInSector(place, index * sectorSize, bytes);
  }
  await copy.mounts.unmountAll();
}

async function alignTold(ctx: Context, copy: BootStore, wanted: Texts, differing: readonly string[]): Promise<void> {
  const files = toldFiles.filter(({ path }) => differing.includes(path));
  const there = files.flatMap((file) => {
    const text = wanted.get(file.path);
    return text === undefined ? [] : [{ ...file, text }];
  });
  if (there.length > 0) await replaceFiles(ctx, copy, there);
  const directory = await enterStore(copy, "write");
  for (const { path } of files)
    if (wanted.get(path) === undefined) await removeIfThere(ctx.host, await resolveInRoot(ctx.host, directory, path));
  await copy.mounts.unmountAll();
}

/**
 * In the order in which a change is written: the menu, then what is armed, then what GRUB does not read. At each moment GRUB sees on it
 * what was there, a default whose trial it takes for confirmed or superseded, a menu for which nothing is armed, or what is to be there.
 */
async function alignCopy(ctx: Context, copy: BootStore, wanted: Texts, environment: GrubEnv): Promise<boolean> {
  const { host } = ctx;
  const { mounts } = copy;
  const differing = await findDiffering(host, copy, wanted);
  await mounts.unmountAll();
  if (differing.length === 0) return false;
  try {
    const [menuText, history] = [wanted.get(menuPath), wanted.get(historyPath)];
    if (menuText !== undefined && differing.includes(menuPath)) await alignMenu(ctx, copy, menuText);
    if (differing.includes(environmentPath)) await alignEnvironment(ctx, copy, environment);
    if (history !== undefined && differing.includes(historyPath)) await alignHistory(ctx, copy, history);
    if (toldFiles.some(({ path }) => differing.includes(path))) await alignTold(ctx, copy, wanted, differing);
  } catch (error) {
    throw unwritable(copy, error);
  }
  const decisive = new Map([...wanted].flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
  await verify(host, copy, new Map([...decisive].filter(([path]) => path === menuPath || path === environmentPath)));
  await mounts.unmountAll();
  return true;
}

export interface Aligned {
  /** The devices of the copies that were written. */
  readonly written: readonly string[];
  /** Why a copy stays as it is; reported as well. */
  readonly warnings: readonly string[];
}

async function tellStale({ report }: Context, { partition, mounts }: BootStore, error: unknown): Promise<string> {
  if (!(error instanceof BareonError)) throw error;
  const message = `The copy of the multiboot partition on ${partition.device} is not up to date: ${error.message}`;
  report({ event: "warning", message });
  await mounts.unmountAll();
  return message;
}

/** Makes every copy that is there what the truth is. One that cannot be written is a warning: the others boot the node. Throws as writeState if it is the truth. */
export async function alignCopies(ctx: Context, opened: BootStore): Promise<Aligned> {
  if (opened.copies.length === 0) return { written: [], warnings: [] };
  const store = await chooseAgain(ctx, opened);
  const wanted = await readTruth(ctx.host, store);
  const { env } = await readEnvironment(ctx.host, await enterStore(store, "read"));
  const lost = await findLost(ctx.host, store, wanted);
  await store.mounts.unmountAll();
  const environment = armedByAll(store, env);
  const written: string[] = [];
  const warnings: string[] = [];
  if (lost.length > 0) {
    try {
      await alignTold(ctx, store, wanted, lost);
      written.push(store.partition.device);
    } catch (error) {
      warnings.push(await tellStale(ctx, store, unwritable(store, error)));
    }
  }
  for (const { device, uuid } of store.copies) {
    try {
      if (await alignCopy(ctx, storeAt(store, { device, uuid }), wanted, environment)) written.push(device);
    } catch (error) {
      warnings.push(await tellStale(ctx, storeAt(store, { device, uuid }), error));
    }
  }
  return { written, warnings };
}

/** As alignCopies, where nothing else is changed: what GRUB has used up in one copy, or another program has changed, becomes so in the truth first. */
export async function repairCopies(ctx: Context, opened: BootStore, time: Date): Promise<Aligned> {
  if (opened.copies.length === 0) return { written: [], warnings: [] };
  const { host } = ctx;
  const store = await chooseAgain(ctx, opened);
  const directory = await enterStore(store, "write");
  const menuText = (await readTextInRoot(host, directory, menuPath)) ?? "";
  const { env, problem } = await readEnvironment(host, directory);
  const armed = armedByAll(store, env);
  const isUsedUp = armed.once !== env.once || armed.left !== env.left;
  const failed: string[] = [];
  if (problem === null && (isUsedUp || isEdited(menuText))) {
    try {
      const change = await numberChange(host, store, directory, { time });
      await overwriteState(host, store, directory, change);
    } catch (error) {
      failed.push(await tellStale(ctx, store, unwritable(store, error)));
    }
  }
  await store.mounts.unmountAll();
  const { written, warnings } = await alignCopies(ctx, store);
  return { written, warnings: [...failed, ...warnings] };
}
