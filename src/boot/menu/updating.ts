/** The menu while a system is updated: its entry keeps number and id but loads nothing, and its older kernels have none. */
import type { BootInfo, Element, Updating } from "../../schema/boot-info.ts";
import { defaultIndex, matchEntries } from "./entries.ts";
import type { LinuxEntry, Menu } from "./menu.ts";

/** A kernel that is never there, on the multiboot partition: GRUB goes back to its menu, and a check says that the entry cannot be booted. */
export const updatingKernel = "/bareon/this-system-is-being-updated";
const mark = " (is being updated)";

/** The title without what an update adds. */
export function plainTitle(title: string): string {
  return title.endsWith(mark) ? title.slice(0, -mark.length) : title;
}

export interface UpdatingRequest {
  readonly menu: Menu;
  readonly info: BootInfo;
  /** The element of the system that is updated. */
  readonly element: Element;
  readonly updating: Updating;
  readonly multiboot: { readonly uuid: string; readonly type: string };
}

export interface UpdatingMenu {
  readonly menu: Menu;
  readonly info: BootInfo;
  /** For each entry of the former menu its place in the new one; null if it has none. */
  readonly places: readonly (number | null)[];
}

/** Begun a second time, it changes nothing but what boot-info says of the update. */
export function planUpdatingMenu({ menu, info, element, updating, multiboot }: UpdatingRequest): UpdatingMenu {
  const nothing = { bootUuid: multiboot.uuid, kernel: updatingKernel, initrd: null };
  const matched = matchEntries(menu, info);
  const stays = menu.entries.map((_, index) => matched[index]?.kind !== "kernel" || matched[index].element !== element);
  const entries = menu.entries.flatMap((entry, index) => {
    if (stays[index] !== true) return [];
    if (matched[index]?.kind !== "image" || matched[index].element !== element || entry.kind !== "linux")
      return [entry];
    const { id, title, rootUuid } = entry;
    const blocked: LinuxEntry = {
      ...{ kind: "linux", id, title: `${plainTitle(title)}${mark}`, rootUuid },
      ...{ ...nothing, bootType: multiboot.type, parameters: "" },
    };
    return [blocked];
  });
  let next = 0;
  const places = stays.map((stay) => (stay ? next++ : null));
  const usual = places[defaultIndex(menu)] ?? 0;
  const elements = info.elements.map((one): Element => {
    const at = matched.find((entry) => entry.element === one && entry.kind === "image")?.menu?.index;
    const placed = { ...one, grub_id: (at === undefined ? null : places[at]) ?? one.grub_id };
    const { bootUuid, kernel, initrd } = nothing;
    return one === element ? { ...placed, boot_uuid: bootUuid, kernel, initrd, updating } : placed;
  });
  return {
    menu: { ...menu, defaultIndex: usual, entries },
    info: { ...info, elements, current_element: usual },
    places,
  };
}

/** boot-info once the update is done: the menu is made of it anew. */
export function endedUpdate(
  info: BootInfo,
  element: Element,
  version: { readonly imageName: string; readonly imageUuid: string },
): BootInfo {
  const { updating: _, ...former } = element;
  const ended: Element = {
    ...former,
    boot_name: plainTitle(former.boot_name),
    image_name: version.imageName,
    image_uuid: version.imageUuid,
  };
  return { ...info, elements: info.elements.map((one) => (one === element ? ended : one)) };
}
