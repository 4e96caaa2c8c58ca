/** What an update changes on the multiboot partition: at its begin and at its end, each by one checkpointed replacement of the menu. */
import { BareonError } from "../base/errors.ts";
import { endedUpdate, planUpdatingMenu } from "../boot/menu/updating.ts";
import { renderMenu } from "../boot/menu/render-menu.ts";
import { remapArmed } from "../boot/state/remap-armed.ts";
import { type BootSession, readSession } from "../boot/store/session.ts";
import { replaceMenu } from "../boot/store/write.ts";
import { multibootType } from "../base/places.ts";
import { openGrubView, readEntry } from "../boot/systems/grub-view.ts";
import type { Context } from "../host/host.ts";
import type { BootInfo, Element, Updating } from "../schema/boot-info.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import { makeMenu, publishAgain, usualId, writeMenu } from "./boot-upkeep.ts";

/** boot-info, without which no image is known. Throws "unverified". */
export function infoOf({ content }: BootSession): BootInfo {
  if (content.info === null)
    throw new BareonError("unverified", [...content.warnings, "Nothing was changed."].join(" "));
  return content.info;
}

/** The element of that image now. Throws "entry". */
export function elementOf(session: BootSession, image: string): Element {
  const element = infoOf(session).elements.find(({ os_id: id }) => id === image);
  if (element === undefined) throw new BareonError("entry", `No image ${image} is known to boot-info.json.`);
  return element;
}

/** Nobody can boot the system from now on. An update that was begun before goes on. */
export async function beginUpdate(
  ctx: Context,
  session: BootSession,
  { image, updating, who }: { readonly image: string; readonly updating: Updating; readonly who: string },
): Promise<void> {
  const { store, content, state } = session;
  const element = elementOf(session, image);
  const multiboot = { uuid: store.partition.uuid, type: multibootType };
  const request = { menu: content.menu, info: infoOf(session), element, updating, multiboot };
  const { menu, info, places } = planUpdatingMenu(request);
  const { environment } = remapArmed({ ...state, menu: content.menu }, places, menu.defaultIndex);
  await replaceMenu(ctx, store, {
    menu: renderMenu(menu),
    environment,
    info,
    line: {
      time: new Date().toISOString(),
      who,
      what: "update",
      from: null,
      to: null,
      why: `begun: ${image}, ${updating.what}`,
    },
  });
  await publishAgain(ctx, store);
}

export interface EndedUpdate {
  readonly image: string;
  readonly version: { readonly imageName: string; readonly imageUuid: string };
  /** The record as it is from now on; undefined if that stays. */
  readonly record?: DeployRecord | undefined;
  readonly why: string;
  readonly who: string;
}

/**
 * Offers the system again, by the kernels that it has now. They are read as GRUB does first, from the unmounted disks: throws
 * "unbootable" if there is none, and "bootloader" if GRUB cannot read one; then nothing is changed. Returns the id of its entry.
 */
export async function endUpdate(ctx: Context, session: BootSession, ended: EndedUpdate): Promise<string> {
  const { store, content, state, running } = session;
  const { image, version, record, why, who } = ended;
  const element = elementOf(session, image);
  const info = endedUpdate(infoOf(session), element, version);
  const next = await makeMenu(ctx, store, info, { state: { ...state, menu: content.menu }, running });
  const own = next.planned.info.elements.find(({ os_id: id }) => id === image);
  const entry = own === undefined ? undefined : next.planned.menu.entries[own.grub_id];
  if (next.unread.includes(image) || next.kernelless.includes(image) || entry?.kind !== "linux")
    throw new BareonError("unbootable", `Image ${image} has no kernel that could be booted, so it is not offered.`, {
      hint: [...next.warnings, ...next.planned.notes].join(" "),
    });
  await next.flush();
  await store.mounts.unmountAll();
  const { problem, instead } = await readEntry(await openGrubView(ctx.host, store.filesystems), entry);
  const unread = problem ?? instead;
  if (unread !== null) throw new BareonError("bootloader", `Image ${image} is not offered: ${unread}.`);
  for (const message of [...next.warnings, ...next.planned.notes]) ctx.report({ event: "warning", message });
  const former = usualId(content.menu);
  const line = { store, who, command: "update" };
  const unflushed = await writeMenu(ctx, line, next, { former, why, ...(record === undefined ? {} : { record }) });
  for (const message of unflushed) ctx.report({ event: "warning", message });
  await publishAgain(ctx, store);
  await readSession(ctx, store);
  return entry.id;
}
