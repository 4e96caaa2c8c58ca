/** The partitions and volumes of every named disk: layout, identities and names. Decides nothing about images or booting. */
import { BareonError } from "../base/errors.ts";
import { renderMiB, renderSize } from "../base/sizes.ts";
import { type DeployConfig, type DiskSpec, type ImageSpec, type VolumeSpec, espType, hasImplicitEsp, isBootable, isMultiboot, multibootSize } from "../config/deploy-config.ts";
import type { Disk } from "../schema/inventory.ts";
import type { PlannedDisk, PlannedEsp, PlannedPartition, PlannedVolume } from "../schema/plan.ts";
import { minimumSize } from "../tools/mkfs.ts";
import { partitionPath } from "../tools/sfdisk.ts";
import { type Firmware, espName, findEsps, implicitEspSize, smallestEsp } from "./firmware.ts";
import { layOut } from "./layout.ts";
import { biosBootType, linuxType, partitionType } from "./partition-types.ts";

/** GPT name and filesystem label of the multiboot partition. */
export const multibootName = "bareon-boot";
/** UTF-16 units that GPT has for a name. */
const maximumName = 36;

/** One partition before it has its place: what it is for. */
interface Slot {
  readonly purpose: PlannedPartition["purpose"];
  readonly type: string;
  readonly name: string;
  readonly volume: VolumeSpec | undefined;
}

export interface StoragePlan {
  readonly disks: PlannedDisk[];
  readonly volumes: PlannedVolume[];
  readonly multiboot: { readonly device: string; readonly uuid: string } | null;
  /** Empty for a node that is bootable by BIOS alone. */
  readonly esps: readonly PlannedEsp[];
}

export interface StorageRequest {
  readonly config: DeployConfig;
  /** The disks that config.disks means, in its order. */
  readonly disks: readonly Disk[];
  readonly architecture: string;
  readonly firmware: Firmware;
  readonly newUuid: () => string;
}

/** Throws BareonError "mismatch" where a disk is too small. */
export function planStorage(request: StorageRequest): StoragePlan {
  const { config, disks, firmware, newUuid } = request;
  const planned = config.disks.map((spec, index) => {
    const disk = disks[index];
    if (disk === undefined) throw new Error(`no disk was matched to ${spec.pointer}`);
    return planDisk(request, spec, disk, index === 0 && isMultiboot(config));
  });
  const partition = planned[0]?.disk.partitions.find((candidate) => candidate.purpose === "multiboot");
  const multiboot = partition === undefined ? null : { device: partition.device, uuid: newUuid() };
  const plannedDisks = planned.map((item) => item.disk);
  const volumes = planned.flatMap((item) => item.volumes);
  const implicit = plannedDisks.flatMap((disk) => disk.partitions.filter(({ purpose }) => purpose === "esp"));
  const uuids = new Map(implicit.map(({ device }) => [device, filesystemUuid("vfat", newUuid())]));
  return { disks: plannedDisks, volumes, multiboot, esps: firmware === "bios" ? [] : findEsps(plannedDisks, volumes, uuids) };
}

interface ServiceSlot extends Slot {
  readonly size: number;
}

function planDisk(request: StorageRequest, spec: DiskSpec, disk: Disk, holdsMultiboot: boolean): { disk: PlannedDisk; volumes: PlannedVolume[] } {
  const { config, newUuid, architecture } = request;
  const service = serviceSlots(request, spec, disk, holdsMultiboot);
  const layout = layOut({ realSize: disk.size, sectorSize: disk.sectorSize, declaredSize: spec.size, service: service.map(({ size }) => size), volumes: spec.volumes.map((volume) => volume.size) });
  if (layout.kind === "too-small") {
    throw new BareonError("mismatch", `${spec.pointer}: ${disk.path} (${renderSize(disk.size)}) is too small: ${renderMiB(layout.needed)} are asked for and ${renderMiB(layout.available)} are usable`, {
      hint: "The two partition tables and alignment take 2 MiB of the real disk. Ask for less, or use \"remaining\" for one volume.",
    });
  }
  const slots: Slot[] = [...service, ...spec.volumes.map((volume) => volumeSlot(volume, architecture, config.images))];
  const partitions = layout.extents.map((extent, index): PlannedPartition => {
    const { purpose, type, name } = slots[index] ?? biosBootSlot(spec.biosBootSize);
    if (type === espType) checkEsp(extent.size, disk, slots[index]?.volume?.pointer ?? "/esp/size");
    return { device: partitionPath(disk.path, index + 1), number: index + 1, ...extent, type, partuuid: newUuid().toUpperCase(), name, purpose };
  });
  const volumes = partitions.flatMap((partition, index) => {
    const volume = slots[index]?.volume;
    return volume === undefined ? [] : [planVolume(volume, partition, newUuid)];
  });
  const { path, size, sectorSize } = disk;
  return { disk: { path, size, declaredSize: spec.size, sectorSize, tableId: newUuid().toUpperCase(), partitions }, volumes };
}

function biosBootSlot(size: number): ServiceSlot {
  return { purpose: "bios-boot", type: biosBootType, name: "", size, volume: undefined };
}

function serviceSlots({ config, firmware }: StorageRequest, spec: DiskSpec, { sectorSize }: Disk, holdsMultiboot: boolean): ServiceSlot[] {
  const esp: ServiceSlot = { purpose: "esp", type: espType, name: espName, size: implicitEspSize(config, sectorSize), volume: undefined };
  const multiboot: ServiceSlot = { purpose: "multiboot", type: linuxType, name: multibootName, size: multibootSize, volume: undefined };
  return [biosBootSlot(spec.biosBootSize), ...(firmware !== "bios" && hasImplicitEsp(config, spec) ? [esp] : []), ...(holdsMultiboot ? [multiboot] : [])];
}

function checkEsp(size: number, { path, sectorSize }: Disk, pointer: string): void {
  const least = smallestEsp(sectorSize);
  if (size >= least) return;
  throw new BareonError("mismatch", `${pointer}: ${renderSize(size)} are too small for an EFI system partition on ${path}: FAT32 needs ${renderSize(least)} on its sectors of ${sectorSize} bytes`, {
    hint: "Ask for a larger one, or leave the size out.",
  });
}

function volumeSlot(volume: VolumeSpec, architecture: string, images: readonly ImageSpec[]): Slot {
  const isRoot = volume.mount === "/" && images.some((image) => isBootable(image) && volume.images.includes(image.name));
  const name = volume.name ?? volume.label ?? `${volume.images.join("+")} ${volume.mount ?? volume.fileSystem}`;
  return { purpose: "volume", type: partitionType(volume, architecture, isRoot), name: tableName(name), volume };
}

/** sfdisk knows no way to write these two, and drops a name with others than ASCII characters in the C locale (2.38). */
function tableName(name: string): string {
  return name.replaceAll(/["\\]/gu, "").replaceAll(/[^ -~]/gu, "?").trim().slice(0, maximumName).trim();
}

/** blkid's form of a FAT serial number, "ABCD-1234"; a UUID for all others. */
function filesystemUuid(type: PlannedVolume["type"], uuid: string): string {
  return type === "vfat" ? `${uuid.slice(0, 4)}-${uuid.slice(4, 8)}`.toUpperCase() : uuid;
}

function planVolume(volume: VolumeSpec, partition: PlannedPartition, newUuid: () => string): PlannedVolume {
  const minimum = minimumSize(volume.fileSystem);
  if (partition.size < minimum) {
    throw new BareonError("mismatch", `${volume.pointer}: ${renderSize(partition.size)} are too small for ${volume.fileSystem}, which needs ${renderSize(minimum)}`, {
      hint: "Ask for a larger volume or another filesystem.",
    });
  }
  const inFstab = volume.mount !== undefined || volume.fileSystem === "swap";
  return {
    device: partition.device,
    size: partition.size,
    type: volume.fileSystem,
    uuid: filesystemUuid(volume.fileSystem, newUuid()),
    label: volume.label ?? null,
    mount: volume.mount ?? null,
    images: [...volume.images],
    fstab: inFstab ? { ...volume.fstab } : null,
  };
}
