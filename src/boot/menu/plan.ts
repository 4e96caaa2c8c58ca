/** Decides the boot menu from what the images are now. Ids and the images' numbers stay as in the former menu; a deploy has none. */
import { BareonError } from "../../base/errors.ts";
import type { BootInfo, Element, Updating } from "../../schema/boot-info.ts";
import { defaultIndex, type MatchedEntry, matchEntries } from "./entries.ts";
import {
  createIds,
  deployedEntries,
  deployedParameters,
  deployedTitle,
  type OtherSystem,
  otherEntries,
  type SharedArguments,
} from "./new-entries.ts";
import { isOffered, type LinuxEntry, type Menu, type MenuEntry, type MenuKernel, type UpdatingEntry } from "./menu.ts";
import { oneLine } from "./grub-script.ts";
import { isRescue, rescueEntry } from "./rescue.ts";
import { serialLine } from "./serial-line.ts";

/** What an image was found to be. */
export type ImageFinding =
  | {
      readonly kind: "read";
      /** The device node of its root. */
      readonly device: string;
      /** The name that it has for itself; null if it has none. */
      readonly systemName: string | null;
      /** The default one first. */
      readonly kernels: readonly MenuKernel[];
    }
  /** It was not to be looked into: its entries stay as they are. */
  | { readonly kind: "kept" }
  /** It could not be read, and why. */
  | { readonly kind: "unread"; readonly problem: string };

export interface MenuFacts {
  /** Null on a deploy, and if it cannot be read: then the default is that of boot-info. */
  readonly former: Menu | null;
  /** Its elements are the images in the order of the config. */
  readonly info: BootInfo;
  /** For each element of boot-info, in its order. */
  readonly images: readonly ImageFinding[];
  /** The systems that were not deployed; "former" if they were not looked for: then those of the former menu stay as they are. */
  readonly others: readonly OtherSystem[] | "former";
}

export interface PlannedMenu {
  readonly menu: Menu;
  readonly info: BootInfo;
  /** For each entry of the former menu its place in the new one; null if that has none to be booted with its id or its kernel. */
  readonly places: readonly (number | null)[];
  /** What a person should know. */
  readonly notes: readonly string[];
}

/** The environment block has two digits for an entry: bareon-design(7), "grubenv". */
const mostEntries = 100;

/** A deployed image with its entries, that of its default kernel first. */
interface ImageEntries {
  /** As boot-info had it, with the name that the system has now. */
  readonly image: Element;
  readonly entries: readonly (LinuxEntry | UpdatingEntry)[];
}

/** An entry of the former menu, and whose it is. */
interface FormerEntry extends Pick<MatchedEntry, "kind" | "element"> {
  readonly entry: MenuEntry;
}

/** What is the same for each image of one planMenu; `notes` grows. */
interface PlanContext {
  /** In the order of the former menu. */
  readonly former: readonly FormerEntry[];
  readonly shared: SharedArguments;
  readonly newId: (wanted: string) => string;
  readonly notes: string[];
}

/** The image's default entry as boot-info has it; its kernel's own arguments are not known there. */
function recordedEntry(element: Element, shared: SharedArguments): LinuxEntry[] {
  const { entry_id: id, boot_name: title, root_uuid: rootUuid, boot_uuid: bootUuid, kernel, initrd = null } = element;
  if (id === undefined || bootUuid === undefined || kernel === undefined) return [];
  const bootType = element.mounts?.find(({ uuid }) => uuid === bootUuid)?.type ?? "";
  const parameters = deployedParameters(shared, "ro");
  return [{ kind: "linux", id, title, rootUuid, bootUuid, bootType, kernel, initrd, parameters }];
}

/** The entries that the former menu has for an image, its own first; that is made from boot-info if the menu lacks it. */
function keptEntries(element: Element, { former, shared }: PlanContext): LinuxEntry[] {
  const find = (wanted: MatchedEntry["kind"]): LinuxEntry[] =>
    former.flatMap(({ entry, kind, element: owner }) =>
      owner === element && kind === wanted && entry.kind === "linux" ? [entry] : [],
    );
  const own = find("image");
  return [...(own.length === 0 ? recordedEntry(element, shared) : own), ...find("kernel")];
}

/** The one entry that an image has while it is updated. */
function updatingEntry(
  { entry_id: known, os_id, boot_name, root_uuid: rootUuid }: Element,
  { since, what }: Updating,
  newId: (wanted: string) => string,
): UpdatingEntry {
  const id = known ?? newId(os_id);
  return { kind: "updating", id, title: `${boot_name}, being updated`, rootUuid, since, what: oneLine(what) };
}

/** One image: its entries made anew, or kept if it cannot be read or has no kernel, so that its number stays. */
function planImage(element: Element, finding: ImageFinding, context: PlanContext): ImageEntries {
  const { shared, newId, notes } = context;
  const { os_id, root_uuid } = element;
  const was = element.system_name ?? null;
  const image = (name: string | null): Element => ({ ...element, system_name: name });
  if (element.updating !== undefined)
    return { image: image(was), entries: [updatingEntry(element, element.updating, newId)] };
  if (finding.kind === "kept") return { image: image(was), entries: keptEntries(element, context) };
  if (finding.kind === "unread") {
    notes.push(
      `Image ${os_id} was not looked into, so its entries stay as they are: ${finding.problem.replace(/\.$/u, "")}.`,
    );
    return { image: image(was), entries: keptEntries(element, context) };
  }
  const { kernels, systemName, device } = finding;
  if (kernels.length === 0) {
    notes.push(`Image ${os_id} has no kernel any more; its entry stays in the menu, and cannot be booted.`);
    return { image: image(was), entries: keptEntries(element, context).slice(0, 1) };
  }
  // The title of the deploy, which os-prober may have found, stays until the system has another name.
  const title = systemName === was ? element.boot_name : deployedTitle(systemName, os_id, device);
  const id = element.entry_id ?? newId(os_id);
  const entries = deployedEntries({ id, title, rootUuid: root_uuid, kernels }, shared, newId);
  return { image: image(systemName), entries };
}

/**
 * The order of the menu: the default kernel of each image, so that an image's number stays, then their other kernels, then
 * other systems, then the rescue system. Other kernels and systems beyond 100 entries are left out. Throws BareonError "bootloader" if an image has no kernel.
 */
function arrangeMenu(
  images: readonly ImageEntries[],
  others: readonly MenuEntry[],
  rescue: readonly MenuEntry[],
): { readonly entries: readonly MenuEntry[]; readonly elements: readonly Element[] } {
  const firsts = images.map(({ image, entries: [first] }) => {
    if (first === undefined)
      throw new BareonError("bootloader", `Image ${image.os_id} has no kernel that could be booted.`);
    return { image, first };
  });
  const elements = firsts.map(({ image, first }, index): Element => {
    const placed = { ...image, grub_id: index, entry_id: first.id };
    // Title and kernel stay what they were.
    if (first.kind === "updating") return placed;
    const { title, bootUuid, kernel, initrd } = first;
    return { ...placed, boot_name: title, boot_uuid: bootUuid, kernel, initrd };
  });
  const entries = [...firsts.map(({ first }) => first), ...images.flatMap((one) => one.entries.slice(1)), ...others];
  return { entries: [...entries.slice(0, mostEntries - rescue.length), ...rescue], elements };
}

/** The place of the entry that has the same id, else of one that boots the same kernel file; undefined if none does that may be booted. */
function findSame(entry: MenuEntry | undefined, entries: readonly MenuEntry[]): number | undefined {
  const byId = entries.findIndex((one) => one.id === entry?.id && isOffered(one));
  if (byId >= 0 || entry?.kind !== "linux") return byId < 0 ? undefined : byId;
  const { bootUuid, kernel, rootUuid } = entry;
  const byFile = entries.findIndex(
    (one) => one.kind === "linux" && one.rootUuid === rootUuid && one.bootUuid === bootUuid && one.kernel === kernel,
  );
  return byFile < 0 ? undefined : byFile;
}

/** The entry that takes the default's place: the one with its id or its kernel, else that of the same image. */
function placeDefault(
  { former, info }: Pick<MenuFacts, "former" | "info">,
  entries: readonly MenuEntry[],
  context: PlanContext,
): number {
  if (former === null) return defaultIndex({ defaultIndex: info.current_element, entries });
  const was = context.former[defaultIndex(former)];
  if (isRescue(was?.entry)) {
    const first = defaultIndex({ defaultIndex: 0, entries });
    context.notes.push(
      `The default was the rescue system, which cannot be one; it is now ${entries[first]?.id ?? ""}.`,
    );
    return first;
  }
  const same = findSame(was?.entry, entries);
  const name = entries[same ?? 0]?.id ?? "";
  if (same !== undefined && name !== was?.entry.id)
    context.notes.push(`The default, ${was?.entry.id ?? ""}, boots the same kernel as before by the entry ${name}.`);
  if (same !== undefined) return same;
  const own = info.elements.findIndex(({ root_uuid: root }) => root === was?.element?.root_uuid);
  const place = defaultIndex({ defaultIndex: Math.max(own, 0), entries });
  context.notes.push(`The default, ${was?.entry.id ?? ""}, is no longer there; it is now ${entries[place]?.id ?? ""}.`);
  return place;
}

function findPlaces(former: readonly MenuEntry[], entries: readonly MenuEntry[]): (number | null)[] {
  return former.map((entry) => findSame(entry, entries) ?? null);
}

function matchFormer(former: Menu | null, info: BootInfo): FormerEntry[] {
  if (former === null) return [];
  const matched = matchEntries(former, info);
  return former.entries.map((entry, index) => ({
    entry,
    kind: matched[index]?.kind ?? "foreign",
    element: matched[index]?.element ?? null,
  }));
}

/**
 * The menu, and the boot-info that goes with it. Throws BareonError "unverified" if boot-info does not say what the menu was
 * made with, and "bootloader" if an image has no entry at all.
 */
export function planMenu({ former, info, images, others }: MenuFacts): PlannedMenu {
  const record = info.menu;
  if (record === undefined) {
    throw new BareonError(
      "unverified",
      "boot-info.json does not say what the menu was made with, so it cannot be made anew.",
      { hint: "Deploy the node again." },
    );
  }
  const matched = matchFormer(former, info);
  const kept = others === "former" ? matched.filter(({ kind }) => kind === "foreign").map(({ entry }) => entry) : [];
  const rescue = info.rescue === undefined ? [] : [rescueEntry(info.rescue)];
  const newId = createIds([
    ...info.elements.flatMap(({ entry_id: id }) => id ?? []),
    ...[...kept, ...rescue].map(({ id }) => id),
  ]);
  const shared = { kernelParams: record.kernel_params, bootInterface: record.boot_interface };
  const notes =
    others === "former" && former === null
      ? ["The menu could not be read: systems that were not deployed are no longer in it."]
      : [];
  const context: PlanContext = { former: matched, shared, newId, notes };
  const planned = info.elements.map((element, index) =>
    planImage(element, images[index] ?? { kind: "unread", problem: "it was not asked for" }, context),
  );
  const found = others === "former" ? kept : others.flatMap((system) => otherEntries(system, newId));
  const { entries, elements } = arrangeMenu(planned, found, rescue);
  if (!entries.some((entry) => isOffered(entry) && !isRescue(entry)))
    throw new BareonError("bootloader", "Every system of the menu is being updated, so nothing could be booted.");
  return {
    menu: {
      defaultIndex: placeDefault({ former, info }, entries, context),
      timeout: former?.timeout ?? record.timeout,
      serial: serialLine(record.kernel_params),
      modules: record.grub_modules,
      ...(info.multiboot_copies === undefined ? {} : { copies: info.multiboot_copies }),
      entries,
    },
    info: { ...info, elements: [...elements] },
    places: findPlaces(former?.entries ?? [], entries),
    notes,
  };
}
