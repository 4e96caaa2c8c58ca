/** What an update of a system that does not run does to the boot menu: its entry is taken out of what can be booted, and put back. */
import { type BootSession, findEntry, openBootSession } from "../boot/store/session.ts";
import { createEntryCheck } from "../boot/systems/entry-check.ts";
import { openGrubView, readEntry } from "../boot/systems/grub-view.ts";
import { readImages } from "../boot/systems/read-images.ts";
import { isDeepStrictEqual } from "node:util";
import { tryTo } from "../base/attempt.ts";
import { BareonError } from "../base/errors.ts";
import { matchEntries, updateHint } from "../boot/menu/entries.ts";
import { differs } from "../boot/menu/compare.ts";
import { type ImageFinding, planMenu, type PlannedMenu } from "../boot/menu/plan.ts";
import { renderMenu } from "../boot/menu/render-menu.ts";
import { remapArmed } from "../boot/state/remap-armed.ts";
import { readArmed } from "../boot/state/trial.ts";
import { readRecord } from "../boot/store/deploy-record.ts";
import type { StoreOptions } from "../boot/store/store.ts";
import type { Context } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import type { BootInfo, Element } from "../schema/boot-info.ts";
import type { DeployRecord, RecordedImage } from "../schema/deploy-record.ts";
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
  /** What of the image is another in the node's record now, apart from these names. */
  readonly recorded?: Partial<Omit<RecordedImage, "name" | "imageName" | "imageUuid">>;
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

/** The image that is meant. Throws "entry", also for what is no image, and "unverified" without boot-info. */
async function findImage(ctx: Context, session: BootSession, text: string): Promise<Updated> {
  const { info, warnings } = session.content;
  if (info === null) throw new BareonError("unverified", [...warnings, "So the menu stays as it is."].join(" "));
  const { kind, element } = await findEntry(ctx, session, text);
  if (kind !== "image" || element === null)
    throw new BareonError("entry", `${text} is no image that was deployed, so it cannot be updated.`, {
      hint: "bareon-boot list says which there are.",
    });
  return { session, info, place: info.elements.indexOf(element), element };
}

/** Throws "conflict" if the image runs, or if it or one of its kernels is what is to be booted. */
function refuseUsed({ session, element }: Updated): void {
  const { running, entries, state, booted } = session;
  const owns = (index: number | null): boolean =>
    index !== null && entries.some((one) => one.menu?.index === index && one.element === element);
  const refuse = (problem: string, hint: string): never => {
    throw new BareonError("conflict", `${element.os_id} ${problem}, so it cannot be updated. Nothing was changed.`, {
      hint,
    });
  };
  const { defaultIndex, once, trial } = readArmed(state);
  if (owns(booted.index) || running.rootUuid?.toLowerCase() === element.root_uuid.toLowerCase())
    refuse("runs now", "Update it from another system: bareon-boot set-default ENTRY, reboot, and the same there.");
  if (owns(defaultIndex))
    refuse("is the default", "Make another system the default first: bareon-boot set-default ENTRY.");
  if (owns(once)) refuse("is armed for the next boot", "Disarm it first: bareon-boot once --clear.");
  if (owns(trial?.index ?? null)) refuse("is on trial", "End the trial first: bareon-boot cancel.");
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
  if (changed) await writeMenu(ctx, store, next, { who, what: "update", from: id, to: id, why });
  const published = changed ? await publishAgain(ctx, store) : [];
  return {
    element: planned.info.elements[place] ?? element,
    changed,
    warnings: [...session.warnings, ...planned.notes, ...remapped.ended, ...published],
  };
}

/**
 * Before the first write to an image: GRUB boots it in no case any more, and its older kernels have no entries. `what` says what
 * the update makes of it, such as "from debian-12.1 to debian-12.2". One that was interrupted keeps the time at which it began.
 * The lock is held only while this runs. Throws "conflict" for an image that runs or is to be booted, "entry" for what is none,
 * and what replaceMenu throws.
 */
export async function beginUpdate(
  ctx: Context,
  options: UpdateOptions,
  image: string,
  what: string,
): Promise<UpdateChange> {
  await using scope = new Scope();
  const found = await findImage(ctx, await openBootSession(ctx, scope, options), image);
  refuseUsed(found);
  const since = found.element.updating?.since ?? new Date().toISOString().replace(/\.\d+Z$/u, "Z");
  const next = planWith(found, { ...found.element, updating: { since, what } }, { kind: "kept" });
  const result = await replace(ctx, found, next, { ...options, why: `begins: ${what}` });
  await scope.close();
  return result;
}

function unbootable(element: Element, problem: string): BareonError {
  return new BareonError(
    "unbootable",
    `${element.os_id} cannot be booted: ${problem}. It stays marked as being updated, and nothing was changed.`,
    { hint: updateHint(element) },
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
  const { problem, unchecked } = await createEntryCheck(ctx.host, { filesystems, running, mounts })(entry);
  const seen = problem ?? unchecked ?? (await readEntry(await openGrubView(ctx.host, filesystems), entry)).problem;
  if (seen !== null) throw unbootable(element, seen);
}

/** The node's record with the image as it is now; undefined if the node has none that could be read, which `warnings` then say. */
async function changeRecord(
  ctx: Context,
  { session: { store }, info, element: { os_id: name } }: Updated,
  { image_name: imageName, image_uuid: imageUuid, recorded = {} }: NewVersion,
  warnings: string[],
): Promise<DeployRecord | undefined> {
  const record = await tryTo(warnings, "The record of the image", async () => await readRecord(ctx, store, info));
  if (record === null || record === "none") return undefined;
  const images = record.images.map((image) =>
    image.name === name ? { ...image, ...recorded, imageName, imageUuid } : image,
  );
  return { ...record, images };
}

/**
 * After the last write to an image, which must not be mounted for writing: its entry boots the kernels that it has now, under
 * the title and names of now, also in the node's record. Throws "nothing" for an image that is not being updated, "unbootable" for one that GRUB could not
 * load, and what replaceMenu throws; then it stays marked.
 */
export async function endUpdate(
  ctx: Context,
  options: UpdateOptions,
  image: string,
  end: UpdateEnd,
): Promise<UpdateChange> {
  await using scope = new Scope();
  const found = await findImage(ctx, await openBootSession(ctx, scope, options), image);
  const { updating, ...former } = found.element;
  if (updating === undefined) throw new BareonError("nothing", `${former.os_id} is not being updated.`);
  const element: Element =
    end === "abandoned" ? former : { ...former, image_name: end.image_name, image_uuid: end.image_uuid };
  const { store, running } = found.session;
  const { images, warnings, flush } = await readImages(ctx, { ...store, running }, [element]);
  const [finding = { kind: "kept" }] = images;
  if (finding.kind === "unread") throw unbootable(former, finding.problem);
  if (finding.kind === "read" && finding.kernels.length === 0) throw unbootable(former, "it has no kernel");
  const next = planWith(found, element, finding);
  const [unflushed] = await flush();
  if (unflushed !== undefined) throw unbootable(former, unflushed.replace(/\.$/u, ""));
  await prove(ctx, found, next.planned, element);
  const notes: string[] = [];
  const record = end === "abandoned" ? undefined : await changeRecord(ctx, found, end, notes);
  const why = `${end === "abandoned" ? "abandoned" : "ends"}: ${updating.what}`;
  const result = await replace(ctx, found, record === undefined ? next : { ...next, record }, { ...options, why });
  await scope.close();
  return { ...result, warnings: [...warnings, ...notes, ...result.warnings] };
}
