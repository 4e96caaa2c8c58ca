/** What an update of a system that does not run does to the boot menu: its entry is taken out of what can be booted, and put back. */
import { type BootSession, openBootSession } from "../boot/store/session.ts";
import { createEntryCheck } from "../boot/systems/entry-check.ts";
import { openGrubView, readEntry } from "../boot/systems/grub-view.ts";
import { readImages } from "../boot/systems/read-images.ts";
import { isDeepStrictEqual } from "node:util";
import { BareonError } from "../base/errors.ts";
import { isSameUuid } from "../base/uuid.ts";
import { matchEntries, writtenOf } from "../boot/menu/entries.ts";
import { differs } from "../boot/menu/compare.ts";
import { type ImageFinding, planMenu, type PlannedMenu } from "../boot/menu/plan.ts";
import { renderMenu } from "../boot/menu/render-menu.ts";
import { remapArmed } from "../boot/state/remap-armed.ts";
import { updateCommand, updateEnds } from "../boot/state/history.ts";
import { readArmed } from "../boot/state/trial.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import { replaceInfo } from "../boot/store/write.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { BootInfo, Element, Updating } from "../schema/boot-info.ts";
import type { DeployRecord } from "../schema/deploy-record.ts";
import { type NextMenu, publishAgain, writeMenu } from "./boot-menu.ts";

export interface UpdateOptions extends StoreOptions {
  /** The user, for the history. */
  readonly who?: string;
}

/** What became of the boot state of an image. */
export interface UpdateChange {
  /** The image as boot-info has it now. */
  readonly element: Element;
  /** False if all was so already; then nothing was written. */
  readonly changed: boolean;
  readonly warnings: readonly string[];
}

/** What an image is after its update. */
export interface NewVersion extends Pick<Element, "image_name" | "image_uuid"> {
  /** The node's record with the image as it is now; absent if the node has none. */
  readonly record?: DeployRecord | undefined;
}

/** How an update ends: an abandoned one leaves the image its former names. */
export type UpdateEnd = NewVersion | "abandoned";

interface Updated {
  readonly session: BootSession;
  readonly info: BootInfo;
  /** The place of the image among those of boot-info. */
  readonly place: number;
  readonly element: Element;
}

/** boot-info, without which no image is known. Throws "unverified". */
export function infoOf({ content: { info, warnings } }: BootSession): BootInfo {
  if (info === null) throw new BareonError("unverified", [...warnings, "So the menu stays as it is."].join(" "));
  return info;
}

/** The image of that name in the deploy config. Throws "entry", and "unverified" without boot-info. */
export function findImage(session: BootSession, name: string): Updated {
  const info = infoOf(session);
  const place = info.elements.findIndex(({ os_id: id }) => id === name);
  const element = info.elements[place];
  if (element === undefined)
    throw new BareonError("entry", `${name} is no image that was deployed, so it cannot be updated.`, {
      hint: "bareon-boot list says which there are.",
    });
  return { session, info, place, element };
}

/**
 * Throws "conflict" if the image runs, if it or one of its kernels is what is to be booted, or if a failed boot of it would not
 * come back to the system that runs, which is the one that is known to be good. What a trial that came back left is no hindrance.
 */
export function refuseUsed(session: BootSession, element: Element): void {
  const { running, entries, state, booted } = session;
  const elementAt = (index: number | null): Element | null =>
    entries.find(({ menu }) => index !== null && menu?.index === index)?.element ?? null;
  const owns = (index: number | null): boolean => elementAt(index) === element;
  const refuse = (problem: string, hint: string): never => {
    throw new BareonError("conflict", `${problem}, so ${element.os_id} cannot be updated. Nothing was changed.`, {
      hint,
    });
  };
  const { defaultIndex, once, trial } = readArmed(state);
  if (owns(booted.index) || isSameUuid(element.root_uuid, running.rootUuid))
    refuse("It runs now", "Update it from another system: bareon-boot set-default ENTRY, reboot, and the same there.");
  if (owns(defaultIndex))
    refuse("It is the default", "Make another system the default first: bareon-boot set-default ENTRY.");
  if (owns(once)) refuse("It is armed for the next boot", "Disarm it first: bareon-boot once --clear.");
  if (trial?.state === "armed" && owns(trial.index))
    refuse("It is on trial", "End the trial first: bareon-boot cancel.");
  const current = elementAt(booted.index);
  if (current !== null && current !== elementAt(defaultIndex))
    refuse(
      `${current.os_id} runs and is not the default`,
      trial !== null && trial.index === booted.index
        ? "It is on trial. If it is good: bareon-boot confirm."
        : "If it is good: bareon-boot set-default @current.",
    );
}

/** The menu with another element in the place of the image's; what the other images are is left as it is. */
function planWith({ session, info, place }: Updated, element: Element, finding: ImageFinding): NextMenu {
  const { content, state } = session;
  const elements = info.elements.with(place, element);
  const images = elements.map((_, index): ImageFinding => (index === place ? finding : { kind: "kept" }));
  const planned = planMenu({ former: content.menu, info: { ...info, elements }, images, others: "former" });
  const remapped = remapArmed(state, planned.places, planned.menu.defaultIndex);
  return { rendered: renderMenu(planned.menu), planned, remapped };
}

/** Writes the menu unless it is there already. */
async function replace(
  ctx: Context,
  { session, place, element }: Updated,
  next: NextMenu,
  { who = "", why }: Pick<UpdateOptions, "who"> & { readonly why: string },
): Promise<UpdateChange> {
  const { store, content } = session;
  const { planned, rendered, remapped } = next;
  const changed = differs(content.menuText, rendered.text) || !isDeepStrictEqual(planned.info, content.info);
  const id = planned.menu.entries[place]?.id ?? null;
  if (changed) await writeMenu(ctx, store, next, { who, what: updateCommand, from: id, to: id, why });
  const published = changed ? await publishAgain(ctx, store) : [];
  return {
    element: planned.info.elements[place] ?? element,
    changed,
    warnings: [...session.warnings, ...planned.notes, ...remapped.ended, ...published],
  };
}

/**
 * Before the first write to an image: GRUB boots it in no case any more, and its older kernels have no entries. `update` has what
 * the update makes of it, such as "from debian-12.1 to debian-12.2". One that was interrupted keeps the time at which it began, and
 * what was written. The lock is held only while this runs. Throws "conflict" for an image that runs or is to be booted, "entry" for what is none,
 * and what replaceMenu throws.
 */
export async function beginUpdate(
  ctx: Context,
  options: UpdateOptions,
  image: string,
  { what, ...more }: Pick<Updating, "what" | "volumes" | "request">,
): Promise<UpdateChange> {
  await using scope = new Scope();
  const found = findImage(await openBootSession(ctx, scope, options), image);
  refuseUsed(found.session, found.element);
  const former = found.element.updating;
  const since = former?.since ?? new Date().toISOString().replace(/\.\d+Z$/u, "Z");
  const written = former === undefined ? "nothing" : writtenOf(former);
  const updating: Updating = { since, what, written, ...more };
  const next = planWith(found, { ...found.element, updating }, { kind: "kept" });
  const result = await replace(ctx, found, next, { ...options, why: `begins: ${what}` });
  await scope.close();
  return result;
}

/**
 * What the volumes of an image hold from now on, or held until now: on the disk when this returns, so that a write which it allows may
 * follow. Throws "nothing" for an image that is not being updated, and what replaceInfo throws.
 */
export async function noteWritten(
  ctx: Context,
  options: StoreOptions,
  image: string,
  written: NonNullable<Updating["written"]>,
): Promise<void> {
  await using scope = new Scope();
  const { session, info, place, element } = findImage(await openBootSession(ctx, scope, options), image);
  const { updating } = element;
  if (updating === undefined) throw notUpdating(element);
  if (updating.written !== written) {
    const noted: Element = { ...element, updating: { ...updating, written } };
    await replaceInfo(ctx, session.store, { ...info, elements: info.elements.with(place, noted) });
  }
  await scope.close();
}

function notUpdating({ os_id: name }: Element): BareonError {
  return new BareonError("nothing", `${name} is not being updated.`);
}

function unbootable(element: Element, problem: string): BareonError {
  const { os_id: name } = element;
  const other = `If the image lacks it, bring another version: bareon-provision update ${name} --source ADDRESS.`;
  return new BareonError(
    "unbootable",
    `${name} cannot be booted: ${problem}. It stays marked as being updated, and no system boots it.`,
    { hint: `${other} bareon-provision remove ${name} takes it off the node.` },
  );
}

/** Throws "unbootable" for an image with files of two versions: that its kernel can be loaded says nothing of the others. */
export function refusePartly(element: Element): void {
  const { os_id: name, updating } = element;
  if (updating === undefined || writtenOf(updating) !== "partly") return;
  throw new BareonError(
    "unbootable",
    `${name} is not offered again: the update that began at ${updating.since} has written a part of it, so that its files are those of two versions.`,
    {
      hint: `bareon-provision update ${name} goes on with the update; bareon-provision remove ${name} takes the system off the node.`,
    },
  );
}

/** Throws "unbootable" unless the image's new entry can be loaded, by the kernel's reading and by GRUB's. */
async function prove(
  ctx: Context,
  { session: { store, running }, info }: Updated,
  { menu }: PlannedMenu,
  element: Element,
): Promise<void> {
  const { filesystems, mounts } = store;
  const entry = matchEntries(menu, { ...info, elements: [element] }).find(({ kind }) => kind === "image")?.menu;
  if (entry?.kind !== "linux") throw unbootable(element, "it has no entry");
  const { problem, unchecked } = await createEntryCheck(ctx.host, { filesystems, running, mounts }).look(entry);
  if (problem !== null || unchecked !== null) throw unbootable(element, problem ?? unchecked ?? "");
  const seen = await readEntry(await openGrubView(ctx.host, filesystems), entry);
  if (seen.problem !== null || seen.instead !== null) throw unbootable(element, seen.problem ?? seen.instead ?? "");
}

/**
 * After the last write to an image, which must not be mounted for writing: its entry boots the kernels that it has now, under
 * the title and names of now, also in the node's record. Throws "nothing" for an image that is not being updated, "unbootable" for one that GRUB could not
 * load, or that is abandoned with files of two versions, and what replaceMenu throws; then it stays marked.
 */
export async function endUpdate(
  ctx: Context,
  options: UpdateOptions,
  image: string,
  end: UpdateEnd,
): Promise<UpdateChange> {
  await using scope = new Scope();
  const found = findImage(await openBootSession(ctx, scope, options), image);
  const { updating, ...former } = found.element;
  if (updating === undefined) throw notUpdating(found.element);
  if (end === "abandoned") refusePartly(found.element);
  const element: Element =
    end === "abandoned" ? former : { ...former, image_name: end.image_name, image_uuid: end.image_uuid };
  const { store, running } = found.session;
  const { images, lacksOfModules, warnings, flush } = await readImages(ctx, { ...store, running }, [element]);
  const [finding = { kind: "kept" }] = images;
  if (finding.kind === "unread") throw unbootable(former, finding.problem);
  if (finding.kind === "read" && finding.kernels.length === 0) throw unbootable(former, "it has no kernel");
  // What was never written is as good as it was.
  const [lack = null] = writtenOf(updating) === "nothing" ? [] : lacksOfModules;
  if (lack !== null) throw unbootable(former, lack);
  const next = planWith(found, element, finding);
  const [unflushed] = await flush();
  if (unflushed !== undefined) throw unbootable(former, unflushed.replace(/\.$/u, ""));
  await prove(ctx, found, next.planned, element);
  const record = end === "abandoned" ? undefined : end.record;
  const why = `${end === "abandoned" ? "abandoned: " : updateEnds}${updating.what}`;
  const result = await replace(ctx, found, record === undefined ? next : { ...next, record }, { ...options, why });
  await scope.close();
  return { ...result, warnings: [...warnings, ...result.warnings] };
}
