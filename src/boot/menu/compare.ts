/** What differs between a boot menu and the one that takes its place, for people and for the question whether to write. */
import { withoutMark } from "./copies.ts";
import { attemptsOf, isSameFiles, type Menu, type MenuEntry } from "./menu.ts";
import { renderEntry } from "./render-menu.ts";

export interface MenuDifference {
  /** Entry ids. */
  readonly added: string[];
  readonly removed: string[];
  /** Those that are in both, but boot something else or otherwise, or have another title or place. */
  readonly updated: string[];
}

interface Placed {
  readonly entry: MenuEntry;
  readonly index: number;
}

function byId({ entries }: Pick<Menu, "entries">): Map<string, Placed> {
  return new Map(entries.map((entry, index) => [entry.id, { entry, index }]));
}

/** The lines say what the entry boots, how, under which title and in which place; not what it does where that cannot be loaded. */
function describe({ entry, index }: Placed): string {
  if (entry.kind !== "linux") return renderEntry(entry, index).join("\n");
  const { fallbacks: _fallbacks, ...first } = entry;
  return renderEntry(first, index).join("\n");
}

/** True if both boot the same. Earlier menus named a system's links where those of now name the files and try the links last. */
function isSame(former: Placed, now: Placed): boolean {
  if (former.entry.kind === "linux" && now.entry.kind === "linux") {
    const was = former.entry;
    const named = attemptsOf(now.entry).slice(1).at(-1);
    if (was.fallbacks === undefined && named !== undefined && isSameFiles(was, named)) {
      const { kernel, initrd } = now.entry;
      return describe({ ...former, entry: { ...was, kernel, initrd } }) === describe(now);
    }
  }
  return describe(former) === describe(now);
}

/** `before` is null for a menu that could not be read, which has no entries. */
export function compareMenus(before: Pick<Menu, "entries"> | null, after: Pick<Menu, "entries">): MenuDifference {
  const former = byId(before ?? { entries: [] });
  const now = byId(after);
  const isUpdated = (id: string, placed: Placed): boolean => {
    const was = former.get(id);
    return was !== undefined && !isSame(was, placed);
  };
  return {
    added: [...now.keys()].filter((id) => !former.has(id)),
    removed: [...former.keys()].filter((id) => !now.has(id)),
    updated: [...now].flatMap(([id, placed]) => (isUpdated(id, placed) ? [id] : [])),
  };
}

/** Whether two menus differ in more than the number of their default and the blanks after it, and what says when that was written. */
export function differs(one: string, other: string): boolean {
  const plain = (text: string): string => withoutMark(text).replace(/(?<=set default=)\d+ */u, "");
  return plain(one) !== plain(other);
}
