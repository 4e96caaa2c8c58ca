/** The recipe behind bareon-provision rescue: other files for the rescue system of a node that runs. */
import { runtimeDirectory, multibootType } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { renderMenu } from "../boot/menu/render-menu.ts";
import { hasRescue, isRescue, otherPlace, rescueEntry, rescueFiles, type RescueRecord } from "../boot/menu/rescue.ts";
import { remapArmed } from "../boot/state/remap-armed.ts";
import { type BootSession, openBootSession, readSession } from "../boot/store/session.ts";
import { refreshPublishedStatus } from "../boot/store/status.ts";
import type { BootStore, StoreOptions } from "../boot/store/store.ts";
import { replaceMenu } from "../boot/store/write.ts";
import { createEntryCheck, findFilesystem, Unbootable } from "../boot/systems/entry-check.ts";
import {
  clearPlace,
  freeSpace,
  measureRescue,
  measureRescueFiles,
  readRescueKeys,
  type RescueSource,
  writeRescue,
} from "../boot/systems/rescue-files.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import type { BootInfo } from "../schema/boot-info.ts";

type NewFiles = Pick<RescueSource, "kernel" | "initrd">;

export interface RenewOptions extends StoreOptions, NewFiles {
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
  if (!hasRescue(menu, rescue))
    throw new BareonError("unverified", "The boot menu and boot-info name other files of the rescue system.", {
      hint: "Try: bareon-boot verify --repair",
    });
  return { info, rescue };
}

function findPartition({ filesystems }: BootStore, { boot_uuid: uuid }: RescueRecord): string {
  try {
    return findFilesystem(filesystems, uuid, "rescue partition").device;
  } catch (error) {
    if (error instanceof Unbootable)
      throw new BareonError("mismatch", `The rescue system cannot be renewed: ${error.message}.`);
    throw error;
  }
}

/**
 * Writes the new files beside those in use, which are left alone, and unmounts, so that GRUB, which replays no journal, sees them.
 * Throws "readonly" if the partition is mounted for writing elsewhere, since no umount shows them to GRUB then.
 */
async function writeNext(ctx: Context, store: BootStore, rescue: RescueRecord, files: NewFiles): Promise<RescueRecord> {
  const { host } = ctx;
  const { mounts } = store;
  const partition = { source: findPartition(store, rescue), type: multibootType };
  const place = otherPlace(rescue);
  await mounts.unmountAll();
  await mounts.mount({ ...partition, access: "alone" });
  await mounts.unmountAll();
  const directory = await mounts.mount({ ...partition, access: "write" });
  const authorizedKeys = await readRescueKeys(host, directory);
  await clearPlace(host, directory, place);
  const room = await freeSpace(host, directory);
  await writeRescue(host, directory, place, await measureRescue(host, { ...files, authorizedKeys }, room));
  await mounts.unmountAll();
  return { ...rescue, ...rescueFiles(place) };
}

/** The menu with the new files. All other entries stay as they are, and so does what is armed. */
async function switchMenu(
  ctx: Context,
  session: BootSession,
  info: BootInfo,
  rescue: RescueRecord,
  who: string,
): Promise<BootInfo> {
  const { store, state, content } = session;
  const entries = content.menu.entries.map((entry) => (isRescue(entry) ? rescueEntry(rescue) : entry));
  const places = entries.map((_, index) => index);
  const renewed = { ...info, rescue };
  await replaceMenu(ctx, store, {
    menu: renderMenu({ ...content.menu, entries }),
    environment: remapArmed(state, places, content.menu.defaultIndex).environment,
    info: renewed,
    line: { time: new Date().toISOString(), who, what: "rescue", from: null, to: null, why: "renewed" },
  });
  return renewed;
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
  const { info, rescue } = knownRescue(session);
  await measureRescueFiles(host, { kernel, initrd });
  const next = await writeNext(ctx, store, rescue, { kernel, initrd });
  const { problem } = await createEntryCheck(host, { ...store, running }).look(rescueEntry(next));
  if (problem !== null) throw new BareonError("unverified", `What was written cannot be booted: ${problem}.`);
  const renewed = await switchMenu(ctx, session, info, next, who);
  for (const message of await refreshPublishedStatus(ctx, await readSession(ctx, store)))
    ctx.report({ event: "warning", message });
  await scope.close();
  return renewed;
}
