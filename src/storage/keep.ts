/** Turns a plan for new disks into one that keeps what is there, with its identities; refuses disks that differ from the config. */
import { filesystems } from "./filesystem/filesystems.ts";
import { espFilesystemType, multibootType } from "../base/places.ts";
import { BareonError, type Difference } from "../base/errors.ts";
import type { DeployConfig, VolumeSpec } from "../config/deploy-config.ts";
import type { Disk, MdArray, Partition, VolumeGroup } from "../schema/inventory.ts";
import type { PlannedArray, PlannedDisk, PlannedEsp, PlannedGroup, PlannedVolume } from "../schema/plan.ts";
import { type ExpectedContent, compareStacks, type FoundStacks, findStacks } from "./compare-layers.ts";
import { compareDisk, physicalVolumeSignature } from "./compare.ts";
import type { Stack } from "../machine/layers.ts";
import type { AskedStorage, StoragePlan } from "./storage.ts";

export interface KeepRequest {
  readonly config: DeployConfig;
  /** The disks that config.disks means, in its order. */
  readonly disks: readonly Disk[];
  /** What is stacked on them. */
  readonly stack: Stack;
  /** All of it as it would be laid out anew. */
  readonly asked: AskedStorage;
}

/** Throws BareonError "mismatch" with every difference of every disk, array and group. */
export function keepStorage({ config, disks, stack, asked }: KeepRequest): StoragePlan {
  const { specs, pointers, arrays, groups } = asked;
  const repeated = repeatedUuids(disks, stack);
  const found = findStacks({ arrays, groups }, stack);
  const differences = [
    ...config.disks.flatMap((spec, index) => {
      const [disk, there] = [asked.disks[index], disks[index]];
      if (disk === undefined || there === undefined) throw new Error(`no disk was planned for ${spec.pointer}`);
      return compareDisk({ spec, disk, volumes: specs, repeated }, there);
    }),
    ...compareStacks(
      { arrays, groups, contentOf: (device) => contentOf(specs.get(device)), pointers, repeated },
      found,
      stack,
    ),
  ];
  if (differences.length > 0) throw mismatch(config, differences);
  const places = placesOf(disks, { arrays, groups }, found);
  return {
    disks: asked.disks.map((disk, index) => keepDisk(disk, disks[index])),
    arrays: arrays.map((array) => keepArray(array, found.arrays.get(array.device))),
    groups: groups.map((group) => keepGroup(group, found.groups.get(group.name))),
    volumes: asked.volumes.map((volume) =>
      keepVolume(volume, specs.get(volume.device), places.get(volume.device), repeated),
    ),
    esps: asked.esps.map((esp) => keepEsp(esp, disks, specs.get(esp.device)?.keepData === true, repeated)),
    multiboot:
      asked.multiboot === null
        ? null
        : {
            ...asked.multiboot,
            uuid: reusableUuid(multibootType, places.get(asked.multiboot.device), repeated) ?? asked.multiboot.uuid,
          },
  };
}

/** An array without a volume is a physical volume. */
function contentOf(volume: VolumeSpec | undefined): ExpectedContent {
  return { type: volume?.fileSystem ?? physicalVolumeSignature, volume };
}

function mismatch({ policy }: DeployConfig, differences: readonly Difference[]): BareonError {
  const count = `${differences.length} ${differences.length === 1 ? "thing differs" : "things differ"}`;
  return new BareonError(
    "mismatch",
    `the disks are not as the deploy config asks for them: ${count}, and policy "${policy}" keeps what is there`,
    {
      differences,
      hint: 'Nothing was changed. Mend the config or the disks; "partitions_policy": "clean" repartitions the named disks, and everything on them is lost.',
    },
  );
}

/** What a volume lies on, as it is found: a partition, an array or a logical volume. */
type Place = Pick<Partition, "size" | "content">;

/** By the device that the plan has for it. */
function placesOf(
  disks: readonly Disk[],
  { arrays, groups }: Pick<StoragePlan, "arrays" | "groups">,
  found: FoundStacks,
): ReadonlyMap<string, Place> {
  const volumes = groups.flatMap(({ name, volumes: planned }) =>
    planned.map(
      (volume) => [volume.device, found.groups.get(name)?.volumes.find((one) => one.name === volume.name)] as const,
    ),
  );
  const all: readonly (readonly [string, Place | undefined])[] = [
    ...disks.flatMap(({ partitions }) => partitions.map((partition) => [partition.path, partition] as const)),
    ...arrays.map(({ device }) => [device, found.arrays.get(device)] as const),
    ...volumes,
  ];
  return new Map(all.flatMap(([device, place]) => (place === undefined ? [] : [[device, place]])));
}

function keepDisk(disk: PlannedDisk, found: Disk | undefined): PlannedDisk {
  const kept = disk.partitions.map((partition) => {
    const { start, size, partuuid, name } = found?.partitions.find(({ path }) => path === partition.device) ?? {};
    return {
      ...partition,
      start: start ?? partition.start,
      size: size ?? partition.size,
      partuuid: partuuid ?? partition.partuuid,
      name: name ?? "",
    };
  });
  return { ...disk, keep: true, tableId: found?.table?.id ?? disk.tableId, partitions: kept };
}

function keepArray(array: PlannedArray, found: MdArray | undefined): PlannedArray {
  const { uuid = array.uuid, size = array.size, metadata = array.metadata } = found ?? {};
  return { ...array, keep: true, uuid, size, metadata: metadata as PlannedArray["metadata"] };
}

function keepGroup(group: PlannedGroup, found: VolumeGroup | undefined): PlannedGroup {
  const { extentSize = group.extentSize, size = group.size, volumes = [] } = found ?? {};
  return {
    ...group,
    keep: true,
    extentSize,
    size,
    volumes: group.volumes.map((volume) => ({
      ...volume,
      size: volumes.find(({ name }) => name === volume.name)?.size ?? volume.size,
    })),
  };
}

/** The filesystem UUIDs that several places have, which then name none of them. */
function repeatedUuids(disks: readonly Disk[], { arrays, groups }: Stack): ReadonlySet<string> {
  const places: readonly Pick<Place, "content">[] = [
    ...disks.flatMap(({ partitions }) => partitions),
    ...arrays,
    ...groups.flatMap(({ volumes }) => volumes),
  ];
  const uuids = places.flatMap(({ content }) => content?.uuid ?? []);
  return new Set(uuids.filter((uuid, index) => uuids.indexOf(uuid) !== index));
}

/** The UUID that a new filesystem takes over from the one in its place, so that whoever mounts it by that still does. */
function reusableUuid(
  type: PlannedVolume["type"],
  found: Place | undefined,
  repeated: ReadonlySet<string>,
): string | undefined {
  const uuid = found?.content?.uuid ?? "";
  return filesystems[type].uuid.pattern.test(uuid) && !repeated.has(uuid) ? uuid : undefined;
}

function keepVolume(
  volume: PlannedVolume,
  spec: VolumeSpec | undefined,
  found: Place | undefined,
  repeated: ReadonlySet<string>,
): PlannedVolume {
  const size = found?.size ?? volume.size;
  if (spec?.keepData !== true)
    return { ...volume, size, uuid: reusableUuid(volume.type, found, repeated) ?? volume.uuid };
  return {
    ...volume,
    keep: true,
    size,
    uuid: found?.content?.uuid ?? volume.uuid,
    label: found?.content?.label ?? null,
  };
}

/** As the volume on it, where there is one. */
function keepEsp(esp: PlannedEsp, disks: readonly Disk[], keep: boolean, repeated: ReadonlySet<string>): PlannedEsp {
  const found = disks.flatMap(({ partitions }) => partitions).find(({ path }) => path === esp.device);
  const partuuid = found?.partuuid ?? esp.partuuid;
  if (keep) return { ...esp, keep: true, partuuid, uuid: found?.content?.uuid ?? esp.uuid };
  return { ...esp, partuuid, uuid: reusableUuid(espFilesystemType, found, repeated) ?? esp.uuid };
}
