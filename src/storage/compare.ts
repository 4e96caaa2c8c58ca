/** What of a disk is not as the config asks for it, so that its partitions cannot be kept. Finds every difference; what becomes of them is keep.ts's. */
import { espFilesystemType, multibootType } from "../base/places.ts";
import type { Difference } from "../base/errors.ts";
import { MiB } from "../base/sizes.ts";
import type { DiskSpec, VolumeSpec } from "../config/deploy-config.ts";
import type { Disk, Partition } from "../schema/inventory.ts";
import type { PlannedDisk, PlannedPartition } from "../schema/plan.ts";

/** A disk as the config asks for it, laid out as if it were new. */
export interface ExpectedDisk {
  readonly spec: DiskSpec;
  readonly disk: PlannedDisk;
  /** The volume of a partition by its device. */
  readonly volumes: ReadonlyMap<string, VolumeSpec>;
  /** Filesystem UUIDs that several partitions have. */
  readonly repeated: ReadonlySet<string>;
}

/** How far a start and a size may be off, in bytes: provision.json(5), "Deploying once more". */
export const tolerance = MiB;
export const none = "none";

export function renderBytes(bytes: number): string {
  return `${Number((bytes / MiB).toFixed(3))} MiB`;
}

function renderPlace({ start, size }: { readonly start: number; readonly size: number }): string {
  return `${renderBytes(size)} at ${renderBytes(start)}`;
}

/** Every difference of one disk; empty where it can be kept. */
export function compareDisk(expected: ExpectedDisk, found: Disk): Difference[] {
  const { disk, spec } = expected;
  if (found.table?.type !== "gpt" || found.table.id === null) {
    return [
      {
        where: disk.path,
        what: "partition table",
        expected: "gpt",
        found: found.table?.type ?? none,
        pointer: spec.pointer,
      },
    ];
  }
  const extra = found.partitions.filter(
    ({ number }) => !disk.partitions.some((partition) => partition.number === number),
  );
  return [
    ...disk.partitions.flatMap((partition) =>
      comparePartition(
        expected,
        partition,
        found.partitions.find(({ number }) => number === partition.number),
      ),
    ),
    ...extra.map((partition) => ({
      where: partition.path,
      what: "partition",
      expected: none,
      found: renderPlace(partition),
      pointer: spec.pointer,
    })),
  ];
}

function comparePartition(
  { spec, volumes, repeated }: ExpectedDisk,
  partition: PlannedPartition,
  found: Partition | undefined,
): Difference[] {
  const volume = volumes.get(partition.device);
  const pointer = volume?.pointer ?? spec.pointer;
  const where = partition.device;
  if (found === undefined)
    return [{ where, what: "partition", expected: renderPlace(partition), found: none, pointer }];
  const differ = (what: string, isSame: boolean, wanted: string, is: string | null): Difference[] =>
    isSame ? [] : [{ where, what, expected: wanted, found: is === null || is === "" ? none : is, pointer }];
  const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= tolerance;
  return [
    ...differ("start", isNear(partition.start, found.start), renderBytes(partition.start), renderBytes(found.start)),
    ...differ("size", isNear(partition.size, found.size), renderBytes(partition.size), renderBytes(found.size)),
    ...differ("type", partition.type === found.type.toUpperCase(), partition.type, found.type),
    ...differ("PARTUUID", found.partuuid !== null, "any", none),
    // The name is how the boot menu's own partition is known; nothing else may be made anew in its place.
    ...(partition.purpose === "multiboot" || partition.purpose === "esp"
      ? differ("name", partition.name === found.name, partition.name, found.name)
      : []),
    ...compareContent(wantedContent(partition, volume), volume, found.content, repeated).flatMap(
      ({ what, wanted, is }) => differ(what, false, wanted, is),
    ),
  ];
}

/** What blkid calls the parts of arrays and of volume groups. */
const memberSignature = "linux_raid_member";
export const physicalVolumeSignature = "LVM2_member";

export interface Fact {
  readonly what: string;
  readonly wanted: string;
  readonly is: string | null;
}

/** What blkid calls what is to be found on a partition. */
function wantedContent({ purpose }: PlannedPartition, volume: VolumeSpec | undefined): string | undefined {
  const signatures: Readonly<Record<PlannedPartition["purpose"], string | undefined>> = {
    "bios-boot": undefined,
    esp: espFilesystemType,
    multiboot: multibootType,
    volume: volume?.fileSystem,
    "raid-member": memberSignature,
    pv: physicalVolumeSignature,
  };
  return signatures[purpose];
}

/**
 * What is made anew may be empty: a deploy that was stopped leaves it so. It may not be something else, which somebody may
 * want; nor may a part of an array or a group be anything else.
 */
export function compareContent(
  wanted: string | undefined,
  volume: VolumeSpec | undefined,
  content: Partition["content"],
  repeated: ReadonlySet<string>,
): Fact[] {
  if (wanted === undefined) return [];
  const isPart = wanted === memberSignature || wanted === physicalVolumeSignature;
  const isKept = volume?.keepData === true || isPart;
  if (content === null && !isKept) return [];
  if (content?.type !== wanted) return [{ what: isPart ? "content" : "filesystem", wanted, is: content?.type ?? null }];
  if (!isKept || isPart) return [];
  return [
    ...(content.uuid === null || repeated.has(content.uuid)
      ? [{ what: "UUID", wanted: "one of its own", is: content.uuid }]
      : []),
    ...(volume?.label === undefined || volume.label === content.label
      ? []
      : [{ what: "label", wanted: volume.label, is: content.label }]),
  ];
}
