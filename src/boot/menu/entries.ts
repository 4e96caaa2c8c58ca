/** The boot menu and boot-info put together: which entry belongs to which image, which is the default, which runs now. */
import type { RunningSystem } from "../../machine/running-entry.ts";
import { isSameUuid } from "../../base/uuid.ts";
import type { Entry } from "../../schema/bareon-boot.ts";
import type { BootInfo, Element, Updating } from "../../schema/boot-info.ts";
import { isOffered, type Menu, type MenuEntry } from "./menu.ts";
import { isRescue } from "./rescue.ts";

/** An entry of the menu with its place in it. */
export type PlacedEntry = MenuEntry & { readonly index: number };

/** An entry of the menu together with what boot-info says of it; whether it can be booted is not known yet. */
export interface MatchedEntry {
  /** Null for an image that the menu lacks. */
  readonly menu: PlacedEntry | null;
  readonly kind: Entry["kind"];
  /** The image that it boots; null for a foreign system. */
  readonly element: Element | null;
}

/** The entry that the running system was booted from. */
export interface BootedEntry {
  /** The index in the menu; null if none can be told. */
  readonly index: number | null;
  /** Why it was booted, as the running system has it; null if that does not say. */
  readonly reason: string | null;
  readonly warning: string | null;
}

function rootOf(entry: MenuEntry): string | null {
  return entry.kind === "chain" || isRescue(entry) ? null : entry.rootUuid;
}

function belongs(element: Element, entry: PlacedEntry): boolean {
  if (!isSameUuid(element.root_uuid, rootOf(entry))) return false;
  return element.entry_id === undefined ? entry.index === element.grub_id : entry.id === element.entry_id;
}

/** Every entry in menu order, then the images that the menu lacks. An entry of an image's root that boot-info does not name is an older kernel. */
export function matchEntries(
  menu: Pick<Menu, "entries">,
  info: Pick<BootInfo, "elements"> | null,
): readonly MatchedEntry[] {
  const elements = info?.elements ?? [];
  const entries = menu.entries.map((plain, index): MatchedEntry => {
    const entry = { ...plain, index };
    if (isRescue(plain)) return { menu: entry, kind: "rescue", element: null };
    const own = elements.find((element) => belongs(element, entry));
    if (own !== undefined) return { menu: entry, kind: "image", element: own };
    const image = elements.find((element) => isSameUuid(element.root_uuid, rootOf(entry)));
    return image === undefined
      ? { menu: entry, kind: "foreign", element: null }
      : { menu: entry, kind: "kernel", element: image };
  });
  const missing = elements.filter(
    (element) => !entries.some((entry) => entry.kind === "image" && entry.element === element),
  );
  return [...entries, ...missing.map((element): MatchedEntry => ({ menu: null, kind: "image", element }))];
}

/** An update of the image that has begun and not ended, by boot-info or by the menu; undefined if there is none. */
export function updateOf({ menu, element }: MatchedEntry): Updating | undefined {
  if (element?.updating !== undefined) return element.updating;
  return menu?.kind === "updating" ? { since: menu.since, what: menu.what } : undefined;
}

/** What an update is, for people: "being updated since 2026-11-28T18:49:37Z, from A to B". */
export function describeUpdate({ since, what }: Pick<Updating, "since" | "what">): string {
  return `being updated since ${since}${what === "" ? "" : `, ${what}`}`;
}

/** What the volumes of an image hold while it is updated. An earlier version did not record it, so that the worst is assumed. */
export function writtenOf({ written = "partly" }: Pick<Updating, "written">): NonNullable<Updating["written"]> {
  return written;
}

/** What to do about an update that has begun and not ended: only ways that are open, given what was written. */
export function updateHint(element: Pick<Element, "os_id" | "updating"> | null | undefined): string {
  const name = element?.os_id ?? "IMAGE";
  // The menu is written first: the update was cut off before boot-info followed.
  if (element?.updating === undefined && element?.os_id !== undefined)
    return `bareon-boot refresh brings the entry back, since nothing of it was written; bareon-provision update ${name} goes on with it.`;
  const written = writtenOf(element?.updating ?? {});
  const goesOn = `bareon-provision update ${name} goes on with it`;
  if (written === "nothing") return `${goesOn}; with --abandon it is offered again as it was.`;
  return written === "whole"
    ? `${goesOn}; with --abandon it is offered as it is, if it can be booted; bareon-provision remove ${name} takes it off the node.`
    : `It has files of two versions: ${goesOn}; bareon-provision remove ${name} takes it off the node.`;
}

/** The entry that GRUB boots: the default, or the first that is not being updated if the menu does not offer the default. */
export function defaultIndex(menu: Pick<Menu, "defaultIndex" | "entries">): number {
  if (isOffered(menu.entries[menu.defaultIndex])) return menu.defaultIndex;
  return Math.max(
    menu.entries.findIndex((entry) => isOffered(entry)),
    0,
  );
}

/**
 * Which entry runs: the one that the kernel command line names, if the running root is that entry's. If the two disagree,
 * the root is right: a command line can be edited, and the numbers of a menu change when it is made anew.
 */
export function findCurrent(
  entries: readonly MatchedEntry[],
  running: Pick<RunningSystem, "entry" | "rootUuid">,
): Omit<BootedEntry, "reason"> {
  const claimed = entries.find(({ menu }) => menu !== null && menu.index === running.entry)?.menu ?? null;
  if (running.rootUuid === null) {
    // The rescue system has its root in memory.
    if (claimed !== null && isRescue(claimed)) return { index: claimed.index, warning: null };
    const warning =
      running.entry === null
        ? null
        : `The kernel command line names entry ${running.entry}, but the running root is on no filesystem with a UUID.`;
    return { index: null, warning };
  }
  if (claimed !== null && isSameUuid(running.rootUuid, rootOf(claimed))) return { index: claimed.index, warning: null };
  const byRoot =
    entries.find(({ menu, kind }) => kind !== "kernel" && menu !== null && isSameUuid(running.rootUuid, rootOf(menu)))
      ?.menu ?? null;
  if (running.entry === null) return { index: byRoot?.index ?? null, warning: null };
  const warning = `The kernel command line names entry ${running.entry}, but the running root is ${running.rootUuid}, which is not that entry's.`;
  return { index: byRoot?.index ?? null, warning };
}

/** The default of a menu that does not offer it. */
export function describeBeyond({ defaultIndex: number, entries }: Pick<Menu, "defaultIndex" | "entries">): string {
  return `entry ${number}, which ${entries[number] === undefined ? "the menu does not have" : "is being updated"}`;
}

export interface Findings {
  /** Why the entry cannot be booted; null if it can. */
  readonly problem: string | null;
  /** Why it could not be looked into; null if it was. */
  readonly unchecked: string | null;
  readonly isDefault: boolean;
  readonly isCurrent: boolean;
}

/** Without what only an update itself needs. */
function shownUpdate({ since, what, written }: Updating): NonNullable<Entry["updating"]> {
  return { since, what, ...(written === undefined ? {} : { written }) };
}

/** The entry as it is shown. */
export function describeEntry(entry: MatchedEntry, { problem, unchecked, isDefault, isCurrent }: Findings): Entry {
  const { menu, kind, element } = entry;
  const updating = updateOf(entry);
  return {
    grub_id: menu?.index ?? null,
    entry_id: menu?.id ?? null,
    kind,
    boot_name: menu?.title ?? element?.boot_name ?? "",
    image_name: element?.image_name ?? null,
    image_uuid: element?.image_uuid ?? null,
    os_id: element?.os_id ?? null,
    root_uuid: (menu === null ? element?.root_uuid : rootOf(menu)) ?? null,
    valid: problem === null,
    problem,
    ...(updating === undefined ? {} : { updating: shownUpdate(updating) }),
    unchecked,
    default: isDefault,
    current: isCurrent,
  };
}
