/** The menu with more systems, or without one that it had: the entries of all others stay what they are. */
import type { BootInfo, Element } from "../../schema/boot-info.ts";
import { defaultIndex, matchEntries } from "./entries.ts";
import { type DeployedSystem, draftElement } from "./first-menu.ts";
import type { Menu } from "./menu.ts";
import { createIds } from "./new-entries.ts";
import { type ImageFinding, type PlannedMenu, planMenu } from "./plan.ts";

export interface KnownMenu {
  readonly menu: Menu;
  readonly info: BootInfo;
}

/**
 * The systems come behind those that are there, whose numbers and ids stay; the default stays. `modules` are GRUB's for what they
 * lie on. Throws as planMenu.
 */
export function planMenuWith(
  { menu, info }: KnownMenu,
  systems: readonly DeployedSystem[],
  modules: readonly string[],
): PlannedMenu {
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
    // The others were not to be looked into.
    notes: [],
  };
}

/** Its entries go, those of its older kernels too; systems behind it get lower numbers. The default must be another one. */
export function planMenuWithout({ menu, info }: KnownMenu, element: Element): PlannedMenu {
  const matched = matchEntries(menu, info);
  const stays = menu.entries.map((_, index) => matched[index]?.element !== element);
  let next = 0;
  const places = stays.map((stay) => (stay ? next++ : null));
  const usual = places[defaultIndex(menu)] ?? 0;
  const elements = info.elements
    .filter((one) => one !== element)
    .map((one): Element => {
      const index = matched.find((entry) => entry.element === one && entry.kind === "image")?.menu?.index;
      return { ...one, grub_id: (index === undefined ? null : places[index]) ?? one.grub_id };
    });
  return {
    menu: { ...menu, defaultIndex: usual, entries: menu.entries.filter((_, index) => stays[index]) },
    info: { ...info, elements, current_element: usual },
    places,
    notes: [],
  };
}
