/** What was asked for, whatever the dialect it was written in: defaults filled in, sizes in bytes. Nothing here was looked up on a machine. */
import type { SizeSpec } from "../base/sizes.ts";
import { MiB, ceilMiB } from "../base/sizes.ts";

export type FileSystem = "ext2" | "ext3" | "ext4" | "xfs" | "btrfs" | "vfat" | "swap";
export type Policy = "verify" | "clean" | "nailgun_legacy";

/** How an image reaches the disks: as a tree that rsync copies, or as a file (COMPAT: its name is that of the server it came from). */
export type Driver = "rsync" | "swift";

export interface DeployConfig {
  readonly policy: Policy;
  /** In the config's order, which is the order of the boot menu. */
  readonly images: readonly ImageSpec[];
  /** In the config's order; the first is the one that the node boots from. */
  readonly disks: readonly DiskSpec[];
  /** LVM volume groups. */
  readonly groups: readonly GroupSpec[];
  /** Options for rsync, one word each, every one allowed. */
  readonly rsyncFlags: readonly string[];
  /** Images that are deployed at the same time; undefined for the default. */
  readonly parallel: number | undefined;
  readonly kernelParams: string;
  /** Seconds that the boot menu waits. */
  readonly menuTimeout: number;
}

export interface ImageSpec {
  /** JSON pointer of its place in the config. */
  readonly pointer: string;
  readonly name: string;
  readonly imageName: string;
  readonly imageUuid: string;
  readonly source: string;
  readonly driver: Driver;
  /** Set for the driver swift. */
  readonly file: ImageFileSpec;
  /** "/" for an operating system; for a utility image the folder that it goes to. */
  readonly target: string;
  readonly bootFirst: boolean;
  readonly bootTool: boolean;
}

/** What the config says of an image file; the rest is found out. */
export interface ImageFileSpec {
  readonly format?: "raw" | "tar" | "qcow2";
  readonly compression?: "none" | "gzip" | "xz" | "zstd" | "bz2";
  /** ALGORITHM:HEX, in small letters. */
  readonly checksum?: string;
  readonly checksumUrl?: string;
  readonly allowMd5?: boolean;
  readonly signatureUrl?: string;
  readonly signatureKey?: string;
  readonly caFile?: string;
}

export interface DiskSpec {
  readonly pointer: string;
  readonly id: { readonly type: "name" | "path" | "scsi" | "serial" | "wwn"; readonly value: string };
  /** What its volumes and service partitions may add up to, in bytes. */
  readonly size: number;
  readonly biosBootSize: number;
  /** What it is divided into after the service partitions, in the order in which that lies on it. */
  readonly parts: readonly PartSpec[];
}

/** What becomes one partition. */
export type PartSpec = VolumeSpec | MemberSpec | PhysicalVolumeSpec;

export interface PhysicalVolumeSpec {
  readonly kind: "pv";
  readonly pointer: string;
  readonly name: string | undefined;
  readonly size: SizeSpec;
  /** The volume group that it belongs to. */
  readonly group: string;
  /** Bytes at its beginning that the group does not get. */
  readonly metaSize: number;
}

/** One member of an MD array; volumes.ts says which members form one. */
export interface MemberSpec {
  readonly kind: "member";
  readonly pointer: string;
  readonly name: string | undefined;
  readonly size: SizeSpec;
  readonly level: RaidLevel;
  readonly typeGuid: string | undefined;
  /** What this member says of the whole array. */
  readonly content: VolumeSpec | PhysicalVolumeSpec;
}

export type RaidLevel = 0 | 1 | 5 | 6 | 10;

export interface GroupSpec {
  readonly pointer: string;
  readonly name: string;
  readonly volumes: readonly VolumeSpec[];
}

export interface VolumeSpec {
  readonly pointer: string;
  /** What it lies on. */
  readonly kind: "partition" | "array" | "lv";
  readonly name: string | undefined;
  readonly size: SizeSpec;
  /** Undefined for a volume that is not mounted. */
  readonly mount: string | undefined;
  readonly fileSystem: FileSystem;
  readonly label: string | undefined;
  /** Partition type GUID that the config insists on. */
  readonly typeGuid: string | undefined;
  readonly keepData: boolean;
  /** Names of the images that it belongs to. */
  readonly images: readonly string[];
  readonly fstab: { readonly enabled: boolean; readonly options: string };
}

/** Folders that belong to the running kernel, or that it hides: nothing that is deployed there would be seen. */
export const kernelMounts = ["/proc", "/sys", "/dev", "/run"];

/** COMPAT: the implicit BIOS boot partition on every disk. */
export const defaultBiosBootSize = 24 * MiB;
/** COMPAT: the implicit multiboot partition on the first disk. */
export const multibootSize = 100 * MiB;
/** COMPAT: the room for LVM's metadata on a physical volume. */
export const defaultMetaSize = 64 * MiB;

/** True for an image that is an operating system, and so gets a boot entry. */
export function isBootable(image: ImageSpec): boolean {
  return image.target === "/";
}

/** True where the node gets a multiboot partition: more than one bootable image. */
export function isMultiboot(config: Pick<DeployConfig, "images">): boolean {
  return config.images.filter(isBootable).length > 1;
}

/** Bytes of the implicit partitions of a disk, in whole MiB; percentages are of what they leave. */
export function serviceSize(config: Pick<DeployConfig, "images" | "disks">, disk: DiskSpec): number {
  return ceilMiB(disk.biosBootSize) + (disk === config.disks[0] && isMultiboot(config) ? multibootSize : 0);
}
