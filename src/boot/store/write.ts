/** The two protocols by which what GRUB reads is written, one sector in place and checkpointed replace: bareon-design(7), "Write protocols". */
import { joinAll } from "../../host/wait.ts";
import { readTextInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import type { DeployRecord } from "../../schema/deploy-record.ts";
import { protect } from "../../programs/coreutils.ts";
import { checkScript } from "../../programs/grub.ts";
import { type GrubEnv, environmentPath } from "../state/environment.ts";
import { nextSequence } from "../state/copies.ts";
import type { NewLine } from "../state/history.ts";
import { findMark, withMark } from "../menu/copies.ts";
import { infoPath, menuPath } from "../menu/menu.ts";
import type { RenderedMenu } from "../menu/render-menu.ts";
import { recordMode, recordPath, renderRecord } from "./deploy-record.ts";
import { readEnvironment } from "./environment-file.ts";
import { addLine, findHistory, type Recorded } from "./history-file.ts";
import { alignCopies, numberChange } from "./align-copies.ts";
import {
  ensureEnvironment,
  environmentText,
  type Expected,
  overwriteEnvironment,
  overwriteState,
  unwritable,
  verify,
} from "./overwrite.ts";
import { writeTruth } from "./other-copy.ts";
import { newName, oldName, removeIfThere, replaceFiles } from "./replace-files.ts";
import { type BootStore, enterStore } from "./store.ts";

/** What the partition is to hold afterwards; what is absent stays as it is. */
export interface StateChange {
  readonly defaultIndex?: number;
  readonly environment?: GrubEnv;
  readonly line: NewLine;
}

async function overwrite(
  ctx: Context,
  store: BootStore,
  { line, ...asked }: StateChange,
): Promise<{ readonly expected: Expected; readonly recorded: Recorded }> {
  const { host } = ctx;
  const entered = await enterStore(store, "write");
  const change = await numberChange(host, store, entered, { ...asked, time: new Date(line.time) });
  const { environment } = change;
  const directory = environment === undefined ? entered : await ensureEnvironment(ctx, store, entered, environment);
  // The history is only read while the state is written; its line comes after that.
  const [expected, history] = await joinAll([
    overwriteState(host, store, directory, change),
    findHistory(host, directory),
  ]);
  return { expected, recorded: await addLine(ctx, history, line) };
}

export interface WrittenState extends Recorded {
  /** With the copy that is the truth now. */
  readonly store: BootStore;
}

/**
 * Changes the state in place: each write inside one sector, flushed, unmounted, and read back from the disk; then that of the copies.
 * Throws "readonly" if it cannot be written and "unverified" if it is damaged or differs afterwards.
 */
export async function writeState(ctx: Context, store: BootStore, change: StateChange): Promise<WrittenState> {
  return await writeTruth(ctx, store, async (truth) => await writeStateTo(ctx, truth, change));
}

async function writeStateTo(ctx: Context, store: BootStore, change: StateChange): Promise<WrittenState> {
  await store.mounts.unmountAll();
  const { expected, recorded } = await overwrite(ctx, store, change).catch((error: unknown) => {
    throw unwritable(store, error);
  });
  await store.mounts.unmountAll();
  await verify(ctx.host, store, expected);
  const { warnings } = await alignCopies(ctx, store);
  return { ...recorded, store, warnings: [...recorded.warnings, ...warnings] };
}

/**
 * Ends what was cut off between the renames of boot-info and record, in this order: the first has its place, and the second does
 * not yet. If neither has, the next record is none. Afterwards the record has no other names, by which readRecord knows such a cut.
 */
async function settleRecord({ host }: Context, store: BootStore, directory: string): Promise<string> {
  const [info, record] = await joinAll([
    resolveInRoot(host, directory, infoPath),
    resolveInRoot(host, directory, recordPath),
  ]);
  const isNext = (await host.facts(newName(record))) !== undefined;
  if (!isNext || (await host.facts(newName(info))) !== undefined) {
    await removeIfThere(host, newName(record));
    await removeIfThere(host, oldName(record));
    return directory;
  }
  await host.rename(newName(record), record);
  await store.mounts.unmountAll();
  const again = await enterStore(store, "write");
  await removeIfThere(host, oldName(await resolveInRoot(host, again, recordPath)));
  return again;
}

/** Replaces boot-info, and with it the record if it is given. */
async function replaceTold(
  ctx: Context,
  store: BootStore,
  { info, record }: Pick<MenuChange, "info" | "record">,
): Promise<string> {
  const text = `${JSON.stringify(info, null, 2)}\n`;
  const more = record === undefined ? [] : [{ path: recordPath, text: renderRecord(record), mode: recordMode }];
  const files = [{ path: infoPath, text }, ...more];
  await replaceFiles(ctx, store, files, async (directory) => await settleRecord(ctx, store, directory));
  return text;
}

export interface MenuChange {
  /** With its default. */
  readonly menu: RenderedMenu;
  /** For this menu: its generation is set here. */
  readonly environment: Omit<GrubEnv, "generation">;
  readonly info: BootInfo;
  /** If the images are made of something else now; it is replaced together with boot-info. */
  readonly record?: DeployRecord;
  readonly line: NewLine;
}

/**
 * Replaces the whole menu, then the environment and boot-info that go with it. Between the two GRUB has the new menu and
 * ignores what was armed for the old one. Throws "readonly" if the partition is mounted for writing elsewhere, since
 * no umount is a checkpoint then, or if it cannot be written; "unverified" as writeState.
 */
export async function replaceMenu(ctx: Context, store: BootStore, change: MenuChange): Promise<void> {
  await writeTruth(ctx, store, async (truth) => await replaceMenuOn(ctx, truth, change));
}

async function replaceMenuOn(
  ctx: Context,
  store: BootStore,
  { menu: { text, generation }, environment, info, record, line }: MenuChange,
): Promise<void> {
  const { host } = ctx;
  const { mounts } = store;
  if (await host.hasProgram("grub-script-check")) await host.run(checkScript(text));
  await mounts.unmountAll();
  const entered = await enterStore(store, "alone");
  const numbered = await numberMenu(host, store, entered, { text, time: new Date(line.time) });
  const after = { ...environment, generation, ...numbered.environment };
  try {
    await replaceFiles(ctx, store, [{ path: menuPath, text: numbered.text }]);
    const directory = await ensureEnvironment(ctx, store, await enterStore(store, "write"), after);
    await overwriteEnvironment(host, directory, after);
    await addLine(ctx, await findHistory(host, directory), line);
    // GRUB does not read them, but bareon-boot does so as GRUB would: without replaying the journal.
    await replaceTold(ctx, store, { info, ...(record === undefined ? {} : { record }) });
  } catch (error) {
    throw unwritable(store, error);
  }
  await mounts.unmountAll();
  await verify(
    host,
    store,
    new Map([
      [menuPath, numbered.text],
      [environmentPath, environmentText(after)],
    ]),
  );
  await alignCopies(ctx, store);
}

/** A whole menu with the number of the change on a node with copies, and what the environment has of that. `directory` is the top of the partition. */
async function numberMenu(
  host: Host,
  store: BootStore,
  directory: string,
  { text, time }: { readonly text: string; readonly time: Date },
): Promise<{ readonly text: string; readonly environment: Pick<GrubEnv, "sequence"> }> {
  const mark = findMark(text);
  if (mark === undefined) return { text, environment: {} };
  const own = {
    menuText: await readTextInRoot(host, directory, menuPath),
    environment: await readEnvironment(host, directory),
  };
  const sequence = nextSequence([...store.copies, own], time);
  return { text: withMark(text, { ...mark, sequence }), environment: { sequence } };
}

/**
 * Replaces boot-info alone, by the checkpointed protocol: once this returns, the new one is on the disk. For what only this program
 * and bareon-boot read. Throws as replaceMenu.
 */
export async function replaceInfo(ctx: Context, store: BootStore, info: BootInfo): Promise<void> {
  await writeTruth(ctx, store, async (truth) => await replaceInfoOn(ctx, truth, info));
}

async function replaceInfoOn(ctx: Context, store: BootStore, info: BootInfo): Promise<void> {
  await store.mounts.unmountAll();
  const menuText = await readTextInRoot(ctx.host, await enterStore(store, "alone"), menuPath);
  const text = await replaceTold(ctx, store, { info }).catch((error: unknown) => {
    throw unwritable(store, error);
  });
  if (findMark(menuText ?? "") !== undefined) await numberTold(ctx, store);
  await verify(ctx.host, store, new Map([[infoPath, text]]));
  await store.mounts.unmountAll();
  await alignCopies(ctx, store);
}

/** A change of what is told alone makes this copy the newest as well. */
async function numberTold({ host }: Context, store: BootStore): Promise<void> {
  const directory = await enterStore(store, "write");
  const change = await numberChange(host, store, directory, { time: new Date() });
  await overwriteState(host, store, directory, change);
  await store.mounts.unmountAll();
}

/** The link by which GRUB finds its directory, relative to the partition. */
export const linkPath = "boot/grub";

/** Where it is, or has to be made: its folder may be a link too, which is not followed out of the partition. */
export async function placeOfLink(host: Host, directory: string): Promise<string> {
  return `${await resolveInRoot(host, directory, "boot")}/grub`;
}

/** Makes the link by which GRUB finds its directory if it is missing, and lets only root write these paths. */
export async function repairFiles({ host }: Context, store: BootStore, unprotected: readonly string[]): Promise<void> {
  await store.mounts.unmountAll();
  try {
    const directory = await enterStore(store, "write");
    const link = await placeOfLink(host, directory);
    if ((await host.facts(link)) === undefined) await host.makeSymlink("grub2", link);
    const places = await joinAll(unprotected.map(async (path) => await resolveInRoot(host, directory, path)));
    if (places.length > 0) await host.run(protect(places));
  } catch (error) {
    throw unwritable(store, error);
  }
  await store.mounts.unmountAll();
}
