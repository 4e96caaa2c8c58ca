/** From a document of the ironic dialect to a deploy config: names, defaults and bytes. Judges nothing; ironic.ts passes what is valid. */
import { espFilesystemType, ramdiskKernel, ramdiskParts } from "../../base/places.ts";
import { type SizeSpec, isZeroSize, parseSize } from "../../base/sizes.ts";
import {
  type ConfigDriveSpec,
  type DeployConfig,
  type DiskSpec,
  type EncryptionSpec,
  type GroupSpec,
  type MemberSpec,
  type PartSpec,
  type PhysicalVolumeSpec,
  type RescueSpec,
  type VolumeSpec,
  defaultBiosBootSize,
  defaultMetaSize,
  defaultRescueSize,
} from "../../config/deploy-config.ts";
import { formArrays } from "../../config/arrays.ts";
import { driverFor, sourceSpecs } from "../../sources/spec/specs.ts";
import { at } from "../../config/json-pointer.ts";
import { defaultRsyncFlags, parseRsyncFlags } from "../../sources/rsync/spec/flags.ts";
import type { Disk, Esp, Lv, Partition, ProvisionDocument, Pv, Raid, Vg } from "../../schema/provision.ts";
import type { Defaults } from "../dialect.ts";
import { normalPath, toImage } from "./image.ts";
import { policies, unlockMethods } from "./wording.ts";

/** A volume of a disk or of a volume group. */
export type Volume = Disk["volumes"][number] | Lv;

/** Says of an image, disk, volume group or volume, by its pointer, whether it can be read. */
export type IsValid = (pointer: string) => boolean;

/** The deploy config of what is valid in the document. */
export function toConfig(
  document: ProvisionDocument,
  isValid: IsValid,
  { driver, sources = sourceSpecs, menuTimeout = 5 }: Defaults,
): DeployConfig {
  const first = document.images[0]?.name ?? "";
  const { images, partitions } = document;
  const disks = valid(partitions, "/partitions", isValid).flatMap(({ item, pointer }) =>
    item.type === "disk" ? [toDisk(item, { pointer, first, isValid })] : [],
  );
  return {
    policy: policies[document.partitions_policy ?? "verify"],
    images: valid(images, "/images", isValid).map(({ item, pointer }) =>
      toImage(item, {
        pointer,
        defaults: document.defaults ?? {},
        driver: driver ?? driverFor(item.image_pull_url, sources),
      }),
    ),
    disks,
    arrays: formArrays(disks),
    groups: valid(partitions, "/partitions", isValid).flatMap(({ item, pointer }) =>
      item.type === "vg" ? [toGroup(item, { pointer, first, isValid })] : [],
    ),
    ...toRsyncFlags(document.image_deploy_flags?.rsync_flags),
    parallel: document.image_deploy_flags?.parallel,
    kernelParams: (document.deploy_data?.kernel_params ?? "").trim(),
    menuTimeout: document.grub?.timeout ?? menuTimeout,
    ...toMenuDisks(document.grub?.disks),
    firmware: document.firmware ?? "auto",
    bootOrder: document.boot_order ?? "first",
    espSize: document.esp?.size === undefined ? undefined : { pointer: "/esp/size", bytes: bytesOf(document.esp.size) },
    rescue: toRescue(document.rescue),
    ...(document.config_drive === undefined ? {} : { configDrive: toConfigDrive(document.config_drive) }),
  };
}

function toMenuDisks(
  disks: NonNullable<ProvisionDocument["grub"]>["disks"] = "first",
): Pick<DeployConfig, "menuDisks"> {
  return disks === "first" ? {} : { menuDisks: disks };
}

/** The options of a text that cannot be split count as none. */
function toRsyncFlags(text: string | undefined): Pick<DeployConfig, "rsyncFlags" | "rsyncDryRun"> {
  if (text === undefined) return { rsyncFlags: defaultRsyncFlags, rsyncDryRun: false };
  const { flags = [], isDryRun = false } = parseRsyncFlags(text) ?? {};
  return { rsyncFlags: flags, rsyncDryRun: isDryRun };
}

function toConfigDrive({ as = "partition", images }: NonNullable<ProvisionDocument["config_drive"]>): ConfigDriveSpec {
  return { as, ...(images === undefined ? {} : { images }) };
}

function toRescue(rescue: ProvisionDocument["rescue"]): RescueSpec | undefined {
  if (rescue === undefined || rescue === false) return undefined;
  const { size, authorized_keys: keys, kernel, initrd } = rescue === true ? {} : rescue;
  return {
    pointer: "/rescue",
    size: size === undefined ? defaultRescueSize : bytesOf(size),
    authorizedKeys: keys ?? [],
    kernel: kernel ?? ramdiskKernel,
    initrd: initrd ?? ramdiskParts,
  };
}

/** The valid items of a list, each with its pointer. */
export function valid<T>(
  items: readonly T[],
  base: string,
  isValid: IsValid,
): { readonly item: T; readonly pointer: string }[] {
  return items.map((item, index) => ({ item, pointer: at(base, index) })).filter(({ pointer }) => isValid(pointer));
}

/** The tag in capitals, the UUID in small letters. */
function normalId(id: string): string {
  const split = id.indexOf("=");
  return id.slice(0, split) + id.slice(split).toLowerCase();
}

function sizeOf(size: string | number): SizeSpec {
  const parsed = parseSize(size);
  if (parsed === undefined) throw new Error(`the size ${size} was found good, but cannot be read`);
  return parsed;
}

function bytesOf(size: string | number): number {
  const parsed = sizeOf(size);
  return parsed.kind === "bytes" ? parsed.bytes : 0;
}

/** True for a volume of size 0, as configs of old have for one that is not wanted on this disk. */
export function isLeftOut(item: Volume): boolean {
  return (
    (item.type === "partition" || item.type === "raid" || item.type === "pv" || item.type === "lv") &&
    isZeroSize(item.size)
  );
}

interface Place {
  readonly pointer: string;
  /** Name of the first image, to which a volume belongs that names none. */
  readonly first: string;
  readonly isValid: IsValid;
}

function toDisk(disk: Disk, { pointer, first, isValid }: Place): DiskSpec {
  const volumes = valid(disk.volumes, at(pointer, "volumes"), isValid);
  const boot = volumes.map(({ item }) => item).find((volume) => volume.type === "boot");
  return {
    pointer,
    id: disk.id,
    size: bytesOf(disk.size),
    biosBootSize: boot === undefined ? defaultBiosBootSize : bytesOf(boot.size),
    parts: volumes.flatMap(({ item, pointer: place }) => toParts(item, place, first)),
  };
}

function toParts(item: Disk["volumes"][number], pointer: string, first: string): PartSpec[] {
  if (isLeftOut(item)) return [];
  switch (item.type) {
    case "partition":
      return [toVolume(item, pointer, first)];
    case "esp":
      return [toEsp(item, pointer, first)];
    case "raid":
      return [toMember(item, pointer, first)];
    case "pv":
      return [toPhysicalVolume(item, item.vg, pointer)];
    case "boot":
    case "lvm_meta_pool":
      return [];
  }
}

function toMember(member: Raid, pointer: string, first: string): MemberSpec {
  const { name, size, level = 1, partition_guid: guid, vg } = member;
  const content = vg === undefined ? toVolume(member, pointer, first) : toPhysicalVolume(member, vg, pointer);
  return { kind: "member", pointer, name, size: sizeOf(size), level, typeGuid: guid?.toUpperCase(), content };
}

function toPhysicalVolume(volume: Pv | Raid, group: string, pointer: string): PhysicalVolumeSpec {
  const { name, size, lvm_meta_size: metaSize } = volume;
  return {
    kind: "pv",
    pointer,
    name,
    size: sizeOf(size),
    group,
    metaSize: metaSize === undefined ? defaultMetaSize : bytesOf(metaSize),
  };
}

function toGroup(group: Vg, { pointer, first, isValid }: Place): GroupSpec {
  const volumes = valid(group.volumes, at(pointer, "volumes"), isValid);
  return {
    pointer,
    name: group.id,
    keepData: group.keep_data ?? false,
    volumes: volumes
      .filter(({ item }) => !isLeftOut(item))
      .map(({ item, pointer: place }) => toVolume(item, place, first)),
  };
}

function toVolume(volume: Partition | Raid | Lv, pointer: string, firstImage: string): VolumeSpec {
  const { mount = "none" } = volume;
  const unmounted = mount === "none" || mount === "swap";
  const existing = "existing" in volume ? volume.existing : undefined;
  return {
    pointer,
    kind: volume.type === "raid" ? "array" : volume.type,
    name: volume.name,
    size: sizeOf(volume.size),
    ...(existing === undefined ? {} : { existing: normalId(existing) }),
    mount: unmounted ? undefined : normalPath(mount),
    fileSystem: volume.file_system ?? (mount === "swap" ? "swap" : unmounted ? undefined : "xfs"),
    label: volume.disk_label,
    typeGuid: "partition_guid" in volume ? volume.partition_guid?.toUpperCase() : undefined,
    keepData: volume.keep_data ?? true,
    images: volume.images ?? [firstImage],
    fstab: { enabled: volume.fstab_enabled ?? true, options: volume.fstab_options ?? "defaults" },
    ...(volume.encryption === undefined ? {} : { encryption: toEncryption(volume.encryption) }),
  };
}

function toEncryption({
  key_file: keyFile,
  unlock = "passphrase",
  pcrs = [],
}: NonNullable<Partition["encryption"]>): EncryptionSpec {
  return {
    ...(keyFile === undefined ? {} : { keyFile }),
    unlock: unlockMethods[unlock],
    ...(pcrs.length === 0 ? {} : { pcrs }),
  };
}

/** A FAT filesystem; in no system's tree if the config does not mount it. */
function toEsp({ type, mount = "none", ...rest }: Esp, pointer: string, firstImage: string): VolumeSpec {
  return {
    ...toVolume({ ...rest, mount, type: "partition", file_system: espFilesystemType }, pointer, firstImage),
    kind: type,
  };
}
