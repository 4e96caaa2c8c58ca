/** Why a disk may not be written to: what holds it, what it belongs to, what the running system needs of it. Each reason has its own words. */
import type { DiskSpec } from "../config/deploy-config.ts";
import type { Content, Disk, Inventory, Partition } from "../schema/inventory.ts";
import { ambiguousType } from "../programs/blkid.ts";
import { isSameDisk } from "./disk-match.ts";
import { type DeviceNode, disksBelow, disksOf } from "./device-graph.ts";
import { type FoundLayer, type FoundNode, foundNodes, hiddenHolder, splitLayers } from "./found-layers.ts";

/**
 * Contents that cannot be taken down: others than this machine's disks may be needed to know what they belong to. The words are those of
 * libblkid (util-linux 2.41), except its "..._member", all of which are refused.
 */
const foreignTypes: Readonly<Record<string, string>> = {
  bcache: "is a bcache device, whose other half may be on a disk that is not named",
  ceph_bluestore: "is a part of a Ceph OSD, whose other parts may be on a disk that is not named",
  DM_snapshot_cow: "holds the changes of a snapshot, whose origin may be on a disk that is not named",
  DM_verity_hash: "holds the hashes of a device that may be on a disk that is not named",
  drbd: "is a DRBD device, which another host has a copy of",
  drbdmanage_control_volume: "is a DRBD device, which another host has a copy of",
  jbd: "is the journal of a filesystem that may be on a disk that is not named",
  stratis: "is a part of a Stratis pool, which may go on on a disk that is not named",
  xfs_external_log: "is the log of a filesystem that may be on a disk that is not named",
  mpath_member: "is a path of a multipath device",
  gfs: "holds a cluster filesystem (gfs), which other hosts may use",
  gfs2: "holds a cluster filesystem (gfs2), which other hosts may use",
  ocfs: "holds a cluster filesystem (ocfs), which other hosts may use",
  ocfs2: "holds a cluster filesystem (ocfs2), which other hosts may use",
  oracleasm: "is a part of an Oracle ASM disk group, which other hosts may use",
  scoutfs_data: "holds a cluster filesystem (scoutfs), which other hosts may use",
  scoutfs_meta: "holds a cluster filesystem (scoutfs), which other hosts may use",
  VMFS: "holds a cluster filesystem (VMFS), which other hosts may use",
  VMFS_volume_member: "holds a cluster filesystem (VMFS), which other hosts may use",
  [ambiguousType]: "holds several signatures that contradict each other (wipefs lists them)",
};

const dynamicDisk = "is a part of dynamic disks of Windows, which may go on on a disk that is not named";

/** The same for what libblkid has no word for, by the partition type (GPT; 42 is that of a DOS table), as fdisk(8) lists them. */
const foreignPartitions: Readonly<Record<string, string>> = {
  "37AFFC90-EF7D-4E96-91C3-2D7AE055B174": "holds a cluster filesystem (GPFS), which other hosts may use",
  "381CFCCC-7288-11E0-92EE-000C2911D0B2": "is a part of VMware vSAN, which other hosts have the rest of",
  "AA31E02A-400F-11DB-9590-000C2911D1B8": "holds a cluster filesystem (VMFS), which other hosts may use",
  "AF9B60A0-1431-4F62-BC68-3311714A69AD": dynamicDisk,
  "42": dynamicDisk,
  "E75CAF8F-F680-4CEE-AFA3-B001E56EFC2D":
    "is a part of Storage Spaces of Windows, which may go on on a disk that is not named",
};

const zfsMember = "zfs_member";

/** Contents that may lie on several devices, which then have one UUID. */
function spanningTypesOf(layers: readonly FoundLayer[]): string[] {
  return [...layers.flatMap(({ spanningTypes }) => spanningTypes ?? []), "bcachefs", zfsMember];
}

interface Device {
  readonly path: string;
  readonly content: Content | null;
  readonly uses: readonly string[];
}

/** How a disk was named, if that is known: a removable one must be named by what stays with it. */
export type IdType = DiskSpec["id"]["type"] | undefined;

export interface SafetyRequest {
  /** The storage layers that exist. */
  readonly layers: readonly FoundLayer[];
  /** How each of the disks was named; if absent that was judged before. */
  readonly ids?: readonly IdType[];
  /** Whether what is on the disks is kept. */
  readonly keep: boolean;
  /** Whether all that is on the disks may be in use, since nothing of it is touched. */
  readonly mayBeUsed?: boolean;
}

/** A member of a layer is no reason: the layer's own nodes say what it belongs to. */
function describeContent({ path, content }: Device, layers: readonly FoundLayer[]): string[] {
  const type = content?.type ?? "";
  const known = foreignTypes[type];
  if (known !== undefined) return [`${path} ${known}`];
  const isKnown = layers.some(({ signature }) => signature === type) || spanningTypesOf(layers).includes(type);
  const isMember = type.endsWith("_member") && !isKnown;
  return isMember ? [`${path} is a member of something larger (${type})`] : [];
}

function describePartition({ path, type }: Partition): string[] {
  const known = foreignPartitions[type.toUpperCase()];
  return known === undefined ? [] : [`${path} ${known}, by its partition type`];
}

/** Where live systems mount the medium that they were started from. */
const mediumMounts = /^\/(?:run\/(?:live|initramfs|archiso|ramdisk)|lib\/live|cdrom|usr\/lib\/live)(?:\/|$)/u;
/** Where people and automounters mount what no system needs; a ramdisk may be without. */
const passingMounts = /^\/(?:mnt|media|run\/media|run\/bareon)(?:\/|$)/u;
/** Where nothing but a running system is mounted. */
const systemMounts = /^\/(?:$|boot|efi|etc|home|opt|root|usr|var)(?:\/|$)/u;

/** Why a holder of a device is a reason. Swap and mounts are needed (`isNeeded`) by a system that lives on a disk, and if they are kept; a ramdisk can do without some. `known` are the devices of the disks and of the layers on them. */
function describeHolder({ path }: Device, use: string, known: ReadonlySet<string>, isNeeded: boolean): string[] {
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

/** It was not read, so that what is on it is not known either. */
function refuseLost({ path, multipath }: Disk): string[] {
  if (multipath === undefined || multipath.paths.some(({ state }) => state !== "failed")) return [];
  const paths = multipath.paths.map((one) => one.path).join(", ");
  return [`${path} cannot be reached: all its paths have failed (${paths})`];
}

function refuseDisk(disk: Disk, id: IdType): string[] {
  return [
    ...refuseLost(disk),
    ...(disk.readOnly ? [`${disk.path} is read-only`] : []),
    ...(disk.removable && (id === "name" || id === "scsi" || id === "link")
      ? [`${disk.path} is removable; name it by serial, wwn or path`]
      : []),
  ];
}

/** What lies on a named disk and on another, too. */
function refuseSpread(
  what: string | null,
  node: DeviceNode,
  found: ReturnType<typeof disksBelow>,
  named: ReadonlySet<string>,
): string[] {
  const strangers = disksOf(node, found).filter((disk) => !named.has(disk));
  return what === null || strangers.length === 0
    ? []
    : [`${what} is also on ${strangers.join(" and ")}, which the config does not name`];
}

/** What was found, as the reasons below need it. */
interface Found {
  readonly inventory: Inventory;
  /** Every device of the machine: disks, partitions and what layers offer. */
  readonly devices: readonly Device[];
  readonly below: ReturnType<typeof disksBelow>;
  /** Paths of the named disks. */
  readonly named: ReadonlySet<string>;
  /** Contents that may lie on several devices. */
  readonly spanning: readonly string[];
}

/** A filesystem on several devices, of which not all are named. */
function refuseShared(devices: readonly Device[], found: Found): string[] {
  const { below, named, spanning } = found;
  return devices.flatMap(({ path, content }) => {
    if (content === null || content.uuid === null || !spanning.includes(content.type)) return [];
    const strangers = found.devices.filter(
      (other) =>
        other.content?.uuid === content.uuid &&
        other.content.type === content.type &&
        [...(below.get(other.path) ?? [])].some((disk) => !named.has(disk)),
    );
    if (strangers.length === 0) return [];
    const what = content.type === zfsMember ? `ZFS pool ${content.label ?? content.uuid}` : content.type;
    return [
      `${what} on ${path} is also on ${strangers.map((other) => other.path).join(" and ")}, which the config does not name`,
    ];
  });
}

function refuseRunning({ inventory, below, named }: Found): string[] {
  const { root, medium } = inventory.running;
  const isNamed = (device: string): boolean => [...(below.get(device) ?? [])].some((disk) => named.has(disk));
  return [
    ...(root !== null && isNamed(root) ? [`${root} is in use by the running system: / lies on it`] : []),
    ...medium
      .filter((device) => device !== root && isNamed(device))
      .map((device) => `${device} holds the medium that this system was started from`),
  ];
}

/** A disk that two controllers or ports show, and nothing joins the two: what uses it may do so by the path that is not named. */
function refuseOtherPaths(disks: readonly Disk[], { inventory, below, named }: Found): string[] {
  const { root, medium } = inventory.running;
  return disks.flatMap((disk) => {
    const same = inventory.disks.filter((other) => !named.has(other.path) && isSameDisk(disk, other));
    return same.flatMap((other) => {
      const isBelow = (device: string | null): boolean =>
        device !== null && below.get(device)?.has(other.path) === true;
      const uses = new Set([other, ...other.partitions].flatMap((device) => device.uses));
      const why =
        uses.size > 0 ? [...uses].join(", ") : [root, ...medium].some(isBelow) ? "the running system" : undefined;
      return why === undefined ? [] : [`${disk.path} is the same disk as ${other.path}, which is in use: ${why}`];
    });
  });
}

/** Every device of these disks, and of what layers have on them. */
function devicesOf(disks: readonly Disk[], nodes: readonly FoundNode[]): Device[] {
  return [...disks.flatMap((disk) => [disk, ...disk.partitions]), ...nodes.flatMap((node) => node.devices)];
}

/** Holders of this device itself. A holder of a device that sits on it is reported there. */
function ownHolders(devices: readonly Device[]): { readonly device: Device; readonly use: string }[] {
  return devices.flatMap((device) => {
    const above = new Set(device.uses.flatMap((use) => devices.find(({ path }) => path === use)?.uses ?? []));
    return device.uses.filter((use) => !above.has(use)).map((use) => ({ device, use }));
  });
}

/** Every reason why one of the disks may not be written to; none if all may. */
export function findRefusals(
  disks: readonly Disk[],
  inventory: Inventory,
  { layers, ids = [], keep, mayBeUsed = false }: SafetyRequest,
): string[] {
  const named = new Set(disks.map(({ path }) => path));
  const all = foundNodes(layers, inventory);
  const below = disksBelow(inventory.disks, all);
  const found: Found = {
    inventory,
    devices: devicesOf(inventory.disks, all),
    below,
    named,
    spanning: spanningTypesOf(layers),
  };
  const nodes = foundNodes(layers, splitLayers(disks, inventory, layers).on);
  const devices = devicesOf(disks, nodes);
  const paths = new Set(devices.map(({ path }) => path));
  const fixed = [
    ...disks.flatMap((disk, index) => refuseDisk(disk, ids[index])),
    ...nodes.flatMap((node) => [...refuseSpread(node.title, node, below, named), ...node.refusals]),
  ];
  if (mayBeUsed) {
    // What sits on the whole disk, or on its free space, would lie under what is made there.
    const beside = disks.flatMap((disk) =>
      disk.uses.filter((use) => use.startsWith("/dev/")).flatMap((use) => describeHolder(disk, use, new Set(), true)),
    );
    return [...new Set([...fixed, ...beside])];
  }
  const reasons = [
    ...disks.flatMap((disk, index) => refuseDisk(disk, ids[index])),
    ...ownHolders(devices).flatMap(({ device, use }) =>
      describeHolder(device, use, paths, keep || inventory.running.root !== null),
    ),
    ...refuseRunning(found),
    ...refuseOtherPaths(disks, found),
    ...inventory.unreadable
      .filter(({ path }) => paths.has(path))
      .map(({ path, problem }) => `${path} belongs to something larger, of which nothing can be read: ${problem}`),
    ...devices.flatMap((device) => describeContent(device, layers)),
    ...disks.flatMap(({ partitions }) => partitions.flatMap(describePartition)),
    ...nodes.flatMap((node) => [...refuseSpread(node.title, node, below, named), ...node.refusals]),
    ...refuseShared(devices, found),
  ];
  return [...new Set(reasons)];
}
