/** Which disks of a config the node is to boot from: those with a copy of the boot menu, and those with an EFI system partition. */
import {
  type ArraySpec,
  type DeployConfig,
  type DiskSpec,
  type ImageSpec,
  type PartSpec,
  type VolumeSpec,
  existingSystem,
  isBootable,
  isEsp,
  isMultiboot,
} from "./deploy-config.ts";
import type { Rule } from "./rule.ts";
import { physicalVolumesOf, volumesOf } from "./volumes.ts";
import type { Finding, Remark } from "./wording.ts";

type Storage = Pick<DeployConfig, "disks" | "arrays" | "groups">;
type Booting = Storage & Pick<DeployConfig, "images" | "rescue" | "menuDisks">;

/** The disks of which each has all of an array. */
function disksOfArray({ disks }: Storage, { level, members }: ArraySpec): DiskSpec[] {
  const holders = disks.filter(({ parts }) => members.some((member) => parts.includes(member)));
  return level === 1 || holders.length === 1 ? holders : [];
}

/** The disks of which each has all of what lies on a partition or an array. */
function disksOfPart(config: Storage, part: PartSpec): DiskSpec[] {
  const array = config.arrays.find(({ content }) => content === part);
  return array === undefined ? config.disks.filter(({ parts }) => parts.includes(part)) : disksOfArray(config, array);
}

/** The disks of which each has all of a volume, wherever it lies. */
function disksOfVolume(config: Storage, volume: VolumeSpec): DiskSpec[] {
  const group = config.groups.find(({ volumes }) => volumes.includes(volume));
  if (group === undefined) return disksOfPart(config, volume);
  const lists = physicalVolumesOf(config, group.name).map((pv) => disksOfPart(config, pv));
  return config.disks.filter((disk) => lists.length > 0 && lists.every((list) => list.includes(disk)));
}

/** What of a system's volumes has to be there for it to come up. */
const needed = new Set(["/", "/boot", "/usr"]);

/** The disks of which each has all that every operating system needs to come up. */
function mirroredDisks(config: Booting): DiskSpec[] {
  const names = config.images.filter(isBootable).map(({ name }) => name);
  const volumes = volumesOf(config).filter(
    ({ mount, images }) => mount !== undefined && needed.has(mount) && images.some((image) => names.includes(image)),
  );
  const lists = volumes.map((volume) => disksOfVolume(config, volume));
  return config.disks.filter((disk) => lists.length > 0 && lists.every((list) => list.includes(disk)));
}

/** The disks that have the boot menu, the first disk first; none for a node that has no menu of its own. */
export function menuDisks(config: Booting): DiskSpec[] {
  const { disks, menuDisks: wanted } = config;
  if (!isMultiboot(config)) return [];
  if (wanted === "all") return [...disks];
  const mirrored = wanted === "mirrored" ? mirroredDisks(config) : [];
  return disks.filter((disk) => disk === disks[0] || mirrored.includes(disk));
}

/** True for a root of an operating system in an array that each member has whole. */
function isMirroredRoot(part: PartSpec, images: readonly ImageSpec[]): boolean {
  if (part.kind !== "member" || part.level !== 1 || part.content.kind === "pv") return false;
  const { mount, images: names } = part.content;
  return mount === "/" && images.some((image) => isBootable(image) && names.includes(image.name));
}

/**
 * True if a disk gets an EFI system partition that the config does not name: the first, those with the boot menu, and those with a
 * mirrored root, any of which may be lost; every one that has room reserved.
 */
export function hasImplicitEsp(config: Booting & Pick<DeployConfig, "reservedSize">, disk: DiskSpec): boolean {
  const { images, disks, reservedSize } = config;
  const isMeant =
    reservedSize !== undefined ||
    disk === disks[0] ||
    menuDisks(config).includes(disk) ||
    disk.parts.some((part) => isMirroredRoot(part, images));
  return isMeant && !disk.parts.some(isEsp);
}

/** A menu that is asked for on more disks needs more than one of them. */
function findNoMirrors(config: DeployConfig): Finding[] {
  if (config.menuDisks === undefined || !isMultiboot(config) || existingSystem(config) !== undefined) return [];
  if (menuDisks(config).length > 1) return [];
  return [
    {
      of: "config",
      field: "menuDisks",
      problem:
        config.menuDisks === "all"
          ? "the config names one disk alone"
          : "no disk beside the first has all that every operating system needs to come up: its /, /boot and /usr, on the disk itself or in arrays of level 1",
      expected: "the boot menu on the first disk alone, or volumes on mirrors",
    },
  ];
}

/** The menu of an adopted node lies in free room of the disk that boots it. */
function findAdoptedMirrors(config: DeployConfig): Finding[] {
  if (config.menuDisks === undefined || existingSystem(config) === undefined) return [];
  return [
    {
      of: "config",
      field: "menuDisks",
      problem: "the node was made bootable by another program, and its boot menu goes onto the first disk alone",
      expected: "the boot menu on the first disk alone",
    },
  ];
}

/** Mirrors promise what the menu on one disk does not keep. */
export function remarkLoneMenu(config: DeployConfig): Remark[] {
  const [first] = config.disks;
  if (config.menuDisks !== undefined || !isMultiboot(config) || existingSystem(config) !== undefined) return [];
  if (first === undefined || mirroredDisks(config).length < 2) return [];
  return [
    {
      of: "config",
      field: "menuDisks",
      remark: `every operating system is mirrored, but the boot menu is on one disk (${first.pointer}), without which the node boots nothing`,
    },
  ];
}

export const menuDiskRules: readonly Rule[] = [
  { find: findNoMirrors, needs: ["images", "volumes"] },
  { find: findAdoptedMirrors },
];
