/** Decides the menu anew from the kernels that the images have now: ids and the images' numbers stay, other systems stay as they are. */
import { BareonError } from "../../base/errors.ts";
import type { BootInfo, Element } from "../../schema/boot-info.ts";
import { defaultIndex, type KnownEntry, matchEntries } from "./entries.ts";
import { joinArguments } from "./grub-script.ts";
import { ownArguments } from "./kernels.ts";
import {
  arrangeMenu,
  createIds,
  deployedEntries,
  deployedParameters,
  deployedTitle,
  type ImageEntries,
  type MenuKernel,
  type SharedArguments,
} from "./plan.ts";
import { type LinuxEntry, type Menu, type MenuEntry, type ParsedEntry, type ParsedMenu, serialLine } from "./menu.ts";

/** What an image was found to be. */
export type ImageFinding =
  | {
      readonly kind: "read";
      readonly device: string;
      readonly systemName: string | null;
      readonly kernels: readonly MenuKernel[];
    }
  /** It could not be looked into, and why. */
  | { readonly kind: "unread"; readonly problem: string };

export interface RefreshFacts {
  /** Null where it cannot be read: then other systems are lost, and the default is that of boot-info. */
  readonly menu: ParsedMenu | null;
  readonly info: BootInfo;
  /** For each element of boot-info, in its order. */
  readonly images: readonly ImageFinding[];
}

export interface Refreshed {
  readonly menu: Menu;
  readonly info: BootInfo;
  /** For each entry of the old menu its place in the new one; null where that has none with its id. */
  readonly places: readonly (number | null)[];
  /** What a person should know. */
  readonly notes: readonly string[];
}

/** An entry as it stands; `more` goes to its arguments. */
function keep(parsed: ParsedEntry, shared: SharedArguments | null): MenuEntry {
  const { id, title, bootUuid, bootType } = parsed;
  if (parsed.kind === "chain") return { kind: "chain", id, title, bootUuid, bootType };
  return keepLinux(parsed, shared);
}

function keepLinux(
  { id, title, bootUuid, bootType, rootUuid, kernel, initrd, commandLine }: Extract<ParsedEntry, { kind: "linux" }>,
  shared: SharedArguments | null,
): LinuxEntry {
  const card = shared === null || shared.bootInterface === null ? [] : [`BOOTIF=${shared.bootInterface}`];
  return {
    kind: "linux",
    id,
    title,
    rootUuid,
    bootUuid,
    bootType,
    kernel,
    initrd,
    parameters: joinArguments([...ownArguments(commandLine), ...card]),
  };
}

/** The entries that the menu has for an image, its own first; made from boot-info where the menu has none. */
function keptEntries(element: Element, known: readonly KnownEntry[], shared: SharedArguments): LinuxEntry[] {
  const own = known.filter((entry) => entry.element === element && entry.menu?.kind === "linux");
  const ordered = [...own.filter(({ kind }) => kind === "image"), ...own.filter(({ kind }) => kind === "kernel")];
  const kept = ordered.flatMap(({ menu }) => (menu?.kind === "linux" ? [keepLinux(menu, shared)] : []));
  if (ordered[0]?.kind === "image") return kept;
  const { entry_id: id, boot_uuid: bootUuid, kernel, initrd = null } = element;
  if (id === undefined || bootUuid === undefined || kernel === undefined) return kept;
  const bootType = element.mounts?.find(({ uuid }) => uuid === bootUuid)?.type ?? "";
  return [
    {
      kind: "linux",
      id,
      title: element.boot_name,
      rootUuid: element.root_uuid,
      bootUuid,
      bootType,
      kernel,
      initrd,
      parameters: deployedParameters(shared, "ro"),
    },
    ...kept,
  ];
}

interface Book {
  readonly known: readonly KnownEntry[];
  readonly shared: SharedArguments;
  readonly newId: (wanted: string) => string;
  readonly notes: string[];
}

/** One image: its entries made anew, or kept where it cannot be read or has no kernel, so that its number stays. */
function refreshImage(element: Element, finding: ImageFinding, { known, shared, newId, notes }: Book): ImageEntries {
  const { image_name, image_uuid, os_id, root_uuid, mounts } = element;
  const image = { image_name, image_uuid, os_id, root_uuid, ...(mounts === undefined ? {} : { mounts }) };
  const was = element.system_name ?? null;
  if (finding.kind === "unread") {
    notes.push(
      `Image ${os_id} was not looked into, so its entries stay as they are: ${finding.problem.replace(/\.$/u, "")}.`,
    );
    return { image: { ...image, system_name: was }, entries: keptEntries(element, known, shared) };
  }
  const { kernels, systemName, device } = finding;
  if (kernels.length === 0) {
    notes.push(`Image ${os_id} has no kernel any more; its entry stays in the menu, and cannot be booted.`);
    return { image: { ...image, system_name: was }, entries: keptEntries(element, known, shared).slice(0, 1) };
  }
  // The name that os-prober gave it, and the device of that day, stay until the system calls itself otherwise.
  const title = systemName === was ? element.boot_name : deployedTitle(systemName, os_id, device);
  const id = element.entry_id ?? newId(os_id);
  return {
    image: { ...image, system_name: systemName },
    entries: deployedEntries({ id, title, rootUuid: root_uuid, kernels }, shared, newId),
  };
}

/** The entry that takes the default's place: the one with its id, else that of the same image. */
function placeDefault(
  menu: ParsedMenu | null,
  {
    info,
    entries,
    known,
  }: { readonly info: BootInfo; readonly entries: readonly MenuEntry[]; readonly known: readonly KnownEntry[] },
  notes: string[],
): number {
  if (menu === null) return entries[info.current_element] === undefined ? 0 : info.current_element;
  const former = known[defaultIndex(menu)];
  const same = entries.findIndex(({ id }) => id === former?.menu?.id);
  if (same >= 0) return same;
  const own = info.elements.findIndex(({ root_uuid: root }) => root === former?.element?.root_uuid);
  const place = Math.max(own, 0);
  notes.push(`The default, ${former?.menu?.id ?? ""}, is no longer there; it is now ${entries[place]?.id ?? ""}.`);
  return place;
}

/** Throws BareonError "unverified" where boot-info does not say what the menu was made with, and "bootloader" where an image has no entry at all. */
export function planRefresh({ menu, info, images }: RefreshFacts): Refreshed {
  const record = info.menu;
  if (record === undefined) {
    throw new BareonError(
      "unverified",
      "boot-info.json does not say what the menu was made with, so it cannot be made anew.",
      { hint: "Deploy the node again." },
    );
  }
  const shared = { kernelParams: record.kernel_params, bootInterface: record.boot_interface };
  const known = menu === null ? [] : matchEntries(menu, info);
  const others = known.flatMap((entry) =>
    entry.kind === "foreign" && entry.menu !== null ? [keep(entry.menu, null)] : [],
  );
  const reserved = [...info.elements.flatMap(({ entry_id: id }) => id ?? []), ...others.map(({ id }) => id)];
  const notes: string[] =
    menu === null ? ["The menu could not be read: systems that were not deployed are no longer in it."] : [];
  const book: Book = { known, shared, newId: createIds(reserved), notes };
  const refreshed = info.elements.map((element, index) =>
    refreshImage(element, images[index] ?? { kind: "unread", problem: "it was not asked for" }, book),
  );
  const { entries, elements } = arrangeMenu(refreshed, others);
  const place = placeDefault(menu, { info, entries, known }, notes);
  const merged = elements.map((element, index) => ({ ...info.elements[index], ...element }));
  return {
    menu: {
      defaultIndex: place,
      timeout: menu?.timeout ?? record.timeout,
      serial: serialLine(record.kernel_params),
      modules: record.grub_modules,
      entries,
    },
    info: { ...info, elements: merged },
    places: (menu?.entries ?? []).map(({ id }) => {
      const index = entries.findIndex((entry) => entry.id === id);
      return index < 0 ? null : index;
    }),
    notes,
  };
}
