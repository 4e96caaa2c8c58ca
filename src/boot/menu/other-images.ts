/** The menu with more systems, or without one that it had: the entries of all others stay what they are. */
import type { BootInfo, Element } from "../../schema/boot-info.ts";
import { defaultIndex, type MatchedEntry, matchEntries } from "./entries.ts";
import { type DeployedSystem, draftElement } from "./first-menu.ts";
import type { Menu } from "./menu.ts";
import { createIds, slug } from "./new-entries.ts";
import { type ImageFinding, type PlannedMenu, planMenu } from "./plan.ts";

export interface KnownMenu {
  readonly menu: Menu;
  readonly info: BootInfo;
}

/** Without the entries that do not stay, and the new place of each; the default is one that stays. */
function pick(menu: Menu, stays: readonly boolean[]): { readonly menu: Menu; readonly places: (number | null)[] } {
  let next = 0;
  const places = stays.map((stay) => (stay ? next++ : null));
  const entries = menu.entries.filter((_, index) => stays[index]);
  return { menu: { ...menu, defaultIndex: places[defaultIndex(menu)] ?? 0, entries }, places };
}

/**
 * An entry of such a name, of a root that is nowhere: when these systems were to be added before, the power failed after the menu was
 * replaced and before boot-info was. Their volumes were made anew since.
 */
function isLeftOver(
  { kind, menu }: MatchedEntry,
  names: readonly string[],
  isThere: (uuid: string) => boolean,
): boolean {
  if (kind !== "foreign" || menu?.kind !== "linux" || isThere(menu.rootUuid)) return false;
  return names.some((name) => menu.id.startsWith(name) && /^(?:-\d+)?(?:\+.*)?$/u.test(menu.id.slice(name.length)));
}

/**
 * The systems come behind those that are there, whose numbers and ids stay; the default stays. `modules` are GRUB's for what they
 * lie on; `isThere` says whether the machine has a filesystem. Throws as planMenu.
 */
export function planMenuWith(
  { menu: found, info }: KnownMenu,
  systems: readonly DeployedSystem[],
  modules: readonly string[],
  isThere: (uuid: string) => boolean = () => true,
): PlannedMenu {
  const names = systems.map(({ name }) => slug(name));
  const { menu, places } = pick(
    found,
    matchEntries(found, info)
      .slice(0, found.entries.length)
      .map((entry) => !isLeftOver(entry, names, isThere)),
  );
  const taken = [...info.elements.flatMap(({ entry_id: id }) => id ?? []), ...menu.entries.map(({ id }) => id)];
  const newId = createIds(taken);
  const unread: ImageFinding = { kind: "unread", problem: "it stays as it is" };
  const elements = systems.map((system, index) => draftElement(system, info.elements.length + index, newId));
  const record = info.menu;
  const grown: BootInfo = {
    ...info,
    elements: [...info.elements, ...elements],
    ...(record === undefined
      ? {}
      : { menu: { ...record, grub_modules: [...new Set([...record.grub_modules, ...modules])] } }),
  };
  const images = [
    ...info.elements.map(() => unread),
    ...systems.map(({ device, systemName, kernels }): ImageFinding => ({ kind: "read", device, systemName, kernels })),
  ];
  const planned = planMenu({ former: menu, info: grown, images, others: "former" });
  return {
    ...planned,
    info: { ...planned.info, current_element: planned.menu.defaultIndex },
    places: places.map((place) => (place === null ? null : (planned.places[place] ?? null))),
    // The others were not to be looked into.
    notes: [],
  };
}

/** Its entries go, those of its older kernels too; systems behind it get lower numbers. The default must be another one. */
export function planMenuWithout({ menu: found, info }: KnownMenu, element: Element): PlannedMenu {
  const matched = matchEntries(found, info);
  const { menu, places } = pick(
    found,
    found.entries.map((_, index) => matched[index]?.element !== element),
  );
  const elements = info.elements
    .filter((one) => one !== element)
    .map((one): Element => {
      const index = matched.find((entry) => entry.element === one && entry.kind === "image")?.menu?.index;
      return { ...one, grub_id: (index === undefined ? null : places[index]) ?? one.grub_id };
    });
  return { menu, info: { ...info, elements, current_element: menu.defaultIndex }, places, notes: [] };
}
