/** The two protocols by which what GRUB reads is written, one sector in place and checkpointed replace: bareon-design(7), "Write protocols". */
import { sectorSize } from "../../base/sizes.ts";
import { BareonError } from "../../base/errors.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import type { BootInfo } from "../../schema/boot-info.ts";
import { readUncached } from "../../programs/dd.ts";
import { protect } from "../../programs/coreutils.ts";
import { checkScript } from "../../programs/grub.ts";
import {
  type Environment,
  environmentPath,
  parseEnvironment,
  renderEnvironment,
  idleEnvironment,
} from "../state/environment.ts";
import { hasRoom, historyPath, type NewLine, planHistory, renderEmptyHistory } from "../state/history.ts";
import { infoPath, menuPath, parseMenu } from "../menu/menu.ts";
import { planDefault } from "../menu/default-field.ts";
import { type BootStore, enterStore, readMember } from "./store.ts";

/** What is to be on the partition afterwards; what is absent stays as it is. */
export interface StateChange {
  readonly defaultIndex?: number;
  readonly environment?: Environment;
  readonly line: NewLine;
}

/** By path; what must be on the disk at the end. */
type Expected = Map<string, string>;

function unwritable(store: BootStore, error: unknown): unknown {
  if (!(error instanceof BareonError) || error.exit !== "failure") return error;
  return new BareonError(
    "readonly",
    `The boot state on ${store.partition.device} cannot be written. ${error.message}`,
    { cause: error },
  );
}

/** Reads from the disk itself, unmounted since. Throws "unverified" where it differs. */
async function verify(host: Host, store: BootStore, expected: Expected): Promise<void> {
  const directory = await enterStore(store, "read");
  for (const [path, text] of expected) {
    const { stdout } = await host.run(readUncached(await resolveInRoot(host, directory, path)));
    if (stdout !== text) {
      throw new BareonError("unverified", `${path} on ${store.partition.device} is not what was written to it.`, {
        hint: "Look at the disk's health (dmesg, smartctl); then run the command again.",
      });
    }
  }
}

/** The history is for people: where it cannot be written the change stands, and a warning is given. */
async function addLine({ host, report }: Context, directory: string, line: NewLine): Promise<void> {
  try {
    const path = await resolveInRoot(host, directory, historyPath);
    const found = await host.readText(path);
    const text = found !== undefined && hasRoom(found) ? found : renderEmptyHistory();
    if (text !== found) await host.writeFile(path, text);
    const { offset, text: bytes } = planHistory(text, line);
    await host.writeInSector(path, offset, new TextEncoder().encode(bytes));
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    report({ event: "warning", message: `The history has no line of this change: ${error.message}` });
  }
}

function renderText(environment: Environment): string {
  return new TextDecoder().decode(renderEnvironment(environment));
}

/** Only the first sector is ever written. */
async function overwriteEnvironment(host: Host, directory: string, environment: Environment): Promise<void> {
  const bytes = renderEnvironment(environment).subarray(0, sectorSize);
  await host.writeInSector(await resolveInRoot(host, directory, environmentPath), 0, bytes);
}

async function overwriteDefault(
  { host }: Context,
  store: BootStore,
  directory: string,
  index: number,
): Promise<string> {
  const change = planDefault(await readMember(host, store.partition, directory, menuPath), index);
  await host.writeInSector(
    await resolveInRoot(host, directory, menuPath),
    change.offset,
    new TextEncoder().encode(change.field),
  );
  return change.after;
}

async function overwrite(
  ctx: Context,
  store: BootStore,
  { defaultIndex, environment, line }: StateChange,
): Promise<Expected> {
  const { host } = ctx;
  const expected: Expected = new Map();
  const directory =
    environment === undefined ? await enterStore(store, "write") : await enterWithEnvironment(ctx, store, environment);
  // The default first: where the power fails between the two, GRUB sees that the trial was confirmed or superseded.
  if (defaultIndex !== undefined) expected.set(menuPath, await overwriteDefault(ctx, store, directory, defaultIndex));
  if (environment !== undefined) {
    await overwriteEnvironment(host, directory, environment);
    expected.set(environmentPath, renderText(environment));
  }
  await addLine(ctx, directory, line);
  return expected;
}

/**
 * Changes the state in place: each write inside one sector, flushed, unmounted, and read back from the disk.
 * Throws "readonly" where it cannot be written and "unverified" where it is damaged or differs afterwards.
 */
export async function writeState(ctx: Context, store: BootStore, change: StateChange): Promise<void> {
  await store.mounts.unmountAll();
  const expected = await overwrite(ctx, store, change).catch((error: unknown) => {
    throw unwritable(store, error);
  });
  await store.mounts.unmountAll();
  await verify(ctx.host, store, expected);
}

/**
 * Mounts for writing, with an environment block that has a sector to write in: one that is missing or not laid out as bareon's
 * is replaced by one that says nothing yet.
 */
async function enterWithEnvironment(ctx: Context, store: BootStore, { generation }: Environment): Promise<string> {
  const directory = await enterStore(store, "write");
  const found = await ctx.host.readFile(await resolveInRoot(ctx.host, directory, environmentPath));
  if (parseEnvironment(found).problem === null) return directory;
  await replaceFile(ctx, store, environmentPath, renderText(idleEnvironment(generation)));
  return await enterStore(store, "write");
}

async function removeIfThere(host: Host, path: string): Promise<void> {
  if ((await host.facts(path)) !== undefined) await host.removeFile(path);
}

/**
 * Replaces a file so that GRUB, which replays no journal, sees the old or the new one after a power cut at any moment. Each
 * umount is a checkpoint: afterwards the disk itself is as the journal has it. The old file keeps a second name until the
 * new one has its place for good, since a file that is removed in the same step is seen emptied under its old name.
 */
async function replaceFile({ host }: Context, store: BootStore, path: string, text: string): Promise<void> {
  const { mounts } = store;
  const steps: readonly ((place: string) => Promise<void>)[] = [
    async (place) => {
      await removeIfThere(host, `${place}.new`);
      await removeIfThere(host, `${place}.old`);
    },
    async (place) => {
      await host.writeFile(`${place}.new`, text);
      if ((await host.facts(place)) !== undefined) await host.linkFile(place, `${place}.old`);
    },
    async (place) => await host.rename(`${place}.new`, place),
    async (place) => await removeIfThere(host, `${place}.old`),
  ];
  for (const step of steps) {
    await mounts.unmountAll();
    await step(await resolveInRoot(host, await enterStore(store, "write"), path));
  }
  await mounts.unmountAll();
}

export interface MenuChange {
  /** What renderMenu gave; with it, its default. */
  readonly text: string;
  /** For this menu: its generation is set here. */
  readonly environment: Omit<Environment, "generation">;
  readonly info: BootInfo;
  readonly line: NewLine;
}

/**
 * Replaces the whole menu, then the environment and boot-info that go with it. Between the two GRUB has the new menu and
 * ignores what was armed for the old one. Throws "readonly" where somebody else has the partition mounted for writing, since
 * no umount is a checkpoint then, or where it cannot be written; "unverified" as writeState.
 */
export async function replaceMenu(
  ctx: Context,
  store: BootStore,
  { text, environment, info, line }: MenuChange,
): Promise<void> {
  const { host } = ctx;
  const { mounts } = store;
  const { generation } = parseMenu(text);
  const after = { ...environment, generation };
  if (await host.hasProgram("grub-script-check")) await host.run(checkScript(text));
  await mounts.unmountAll();
  await enterStore(store, "alone");
  try {
    await replaceFile(ctx, store, menuPath, text);
    const directory = await enterWithEnvironment(ctx, store, after);
    await overwriteEnvironment(host, directory, after);
    await addLine(ctx, directory, line);
    // GRUB does not read it, but bareon-boot does so as GRUB would: without replaying the journal.
    await replaceFile(ctx, store, infoPath, `${JSON.stringify(info, null, 2)}\n`);
  } catch (error) {
    throw unwritable(store, error);
  }
  await mounts.unmountAll();
  await verify(
    host,
    store,
    new Map([
      [menuPath, text],
      [environmentPath, renderText(after)],
    ]),
  );
}

/** Makes the link by which GRUB finds its directory, where it is missing, and takes the right to write these paths from everybody but root. */
export async function mendFiles({ host }: Context, store: BootStore, unprotected: readonly string[]): Promise<void> {
  await store.mounts.unmountAll();
  try {
    const directory = await enterStore(store, "write");
    const link = `${directory}/boot/grub`;
    if ((await host.facts(link)) === undefined) await host.makeSymlink("grub2", link);
    const places = await Promise.all(unprotected.map(async (path) => await resolveInRoot(host, directory, path)));
    if (places.length > 0) await host.run(protect(places));
  } catch (error) {
    throw unwritable(store, error);
  }
  await store.mounts.unmountAll();
}
