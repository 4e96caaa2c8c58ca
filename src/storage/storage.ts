/** Everything that the named disks will hold: partitions, arrays on them, groups on both, and the volumes on all of these. */
import { espFilesystemType } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { renderSize } from "../base/sizes.ts";
import { type DeployConfig, type VolumeSpec, isMultiboot } from "../config/deploy-config.ts";
import type { Disk } from "../schema/inventory.ts";
import type { Plan, PlannedArray, PlannedDisk, PlannedEsp, PlannedPartition, PlannedVolume } from "../schema/plan.ts";
import { filesystems } from "./filesystem/filesystems.ts";
import { planArrays } from "./md/plan.ts";
import { type Firmware, findEsps } from "./esp/firmware.ts";
import { type Holder, planGroups } from "./lvm/plan.ts";
import { type DividedDisk, planPartitions } from "./gpt/plan.ts";

export interface StoragePlan extends Pick<Plan, "disks" | "arrays" | "groups" | "volumes"> {
  readonly multiboot: { readonly device: string; readonly uuid: string } | null;
  /** The EFI system partitions; empty for a node that is bootable by BIOS alone. */
  readonly esps: readonly PlannedEsp[];
}

/** A plan for disks that hold nothing yet, with what asks for each part of it. */
export interface AskedStorage extends StoragePlan {
  /** By the volume's device. */
  readonly specs: ReadonlyMap<string, VolumeSpec>;
  /** Of each array, by its device, and of each group, by its name. */
  readonly pointers: ReadonlyMap<string, string>;
}

export interface StorageRequest {
  readonly config: DeployConfig;
  /** The disks that config.disks means, in its order. */
  readonly disks: readonly Disk[];
  /** Device nodes of arrays that stay while the plan is carried out. */
  readonly takenArrays: readonly string[];
  /** Names of groups on other disks. */
  readonly takenGroups: readonly string[];
  readonly architecture: string;
  readonly firmware: Firmware;
  readonly newUuid: () => string;
}

/** Throws BareonError "mismatch" where a disk, an array or a group is too small. */
export function planStorage(request: StorageRequest): AskedStorage {
  const { config, takenArrays, takenGroups, newUuid } = request;
  const divided = divideDisks(request);
  const partitions = new Map(divided.flatMap(({ parts }) => [...parts]));
  const arrays = planArrays({ config, partitions, taken: takenArrays, newUuid });
  const groups = planGroups({ config, holders: holdersOf(config, divided, arrays), takenNames: takenGroups });
  const placed = placeVolumes(config, partitions, { arrays, groups });
  const multiboot = divided[0]?.disk.partitions.find(({ purpose }) => purpose === "multiboot");
  const disks = divided.map(({ disk }) => disk);
  const volumes = placed.map(({ spec, device, size }) => planVolume(spec, { device, size }, newUuid));
  return {
    disks,
    arrays,
    groups,
    volumes,
    esps: planEsps(request, disks, volumes),
    multiboot: multiboot === undefined ? null : { device: multiboot.device, uuid: newUuid() },
    specs: new Map(placed.map(({ spec, device }) => [device, spec])),
    pointers: new Map([
      ...config.arrays.map(({ pointer }, index): [string, string] => [arrays[index]?.device ?? "", pointer]),
      ...config.groups.map(({ name, pointer }): [string, string] => [name, pointer]),
    ]),
  };
}

function planEsps(
  { firmware, newUuid }: StorageRequest,
  disks: readonly PlannedDisk[],
  volumes: readonly PlannedVolume[],
): PlannedEsp[] {
  const implicit = disks.flatMap(({ partitions }) => partitions.filter(({ purpose }) => purpose === "esp"));
  const uuids = new Map(implicit.map(({ device }) => [device, filesystems[espFilesystemType].uuid.from(newUuid())]));
  return firmware === "bios" ? [] : findEsps(disks, volumes, uuids);
}

function divideDisks({ config, disks, architecture, firmware, newUuid }: StorageRequest): DividedDisk[] {
  return config.disks.map((spec, index) => {
    const disk = disks[index];
    if (disk === undefined) throw new Error(`no disk was matched to ${spec.pointer}`);
    return planPartitions({
      config,
      architecture,
      firmware,
      newUuid,
      spec,
      disk,
      holdsMultiboot: index === 0 && isMultiboot(config),
    });
  });
}

/** What physical volumes lie on, by their pointers. An array has the largest sectors of its members. */
function holdersOf(
  config: DeployConfig,
  divided: readonly DividedDisk[],
  arrays: readonly PlannedArray[],
): ReadonlyMap<string, Holder> {
  const holders = new Map<string, Holder>();
  const sectorSizes = new Map<string, number>();
  for (const { disk, parts } of divided) {
    for (const [pointer, { device, size }] of parts) {
      holders.set(pointer, { device, size, sectorSize: disk.sectorSize });
      sectorSizes.set(device, disk.sectorSize);
    }
  }
  config.arrays.forEach(({ pointer }, index) => {
    const array = arrays[index];
    if (array === undefined) return;
    holders.set(pointer, {
      device: array.device,
      size: array.size,
      sectorSize: Math.max(...array.members.map((member) => sectorSizes.get(member) ?? 0)),
    });
  });
  return holders;
}

interface PlacedVolume {
  readonly spec: VolumeSpec;
  readonly device: string;
  readonly size: number;
}

/** In the order of volumesOf. */
function placeVolumes(
  config: DeployConfig,
  partitions: ReadonlyMap<string, PlannedPartition>,
  { arrays, groups }: Pick<StoragePlan, "arrays" | "groups">,
): PlacedVolume[] {
  const place = (
    spec: VolumeSpec,
    at: { readonly device: string; readonly size: number } | undefined,
  ): PlacedVolume[] => (at === undefined ? [] : [{ spec, device: at.device, size: at.size }]);
  return [
    ...config.disks.flatMap(({ parts }) =>
      parts.flatMap((part) =>
        part.kind === "partition" || part.kind === "esp" ? place(part, partitions.get(part.pointer)) : [],
      ),
    ),
    ...config.arrays.flatMap(({ content }, index) => (content.kind === "pv" ? [] : place(content, arrays[index]))),
    ...config.groups.flatMap(({ volumes }, group) =>
      volumes.flatMap((spec, index) => place(spec, groups[group]?.volumes[index])),
    ),
  ];
}

function planVolume(
  volume: VolumeSpec,
  { device, size }: Pick<PlacedVolume, "device" | "size">,
  newUuid: () => string,
): PlannedVolume {
  const minimum = filesystems[volume.fileSystem].minimum;
  if (size < minimum) {
    throw new BareonError(
      "mismatch",
      `${volume.pointer}: ${renderSize(size)} are too small for ${volume.fileSystem}, which needs ${renderSize(minimum)}`,
      {
        hint: "Ask for a larger volume or another filesystem.",
      },
    );
  }
  const inFstab = volume.mount !== undefined || volume.fileSystem === "swap";
  return {
    device,
    size,
    type: volume.fileSystem,
    uuid: filesystems[volume.fileSystem].uuid.from(newUuid()),
    label: volume.label ?? null,
    mount: volume.mount ?? null,
    images: [...volume.images],
    fstab: inFstab ? { ...volume.fstab } : null,
  };
}
