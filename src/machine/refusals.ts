/** Why a disk may not be written to: who uses it, what it belongs to, what the running system needs of it. Each reason has its own words. */
import { filesystems } from "../storage/filesystem/filesystems.ts";
import type { DiskSpec } from "../config/deploy-config.ts";
import type { Content, Disk, Inventory } from "../schema/inventory.ts";
import { ambiguousType } from "../programs/blkid.ts";
import {
  arrayLayer,
  disksBelow,
  disksOf,
  groupLayer,
  hiddenHolder,
  type Layer,
  otherLayer,
  stackOn,
} from "./layers.ts";

/** Contents that cannot be taken down: others than this machine's disks may be needed to know what they belong to. */
const foreignTypes: Readonly<Record<string, string>> = {
  bcache: "is a bcache device, whose other half may be on a disk that is not named",
  drbd: "is a DRBD device, which another host has a copy of",
  mpath_member: "is a path of a multipath device",
  gfs: "holds a cluster filesystem (gfs), which other hosts may use",
  gfs2: "holds a cluster filesystem (gfs2), which other hosts may use",
  ocfs: "holds a cluster filesystem (ocfs), which other hosts may use",
  ocfs2: "holds a cluster filesystem (ocfs2), which other hosts may use",
  VMFS: "holds a cluster filesystem (VMFS), which other hosts may use",
  VMFS_volume_member: "holds a cluster filesystem (VMFS), which other hosts may use",
  [ambiguousType]: "holds several signatures that contradict each other (wipefs lists them)",
};

/** Contents of which the stack tells what they belong to. */
const stackTypes = ["LVM2_member", "linux_raid_member"];
/** Filesystems that may lie on several devices, which then have one UUID. */
const spreadTypes = [
  ...Object.entries(filesystems).flatMap(([type, { spansDevices }]) => (spansDevices ? [type] : [])),
  "zfs_member",
];
/** Devices that tearDown knows how to close, by what lsblk calls them. */
const closableTypes = ["crypt", "dm", "part"];

interface Device {
  readonly path: string;
  readonly content: Content | null;
  readonly uses: readonly string[];
}

/** How a disk was named, where that is known: a removable one must be named by what stays with it. */
export type IdType = DiskSpec["id"]["type"] | undefined;

export interface SafetyRequest {
  /** How each of the disks was named; where absent that was judged before. */
  readonly ids?: readonly IdType[];
  /** Whether what is on the disks is kept. */
  readonly keep: boolean;
}

function describeContent({ path, content }: Device): string[] {
  const type = content?.type ?? "";
  const known = foreignTypes[type];
  if (known !== undefined) return [`${path} ${known}`];
  const isMember = type.endsWith("_member") && !stackTypes.includes(type) && !spreadTypes.includes(type);
  return isMember ? [`${path} is a member of something larger (${type})`] : [];
}

/** Where live systems mount the medium that they were started from. */
const mediumMounts = /^\/(?:run\/(?:live|initramfs|archiso|ramdisk)|lib\/live|cdrom|usr\/lib\/live)(?:\/|$)/u;
/** Where people and automounters mount what no system needs; a ramdisk may be without. */
const passingMounts = /^\/(?:mnt|media|run\/media|run\/bareon)(?:\/|$)/u;
/** Where nothing but a running system is mounted. */
const systemMounts = /^\/(?:$|boot|efi|etc|home|opt|root|usr|var)(?:\/|$)/u;

/** Swap and mounts are needed by a system that lives on a disk, and where they are kept; a ramdisk may be without some. `known` are the devices of which the stack tells what they are. */
function describeUse({ path }: Device, use: string, known: ReadonlySet<string>, isNeeded: boolean): string[] {
  if (use === hiddenHolder)
    return [
      `${path} is in use: somebody holds it, perhaps a mount in another mount namespace (lsns --type mnt), or a program that works on it`,
    ];
  if (use === "[SWAP]") return isNeeded ? [`${path} is in use: it is used as swap`] : [];
  if (use.startsWith("/dev/")) return known.has(use) ? [] : [`${path} is in use: ${use} sits on it`];
  if (mediumMounts.test(use))
    return [`${path} holds the medium that this system was started from: it is mounted on ${use}`];
  if (use === "/" || systemMounts.test(use))
    return [`${path} is in use by the running system: it is mounted on ${use}`];
  return !isNeeded && passingMounts.test(use) ? [] : [`${path} is in use: it is mounted on ${use}`];
}

function refuseDisk(disk: Disk, id: IdType): string[] {
  return [
    ...(disk.readOnly ? [`${disk.path} is read-only`] : []),
    ...(disk.removable && (id === "name" || id === "scsi")
      ? [`${disk.path} is removable; name it by serial, wwn or path`]
      : []),
  ];
}

/** What lies on a named disk and on another, too. */
function refuseSpread(
  what: string,
  layer: Layer,
  found: ReturnType<typeof disksBelow>,
  named: ReadonlySet<string>,
): string[] {
  const strangers = disksOf(layer, found).filter((disk) => !named.has(disk));
  return strangers.length === 0
    ? []
    : [`${what} is also on ${strangers.join(" and ")}, which the config does not name`];
}

function refuseStack(disks: readonly Disk[], inventory: Inventory, named: ReadonlySet<string>): string[] {
  const found = disksBelow(inventory.disks, inventory);
  const { arrays, groups, others } = stackOn(disks, inventory);
  return [
    ...arrays.flatMap((array) =>
      refuseSpread(`array ${array.name ?? array.uuid} on ${array.members.join(", ")}`, arrayLayer(array), found, named),
    ),
    ...groups.flatMap((group) => [
      ...refuseSpread(
        `volume group ${group.name} on ${groupLayer(group).below.join(", ")}`,
        groupLayer(group),
        found,
        named,
      ),
      ...(group.lock === null
        ? []
        : [
            `volume group ${group.name} on ${groupLayer(group).below.join(", ")} is shared with other hosts (${group.lock})`,
          ]),
    ]),
    ...others.flatMap((device) => {
      const where = device.parents.join(", ");
      if (device.type === "mpath")
        return [
          `${where} ${device.parents.length === 1 ? "is a path" : "are paths"} of the multipath map ${device.path}; only the map could be written to, and that is not supported yet`,
        ];
      const strange = refuseSpread(
        `${device.type} device ${device.path} on ${where}`,
        otherLayer(device),
        found,
        named,
      );
      return [
        ...strange,
        ...(closableTypes.includes(device.type)
          ? []
          : [`${device.path} (${device.type}) sits on ${where}, and it is not known how to close it`]),
      ];
    }),
  ];
}

/** A filesystem on several devices, of which not all are named. */
function refuseShared(devices: readonly Device[], inventory: Inventory, named: ReadonlySet<string>): string[] {
  const found = disksBelow(inventory.disks, inventory);
  return devices.flatMap(({ path, content }) => {
    if (content === null || content.uuid === null || !spreadTypes.includes(content.type)) return [];
    const strangers = devicesOf(inventory.disks, inventory).filter(
      (other) =>
        other.content?.uuid === content.uuid &&
        other.content.type === content.type &&
        [...(found.get(other.path) ?? [])].some((disk) => !named.has(disk)),
    );
    if (strangers.length === 0) return [];
    const what = content.type === "zfs_member" ? `ZFS pool ${content.label ?? content.uuid}` : content.type;
    return [
      `${what} on ${path} is also on ${strangers.map((other) => other.path).join(" and ")}, which the config does not name`,
    ];
  });
}

function refuseRunning(inventory: Inventory, named: ReadonlySet<string>): string[] {
  const { root, medium } = inventory.running;
  const found = disksBelow(inventory.disks, inventory);
  const isNamed = (device: string): boolean => [...(found.get(device) ?? [])].some((disk) => named.has(disk));
  return [
    ...(root !== null && isNamed(root) ? [`${root} is in use by the running system: / lies on it`] : []),
    ...medium
      .filter((device) => device !== root && isNamed(device))
      .map((device) => `${device} holds the medium that this system was started from`),
  ];
}

/** Every device of these disks, and of what is stacked on them. */
function devicesOf(
  disks: readonly Disk[],
  { arrays, groups, others }: Pick<Inventory, "arrays" | "groups" | "others">,
): Device[] {
  return [
    ...disks.flatMap((disk) => [disk, ...disk.partitions]),
    ...arrays,
    ...groups.flatMap(({ volumes }) => volumes),
    ...others,
  ];
}

/** Uses that a device has of its own: those of what sits on it are told there, where it is known. */
function ownUses(devices: readonly Device[]): { readonly device: Device; readonly use: string }[] {
  return devices.flatMap((device) => {
    const above = new Set(device.uses.flatMap((use) => devices.find(({ path }) => path === use)?.uses ?? []));
    return device.uses.filter((use) => !above.has(use)).map((use) => ({ device, use }));
  });
}

/** Every reason why one of the disks may not be written to; none where all may. */
export function findRefusals(
  disks: readonly Disk[],
  inventory: Inventory,
  { ids = [], keep }: SafetyRequest,
): string[] {
  const named = new Set(disks.map(({ path }) => path));
  const devices = devicesOf(disks, stackOn(disks, inventory));
  const paths = new Set(devices.map(({ path }) => path));
  const reasons = [
    ...disks.flatMap((disk, index) => refuseDisk(disk, ids[index])),
    ...ownUses(devices).flatMap(({ device, use }) =>
      describeUse(device, use, paths, keep || inventory.running.root !== null),
    ),
    ...refuseRunning(inventory, named),
    ...inventory.unreadable
      .filter(({ path }) => paths.has(path))
      .map(({ path, problem }) => `${path} belongs to something larger, of which nothing can be read: ${problem}`),
    ...devices.flatMap(describeContent),
    ...refuseStack(disks, inventory, named),
    ...refuseShared(devices, inventory, named),
  ];
  return [...new Set(reasons)];
}
