/** The recipe behind bareon-provision rescue: other files for the rescue system of a node that runs. */
import { runtimeDirectory, multibootType } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { isSameFiles } from "../boot/menu/menu.ts";
import { renderMenu } from "../boot/menu/render-menu.ts";
import { isRescue, otherPlace, rescueEntry, rescueFiles, type RescueRecord } from "../boot/menu/rescue.ts";
import { remapArmed } from "../boot/state/remap-armed.ts";
import { type BootSession, openBootSession, readSession } from "../boot/store/session.ts";
import { refreshPublishedStatus } from "../boot/store/status.ts";
import type { BootStore, StoreOptions } from "../boot/store/store.ts";
import { replaceMenu } from "../boot/store/write.ts";
import { createEntryCheck, findFilesystem, Unbootable } from "../boot/systems/entry-check.ts";
import { measureRescue, readRescueKeys, removeRescue, roomBeside, writeRescue } from "../boot/systems/rescue-files.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import type { BootInfo } from "../schema/boot-info.ts";

export interface RenewOptions extends StoreOptions {
  /** A file. */
  readonly kernel: string;
  /** A file, or a folder with what the initrd is to hold. */
  readonly initrd: string;
  /** The user, for the history. */
  readonly who: string;
}

interface Known {
  readonly info: BootInfo;
  readonly rescue: RescueRecord;
}

/** Throws "mismatch" on a node without a rescue system, and "unverified" if menu and boot-info do not agree on which files are in use. */
function knownRescue({ content: { info, menu, warnings } }: BootSession): Known {
  if (info === null) throw new BareonError("unverified", [...warnings, "So nothing was changed."].join(" "));
  const { rescue } = info;
  if (rescue === undefined)
    throw new BareonError("mismatch", "This node has no rescue system.", {
      hint: "A deploy whose config asks for one makes its partition.",
    });
  const entry = menu.entries.find(isRescue);
  if (entry === undefined || !isSameFiles(rescueEntry(rescue), { initrd: null, kernel: "", ...entry }))
    throw new BareonError("unverified", "The boot menu and boot-info name other files of the rescue system.", {
      hint: "Try: bareon-boot verify --repair",
    });
  return { info, rescue };
}

/** Mounts the rescue partition; `mounts.unmountAll` brings what was written to the disk itself. */
async function enterRescue({ mounts, filesystems }: BootStore, { boot_uuid: uuid }: RescueRecord): Promise<string> {
  try {
    const { device } = findFilesystem(filesystems, uuid, "rescue partition");
    return await mounts.mount({ source: device, type: multibootType, access: "write" });
  } catch (error) {
    if (error instanceof Unbootable) throw new BareonError("mismatch", `The rescue system is lost: ${error.message}.`);
    throw error;
  }
}

/** The menu with the new files. All other entries stay as they are, and so does what is armed. */
async function switchMenu(ctx: Context, session: BootSession, known: Known, who: string): Promise<BootInfo> {
  const { store, state, content } = session;
  const entries = content.menu.entries.map((entry) => (isRescue(entry) ? rescueEntry(known.rescue) : entry));
  const places = entries.map((_, index) => index);
  const info = { ...known.info, rescue: known.rescue };
  await replaceMenu(ctx, store, {
    menu: renderMenu({ ...content.menu, entries }),
    environment: remapArmed(state, places, content.menu.defaultIndex).environment,
    info,
    line: { time: new Date().toISOString(), who, what: "rescue", from: null, to: null, why: "renewed" },
  });
  return info;
}

/**
 * Puts the files beside those that are in use, and lets the menu name them when they are on the disk: a power cut at any moment leaves
 * the old ones or the new ones. Returns the new boot-info. Throws "source" for files that cannot become a rescue system, "locked",
 * "mismatch", "unverified", "readonly" and "nopartition".
 */
export async function renewRescue(ctx: Context, { kernel, initrd, who, ...options }: RenewOptions): Promise<BootInfo> {
  await using scope = new Scope();
  const { host } = ctx;
  await host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const session = await openBootSession(ctx, scope, options);
  const { store, running } = session;
  const { mounts, filesystems } = store;
  const { info, rescue } = knownRescue(session);
  const place = otherPlace(rescue);
  const next = { ...rescue, ...rescueFiles(place) };
  await mounts.unmountAll();
  const directory = await enterRescue(store, rescue);
  const authorizedKeys = await readRescueKeys(host, directory);
  const measured = await measureRescue(
    host,
    { kernel, initrd, authorizedKeys },
    await roomBeside(ctx, directory, place),
  );
  await removeRescue(host, directory, place);
  await writeRescue(host, directory, place, measured);
  await mounts.unmountAll();
  const { problem } = await createEntryCheck(host, { filesystems, mounts, running })(rescueEntry(next));
  if (problem !== null) throw new BareonError("unverified", `What was written cannot be booted: ${problem}.`);
  const renewed = await switchMenu(ctx, session, { info, rescue: next }, who);
  await removeRescue(host, await enterRescue(store, rescue), place === "/rescue/a" ? "/rescue/b" : "/rescue/a");
  await mounts.unmountAll();
  for (const message of await refreshPublishedStatus(ctx, await readSession(ctx, store)))
    ctx.report({ event: "warning", message });
  await scope.close();
  return renewed;
}
