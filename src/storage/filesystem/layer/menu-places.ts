/** The filesystems that GRUB reads on partitions of their own: the boot menu's, with its copies on other disks, and the rescue system's. */
import { multibootName, rescueName } from "../../../base/places.ts";
import { menuDisks } from "../../../config/menu-disks.ts";
import type { Layer, LayerRequest, StoragePlan } from "../../layer.ts";
import { type Step, makeFilesystemStep } from "../../step.ts";
import { makeMultibootFilesystem } from "../ext.ts";
import { clearFormer } from "./clear-former.ts";

export type OwnPlace = NonNullable<StoragePlan["rescue"]>;
type MenuPlace = NonNullable<StoragePlan["multiboot"]>;
type MenuCopy = NonNullable<MenuPlace["copies"]>[number];

/**
 * True if the disk at that place of the config has the boot menu, or gets it. A node that keeps its menu gets no copies of it, since
 * nothing would bring one onto a further disk: that has one only if one is there.
 */
export function hasMenu({ config, disks, extend }: LayerRequest, index: number): boolean {
  if (!menuDisks(config).some((disk) => disk === config.disks[index])) return false;
  const there = disks[index]?.partitions ?? [];
  return extend === undefined || index === 0 || there.some(({ name }) => name === multibootName);
}

/** The partition of that purpose on the disk in that place; undefined if it has none. */
function planOwnPlace(
  { newUuid, extend, grow, disks: found }: LayerRequest,
  { disks }: StoragePlan,
  { index, purpose: wanted }: { readonly index: number; readonly purpose: "multiboot" | "rescue" },
): OwnPlace | undefined {
  const partition = disks[index]?.partitions.find(({ purpose }) => purpose === wanted);
  if (partition === undefined) return undefined;
  const there = found[index]?.partitions.find(({ path }) => path === partition.device);
  const isThere = partition.added !== true && there?.content !== null;
  const stays = (extend !== undefined || grow === true) && isThere ? { keep: true } : {};
  return { device: partition.device, uuid: newUuid(), ...stays };
}

/** Those on the disks behind the first. */
function planCopies(request: LayerRequest, storage: StoragePlan): MenuCopy[] {
  return storage.disks.slice(1).flatMap(({ path: disk }, place) => {
    const copy = planOwnPlace(request, storage, { index: place + 1, purpose: "multiboot" });
    return copy === undefined ? [] : [{ disk, ...copy }];
  });
}

/**
 * The filesystems of a partition of its own that GRUB reads: the menu's, and the rescue system's. On a node that is adopted they are made,
 * unless what was cut off has made them; on one that keeps what it has they stay.
 */
export function planMultiboot(request: LayerRequest, storage: StoragePlan): Partial<StoragePlan> {
  const multiboot = planOwnPlace(request, storage, { index: 0, purpose: "multiboot" });
  const rescue = planOwnPlace(request, storage, { index: 0, purpose: "rescue" });
  const copies = planCopies(request, storage);
  return {
    multiboot: multiboot === undefined ? null : { ...multiboot, ...(copies.length === 0 ? {} : { copies }) },
    ...(rescue === undefined ? {} : { rescue }),
  };
}

/** Both are made alike: what GRUB reads of one it reads of the other. */
export function makeMultiboot(storage: StoragePlan, layers: readonly Layer[]): Step[] {
  const { multiboot, rescue } = storage;
  const make = (places: readonly OwnPlace[], what: string, label: string): Step[] =>
    places
      .filter(({ keep }) => keep !== true)
      .map(({ device, uuid }) =>
        makeFilesystemStep(device, `Make the ${what} filesystem on ${device}`, [
          ...clearFormer(storage, device, layers),
          makeMultibootFilesystem({ device, uuid, label }),
        ]),
      );
  return [
    ...make(menuPlaces({ multiboot }), "multiboot", multibootName),
    ...make(rescue === undefined ? [] : [rescue], "rescue", rescueName),
  ];
}

/** The multiboot partition and its copies. */
function menuPlaces({ multiboot }: Pick<StoragePlan, "multiboot">): OwnPlace[] {
  if (multiboot === null) return [];
  const { copies = [], ...first } = multiboot;
  return [first, ...copies.map(({ disk: _disk, ...copy }) => copy)];
}

/** The partitions that are made like the menu's. */
export function ownPlaces({ multiboot, rescue }: Pick<StoragePlan, "multiboot" | "rescue">): OwnPlace[] {
  return [...menuPlaces({ multiboot }), ...(rescue === undefined ? [] : [rescue])];
}

/** With the copies, each as the place itself. */
export function keepMenu(menu: MenuPlace, keep: <T extends OwnPlace>(place: T) => T): MenuPlace {
  const { copies } = menu;
  return { ...keep(menu), ...(copies === undefined ? {} : { copies: copies.map((copy) => keep(copy)) }) };
}
