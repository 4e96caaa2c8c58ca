/**
 * What was asked for, whatever the dialect it was written in: defaults filled in, sizes in bytes. Nothing here was looked up on a
 * machine. The JSON pointer of a spec is its place in the document that was read, for messages.
 */
import { espFilesystemType } from "../base/places.ts";
import { type SizeSpec, MiB } from "../base/sizes.ts";
import type { GivenFile, PlannedImage, PlannedVolume } from "../schema/plan.ts";
import type { DriveContentSpec } from "./drive-content.ts";

export type FileSystem = PlannedVolume["type"];
/** What the node is made bootable for; auto is what the machine was started by. */
export type FirmwareSpec = "auto" | "bios" | "uefi" | "both";
export type BootOrder = "first" | "after-network" | "keep";
/**
 * What becomes of the partitions that are there; keep-if-any keeps them if any volume keeps its data, else it is clean; extend keeps
 * them with all that is on them, and makes what is not there; grow is verify, but makes them as large as the config has them, and what is
 * not there.
 */
export type Policy = "verify" | "clean" | "keep-if-any" | "extend" | "grow";

/** The name of the source that an image comes from: a row of src/sources/sources.ts. */
export type Driver = PlannedImage["driver"];

export interface DeployConfig {
  readonly policy: Policy;
  /** In the config's order, which is the order of the boot menu. */
  readonly images: readonly ImageSpec[];
  /** In the config's order; the first is the one that the node boots from. */
  readonly disks: readonly DiskSpec[];
  /** Disks that the config names too, and of which nothing is written; absent for none. */
  readonly spared?: readonly NamedDisk[];
  /** The MD arrays that the members on the disks form (arrays.ts). */
  readonly arrays: readonly ArraySpec[];
  /** LVM volume groups. */
  readonly groups: readonly GroupSpec[];
  /** Options for rsync, one word each, every one allowed. */
  readonly rsyncFlags: readonly string[];
  /** Whether rsync copies nothing in this deploy: the trees that are there stay, and all around them is made anew. */
  readonly rsyncDryRun: boolean;
  /** Images that are deployed at the same time; undefined for the default. */
  readonly parallel: number | undefined;
  readonly kernelParams: string;
  /** Seconds that the boot menu waits. */
  readonly menuTimeout: number;
  readonly firmware: FirmwareSpec;
  readonly bootOrder: BootOrder;
  /** Of an implicit EFI system partition; undefined for the least that suits the disk. */
  readonly espSize: EspSizeSpec | undefined;
  /** The rescue system; undefined for none. */
  readonly rescue: RescueSpec | undefined;
  /** What becomes of a config drive if there is one; undefined for the default. */
  readonly configDrive?: ConfigDriveSpec;
  /** Bytes of a partition without content behind the BIOS boot partition of every disk; absent for none. If UEFI is to start the node, it is the EFI system partition. */
  readonly reservedSize?: number;
  /** True if every disk gets the boot loader of the node's one system; absent if only those with a copy of its /boot do. */
  readonly bootFromAnyDisk?: boolean;
  /** The disks that have the boot menu beside the first: those with all that every system needs to come up, or all; absent for none. */
  readonly menuDisks?: "mirrored" | "all";
}

export interface ConfigDriveSpec {
  readonly as: "partition" | "seed";
  /** Names of the systems that it is unpacked into; undefined for all that have no seed. */
  readonly images?: readonly string[];
  /** The place, in the config's list, of the disk that gets its partition; absent for the first. */
  readonly disk?: number;
  /** What it is made of; absent for one that the node is given. */
  readonly content?: DriveContentSpec;
}

/** The ramdisk as an entry of the boot menu, on a partition of its own. */
export interface RescueSpec {
  readonly pointer: string;
  /** Bytes of the partition. */
  readonly size: number;
  /** Lines for sshd's authorized_keys, beside those that the ramdisk has. */
  readonly authorizedKeys: readonly string[];
  /** The file that becomes its kernel. */
  readonly kernel: string;
  /** The file that becomes its initrd, or a folder with what the initrd is to hold. */
  readonly initrd: string;
}

export interface EspSizeSpec {
  readonly pointer: string;
  readonly bytes: number;
}

export interface ImageSpec {
  readonly pointer: string;
  readonly name: string;
  readonly imageName: string;
  readonly imageUuid: string;
  readonly source: string;
  readonly driver: Driver;
  /** What the driver "file" is told; empty for the others. */
  readonly file: ImageFileSpec;
  /** What the driver "oci" is told; absent for the others. */
  readonly oci?: ImageRegistrySpec;
  /** "/" for an operating system; for a utility image the folder that it goes to. */
  readonly target: string;
  readonly bootFirst: boolean;
  readonly bootTool: boolean;
  /** Paths and globs of files that outlive a new version of the system, from the top of its tree; undefined for the default. */
  readonly carry: readonly string[] | undefined;
  /** What cloud-init in it is told. */
  readonly seed?: SeedSpec;
  /** True if folders of an image of a filesystem go onto the volumes that are mounted over them, which hide them otherwise. */
  readonly spread?: boolean;
  /** Files that it gets beside those of the image. */
  readonly given?: readonly GivenFile[];
}

/** The files of a NoCloud seed; without meta-data or user-data cloud-init is told nothing by them. */
export interface SeedSpec {
  readonly metaData?: SeedPart;
  readonly userData?: SeedPart;
  readonly networkConfig?: SeedPart;
}

export type SeedPart =
  | { readonly kind: "inline"; readonly text: string }
  /** An absolute path or an address. */
  | { readonly kind: "place"; readonly source: string }
  /** Stood in the config, and is not in what a plan stores of it. */
  | { readonly kind: "left-out"; readonly bytes: number };

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
  /** The address of a torrent of the file, which then comes from other nodes. */
  readonly torrentUrl?: string;
  /** The address of a YAML text that says what is in the file once it is unpacked; one that cannot be read is ignored. */
  readonly manifestUrl?: string;
}

/** What the config says of a registry that has a container image. */
export interface ImageRegistrySpec {
  readonly caFile?: string;
  /** The file with the credentials. */
  readonly authFile?: string;
  /** True for a registry that is spoken to by http. */
  readonly plainHttp?: boolean;
}

/** A disk as the config names it. */
export interface NamedDisk {
  readonly pointer: string;
  readonly id: DiskId;
}

export interface DiskSpec extends NamedDisk {
  /** What its volumes and service partitions may add up to, in bytes. */
  readonly size: number;
  readonly biosBootSize: number;
  /** What it is divided into after the service partitions, in the order in which that lies on it. */
  readonly parts: readonly PartSpec[];
}

export type DiskId =
  | { readonly type: "name" | "path" | "scsi" | "serial" | "wwn"; readonly value: string }
  /** The disk with one of these links; the one of that name if there is none, or one among several. */
  | { readonly type: "link"; readonly value: string; readonly links: readonly string[] };

/** What becomes one partition. */
export type PartSpec = VolumeSpec | MemberSpec | PhysicalVolumeSpec;

export interface PhysicalVolumeSpec {
  readonly kind: "pv";
  readonly pointer: string;
  readonly name: string | undefined;
  readonly size: SizeSpec;
  /** The volume group that it belongs to. */
  readonly group: string;
  /** Bytes that the group does not get. */
  readonly metaSize: number;
  /** Copies of LVM's metadata that share these bytes, one at the beginning and one at the end; absent for one. */
  readonly metaCopies?: 2;
}

/** One member of an MD array; arrays.ts says which members form one. */
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

export interface ArraySpec {
  /** That of its first member, which also says what the array is. */
  readonly pointer: string;
  readonly name: string | undefined;
  readonly level: RaidLevel;
  readonly members: readonly [MemberSpec, ...MemberSpec[]];
  readonly content: VolumeSpec | PhysicalVolumeSpec;
}

export interface GroupSpec {
  readonly pointer: string;
  readonly name: string;
  /** True if the group itself counts as something that keeps its data, whatever its volumes say. */
  readonly keepData: boolean;
  readonly volumes: readonly VolumeSpec[];
}

export interface VolumeSpec {
  readonly pointer: string;
  /** What it lies on; an esp is the EFI system partition of its disk. */
  readonly kind: "partition" | "esp" | "array" | "lv";
  readonly name: string | undefined;
  readonly size: SizeSpec;
  /** What a volume that is there is known by: "PARTUUID=" or "UUID=", and the UUID in small letters; absent for one that the policy finds or makes. */
  readonly existing?: string;
  /** Undefined for a volume that is not mounted. */
  readonly mount: string | undefined;
  /** Undefined for raw space: no filesystem is made on it, and nobody looks at what is there. */
  readonly fileSystem: FileSystem | undefined;
  readonly label: string | undefined;
  /** Partition type GUID that the config insists on. */
  readonly typeGuid: string | undefined;
  readonly keepData: boolean;
  /** Names of the images that it belongs to. */
  readonly images: readonly string[];
  readonly fstab: { readonly enabled: boolean; readonly options: string };
  /** Absent for one that everybody can read who has the disk. */
  readonly encryption?: EncryptionSpec;
}

/** A volume in a LUKS2 container. */
export interface EncryptionSpec {
  /** The absolute path of the file with the key, on the machine that deploys; absent for the key that the deploy is given. */
  readonly keyFile?: string;
  /** How a system opens it at boot. */
  readonly unlock: UnlockMethod;
  /** With tpm2, the PCRs whose values have to be those of the deploy; absent for none. */
  readonly pcrs?: readonly number[];
}

/** A passphrase that somebody types, a file on another encrypted volume of the system, or the machine's TPM. */
export type UnlockMethod = "passphrase" | "key-file" | "tpm2";

/** Folders that the running system makes itself at each boot: nothing that is deployed there would be seen. */
export const kernelMounts = ["/proc", "/sys", "/dev", "/run"];

/** The implicit BIOS boot partition on every disk: provision.json(5), "Layout". */
export const defaultBiosBootSize = 24 * MiB;
/** An implicit multiboot partition: provision.json(5), "Layout". */
export const multibootSize = 100 * MiB;
/** The rescue partition if the config has no size for it: provision.json(5), "Rescue system". */
export const defaultRescueSize = 512 * MiB;
/** The space for LVM's metadata on a physical volume: provision.json(5), "Physical volume". */
export const defaultMetaSize = 64 * MiB;

/** The GPT type of an EFI system partition (UEFI specification 5.3.3). */
export const espType = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";

/** True for a volume that is its disk's EFI system partition, also if only its type says so. */
export function isEsp(part: PartSpec): part is VolumeSpec {
  return (
    part.kind === "esp" ||
    (part.kind === "partition" && part.typeGuid === espType && part.fileSystem === espFilesystemType)
  );
}

/** Bytes of an implicit EFI system partition for which the config has no size. */
export const defaultEspSize = 128 * MiB;

/** True for an image that is an operating system, and so gets a boot entry. */
export function isBootable(image: ImageSpec): boolean {
  return image.target === "/";
}

/** The system that another program brought onto the node, and that stays beside what is deployed; undefined for a node that has none. */
export function existingSystem({ images }: Pick<DeployConfig, "images">): ImageSpec | undefined {
  return images.find(({ driver }) => driver === "existing");
}

/** True if the node gets a multiboot partition: more than one bootable image, one that others may join, or a rescue system beside one. */
export function isMultiboot(config: Pick<DeployConfig, "images" | "rescue">): boolean {
  const { images, rescue } = config;
  return images.filter(isBootable).length > 1 || existingSystem(config) !== undefined || rescue !== undefined;
}

/**
 * True if a disk gets a BIOS boot partition: every one, unless the node has a system that another program made bootable; then GRUB's
 * core image for the menu is put beside that system's own, on the first disk and only if it is started by BIOS.
 */
export function hasBiosBoot(config: Pick<DeployConfig, "images" | "disks" | "firmware">, disk: DiskSpec): boolean {
  return existingSystem(config) === undefined || (disk === config.disks[0] && config.firmware !== "uefi");
}
