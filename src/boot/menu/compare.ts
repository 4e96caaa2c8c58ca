/** What differs between a boot menu and the one that takes its place, for people and for the question whether to write. */
import { isDeepStrictEqual } from "node:util";
import type { ParsedMenu } from "./menu.ts";

export interface MenuDifference {
  /** Entry ids. */
  readonly added: string[];
  readonly removed: string[];
  /** Those that are in both, but boot something else or otherwise, or have another title or place. */
  readonly updated: string[];
}

/** A menu that could not be read has no entries. */
export function compareMenus(before: ParsedMenu | null, after: ParsedMenu): MenuDifference {
  const former = new Map(before?.entries.map((entry) => [entry.id, entry]));
  const now = new Set(after.entries.map(({ id }) => id));
  return {
    added: after.entries.filter(({ id }) => !former.has(id)).map(({ id }) => id),
    removed: [...former.keys()].filter((id) => !now.has(id)),
    updated: after.entries
      .filter((entry) => {
        const was = former.get(entry.id);
        return was !== undefined && !isDeepStrictEqual(was, entry);
      })
      .map(({ id }) => id),
  };
}

/** Whether two menus differ in more than the number of their default and the blanks after it. */
export function differs(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/(?<=set default=)\d+ */u, "");
  return plain(one) !== plain(other);
}
