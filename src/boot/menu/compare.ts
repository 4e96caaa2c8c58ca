/** What differs between a boot menu and the one that takes its place, for people and for the question whether to write. */
import type { Menu } from "./menu.ts";
import { renderEntry } from "./render-menu.ts";

export interface MenuDifference {
  /** Entry ids. */
  readonly added: string[];
  readonly removed: string[];
  /** Those that are in both, but boot something else or otherwise, or have another title or place. */
  readonly updated: string[];
}

/** The lines of each entry by its id: they say what it boots, how, under which title and in which place. */
function entryLines({ entries }: Pick<Menu, "entries">): Map<string, string> {
  return new Map(entries.map((entry, index) => [entry.id, renderEntry(entry, index).join("\n")]));
}

/** `before` is null for a menu that could not be read, which has no entries. */
export function compareMenus(before: Pick<Menu, "entries"> | null, after: Pick<Menu, "entries">): MenuDifference {
  const former = entryLines(before ?? { entries: [] });
  const now = entryLines(after);
  return {
    added: [...now.keys()].filter((id) => !former.has(id)),
    removed: [...former.keys()].filter((id) => !now.has(id)),
    updated: [...now.keys()].filter((id) => former.has(id) && former.get(id) !== now.get(id)),
  };
}

/** Whether two menus differ in more than the number of their default and the blanks after it. */
export function differs(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/(?<=set default=)\d+ */u, "");
  return plain(one) !== plain(other);
}
