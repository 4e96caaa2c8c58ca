/** From a document of the ironic dialect to a deploy config: names, defaults and bytes. Judges nothing; ironic.ts passes what is valid. */
import { espFilesystemType, ramdiskKernel, ramdiskParts } from "../../base/places.ts";
import { withoutEnd } from "../../base/paths.ts";
import { type SizeSpec, parseSize } from "../../base/sizes.ts";
import {
  type ConfigDriveSpec,
  type DeployConfig,
  type DiskSpec,
  type Driver,
  type GroupSpec,
  type ImageFileSpec,
  type ImageSpec,
  type MemberSpec,
  type PartSpec,
  type PhysicalVolumeSpec,
  type RescueSpec,
  type VolumeSpec,
  defaultBiosBootSize,
  defaultMetaSize,
  defaultRescueSize,
} from "../../config/deploy-config.ts";
import { toSeed } from "./seed.ts";
import { formArrays } from "../../config/arrays.ts";
import { driverFor, sourceSpecs } from "../../sources/spec/specs.ts";
import { at } from "../../config/json-pointer.ts";
import { defaultRsyncFlags, parseRsyncFlags } from "../../sources/rsync/spec/flags.ts";
import type { Disk, Esp, Image, Lv, Partition, ProvisionDocument, Pv, Raid, Vg } from "../../schema/provision.ts";
import type { DriverOptions } from "../dialect.ts";
import { drivers, policies } from "./wording.ts";

/** Says of an image, disk, volume group or volume, by its pointer, whether it can be read. */
export type IsValid = (pointer: string) => boolean;

/** The deploy config of what is valid in the document. */
export function toConfig(
  document: ProvisionDocument,
  isValid: IsValid,
  { driver, sources = sourceSpecs }: DriverOptions,
): DeployConfig {
  const first = document.images[0]?.name ?? "";
  const { images, partitions } = document;
  const disks = valid(partitions, "/partitions", isValid).flatMap(({ item, pointer }) =>
    item.type === "disk" ? [toDisk(item, { pointer, first, isValid })] : [],
  );
  return {
    policy: policies[document.partitions_policy ?? "verify"],
    images: valid(images, "/images", isValid).map(({ item, pointer }) =>
      toImage(item, pointer, driver ?? driverFor(item.image_pull_url, sources)),
    ),
    disks,
    arrays: formArrays(disks),
    groups: valid(partitions, "/partitions", isValid).flatMap(({ item, pointer }) =>
      item.type === "vg" ? [toGroup(item, { pointer, first, isValid })] : [],
    ),
    rsyncFlags: parseRsyncFlags(document.image_deploy_flags?.rsync_flags ?? defaultRsyncFlags).flags,
    parallel: document.image_deploy_flags?.parallel,
    kernelParams: (document.deploy_data?.kernel_params ?? "").trim(),
    menuTimeout: document.grub?.timeout ?? 5,
    firmware: document.firmware ?? "auto",
    bootOrder: document.boot_order ?? "first",
    espSize: document.esp?.size === undefined ? undefined : { pointer: "/esp/size", bytes: bytesOf(document.esp.size) },
    rescue: toRescue(document.rescue),
    ...(document.config_drive === undefined ? {} : { configDrive: toConfigDrive(document.config_drive) }),
  };
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

function toImage(image: Image, pointer: string, driver: Driver): ImageSpec {
  return {
    pointer,
    name: image.name,
    imageName: image.image_name ?? image.name,
    imageUuid: image.image_uuid ?? "",
    source: image.image_pull_url,
    driver: image.deploy_driver === undefined ? driver : drivers[image.deploy_driver],
    file: toFile(image),
    target: normalPath(image.target),
    bootFirst: image.boot === true || image.boot === 1,
    bootTool: image.boot_tool ?? true,
    carry: image.carry?.map((path) => normalPath(path)),
    ...(image.seed === undefined ? {} : { seed: toSeed(image.seed) }),
  };
}

/** Only the keys that are there. */
function toFile(image: Image): ImageFileSpec {
  const file = {
    format: image.container_format,
    compression: image.compression,
    checksum: image.checksum?.toLowerCase(),
    checksumUrl: image.checksum_url,
    allowMd5: image.allow_md5,
    signatureUrl: image.signature_url,
    signatureKey: image.signature_key,
    caFile: image.ca_file,
  };
  return Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined));
}

function normalPath(path: string): string {
  return path === "/" ? path : withoutEnd(path, "/");
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
  return { pointer, name: group.id, volumes: volumes.map(({ item, pointer: place }) => toVolume(item, place, first)) };
}

function toVolume(volume: Partition | Raid | Lv, pointer: string, firstImage: string): VolumeSpec {
  const unmounted = volume.mount === "none" || volume.mount === "swap";
  const existing = "existing" in volume ? volume.existing : undefined;
  return {
    pointer,
    kind: volume.type === "raid" ? "array" : volume.type,
    name: volume.name,
    size: sizeOf(volume.size),
    ...(existing === undefined ? {} : { existing: normalId(existing) }),
    mount: unmounted ? undefined : normalPath(volume.mount),
    fileSystem: volume.file_system ?? (volume.mount === "swap" ? "swap" : "xfs"),
    label: volume.disk_label,
    typeGuid: "partition_guid" in volume ? volume.partition_guid?.toUpperCase() : undefined,
    keepData: volume.keep_data ?? true,
    images: volume.images ?? [firstImage],
    fstab: { enabled: volume.fstab_enabled ?? true, options: volume.fstab_options ?? "defaults" },
  };
}

/** A FAT filesystem; in no system's tree if the config does not mount it. */
function toEsp({ type, mount = "none", ...rest }: Esp, pointer: string, firstImage: string): VolumeSpec {
  return {
    ...toVolume({ ...rest, mount, type: "partition", file_system: espFilesystemType }, pointer, firstImage),
    kind: type,
  };
}
