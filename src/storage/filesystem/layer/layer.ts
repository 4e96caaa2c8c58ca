/** Filesystems and swap as a storage layer, with that of the multiboot partition. */
import { BareonError } from "../../../base/errors.ts";
import { multibootName, multibootType, rescueName } from "../../../base/places.ts";
import { ceilMiB, renderSize } from "../../../base/sizes.ts";
import { type FileSystem, type VolumeSpec, multibootSize } from "../../../config/deploy-config.ts";
import { contentName, volumesOf } from "../../../config/volumes.ts";
import type { PlannedVolume } from "../../../schema/plan.ts";
import type {
  ExpectedContent,
  FoundPlace,
  FreshLayout,
  Layer,
  LayerPlan,
  LayerRequest,
  Place,
  Places,
  ServicePartition,
  StoragePlan,
  There,
} from "../../layer.ts";
import { reusableUuid } from "../../identity.ts";
import { type Step, makeFilesystemStep } from "../../step.ts";
import { filesystems, measureFilesystem } from "../filesystems.ts";
import { clearFormer } from "./clear-former.ts";
import { compareGrowth, growFilesystem, judgeGrowth } from "./grow.ts";
import { type OwnPlace, hasMenu, keepMenu, makeMultiboot, ownPlaces, planMultiboot } from "./menu-places.ts";
import { linuxType, partitionType } from "./partition-types.ts";
import { filesystemRules } from "../rules.ts";

interface FormattedSpec extends VolumeSpec {
  readonly fileSystem: FileSystem;
}

function isFormatted(volume: VolumeSpec): volume is FormattedSpec {
  return volume.fileSystem !== undefined;
}

function planVolume(
  volume: FormattedSpec,
  { device, size, isNew }: Place,
  { newUuid, grow }: Pick<LayerRequest, "newUuid" | "grow">,
): PlannedVolume {
  const isAdded = grow === true && isNew === true;
  const minimum = filesystems[volume.fileSystem].minimum;
  if (size < minimum && isNew !== false) {
    throw new BareonError(
      "mismatch",
      `${volume.pointer}: ${renderSize(size)} are too small for ${volume.fileSystem}, which needs ${renderSize(minimum)}`,
      { hint: "Ask for a larger volume or another filesystem." },
    );
  }
  const inFstab = volume.mount !== undefined || volume.fileSystem === "swap";
  return {
    device,
    size,
    type: volume.fileSystem,
    uuid: filesystems[volume.fileSystem].uuid.from(newUuid()),
    label: volume.label ?? null,
    ...(isNew === false ? { keep: true } : {}),
    ...(isAdded ? { added: true } : {}),
    ...(volume.keepData ? {} : { keepData: false }),
    mount: volume.mount ?? null,
    images: [...volume.images],
    fstab: inFstab ? { ...volume.fstab } : null,
  };
}

/** Those that have a filesystem, in the order of volumesOf, which is in src/config/volumes.ts. */
function planVolumes(request: LayerRequest, places: Places): LayerPlan {
  const volumes = volumesOf(request.config)
    .filter(isFormatted)
    .flatMap((spec) => {
      const place = places.get(spec);
      return place === undefined ? [] : [planVolume(spec, place, request)];
    });
  return { lists: { volumes }, places: [], pointers: [] };
}

function makeVolume(storage: StoragePlan, volume: PlannedVolume, layers: readonly Layer[]): Step {
  const own = layers
    .map(({ makeFilesystem }) => makeFilesystem?.(storage, volume))
    .find((command) => command !== undefined);
  const what = volume.mount === null ? volume.type : `${volume.type} for ${volume.mount}`;
  return makeFilesystemStep(volume.device, `Make ${what} on ${volume.device}`, [
    ...clearFormer(storage, volume.device, layers),
    own ?? filesystems[volume.type].make(volume),
  ]);
}

/** Of what is made beside what is there nothing is to be found, and what is there is kept, whatever the config says of its data. */
function contentsOf(fresh: FreshLayout): (readonly [string, ExpectedContent])[] {
  const { specs, volumes, making } = fresh;
  const kept = new Set(volumes.flatMap(({ device, keep }) => (keep === true ? [device] : [])));
  const added = new Set(volumes.flatMap((volume) => (volume.added === true ? [volume.device] : [])));
  const wanted = Array.from(specs).flatMap(([device, volume]) => {
    if (making === undefined) return added.has(device) ? [] : [[device, volume] as const];
    return kept.has(device) ? [[device, { ...volume, keepData: true }] as const] : [];
  });
  return [
    ...wanted.flatMap(([device, volume]): [string, ExpectedContent][] =>
      volume.fileSystem === undefined ? [] : [[device, { type: volume.fileSystem, volume, isPart: false }]],
    ),
    ...ownPlaces(fresh).map(({ device }) => [device, { type: multibootType, isPart: false }] as const),
  ];
}

interface KeepVolume {
  readonly isKept: boolean;
  readonly grow: boolean;
  readonly found: FoundPlace | undefined;
  readonly repeated: ReadonlySet<string>;
}

function keepVolume(volume: PlannedVolume, { isKept, grow, found, repeated }: KeepVolume): PlannedVolume {
  const size = grow ? volume.size : (found?.size ?? volume.size);
  if (!isKept) return { ...volume, size, uuid: reusableUuid(volume.type, found, repeated) ?? volume.uuid };
  const grownFrom = grow ? judgeGrowth(volume, found).from : undefined;
  return {
    ...volume,
    keep: true,
    size,
    ...(grownFrom === undefined ? {} : { grownFrom }),
    uuid: found?.content?.uuid ?? volume.uuid,
    label: found?.content?.label ?? null,
  };
}

function keepFilesystems(
  { volumes, multiboot, rescue, specs, making, keepAll, grow }: FreshLayout,
  { places }: There,
  repeated: ReadonlySet<string>,
): Partial<StoragePlan> {
  const isKept = ({ keep, device, added }: PlannedVolume): boolean =>
    added !== true && (keepAll ?? (making === undefined ? specs.get(device)?.keepData === true : keep === true));
  const withFormer = <T extends OwnPlace>(place: T): T => ({
    ...place,
    ...(keepAll === true ? { keep: true } : {}),
    uuid: reusableUuid(multibootType, places.get(place.device), repeated) ?? place.uuid,
  });
  return {
    volumes: volumes.map((volume) =>
      keepVolume(volume, {
        isKept: isKept(volume),
        grow: grow === true && keepAll !== true,
        found: places.get(volume.device),
        repeated,
      }),
    ),
    multiboot: multiboot === null ? null : keepMenu(multiboot, withFormer),
    ...(rescue === undefined ? {} : { rescue: withFormer(rescue) }),
  };
}

function rescuePartition({ rescue }: LayerRequest["config"]): ServicePartition[] {
  if (rescue === undefined) return [];
  const { size, pointer } = rescue;
  return [{ purpose: "rescue", type: linuxType, name: rescueName, size: ceilMiB(size), pointer }];
}

export const filesystem: Layer = {
  name: "filesystem",
  rules: filesystemRules,
  spanningTypes: Object.entries(filesystems).flatMap(([type, { spansDevices }]) => (spansDevices ? [type] : [])),
  partition: (part, { config, architecture }) =>
    part.kind !== "partition"
      ? undefined
      : {
          purpose: isFormatted(part) ? "volume" : "raw",
          type: partitionType(part, architecture, config.images),
          name: part.name ?? contentName(part),
        },
  servicePartitions: (request, index) =>
    hasMenu(request, index)
      ? [
          { purpose: "multiboot", type: linuxType, name: multibootName, size: multibootSize },
          ...(index === 0 ? rescuePartition(request.config) : []),
        ]
      : [],
  plan: planVolumes,
  complete: planMultiboot,
  format: (storage, layers) => [
    ...makeMultiboot(storage, layers),
    ...storage.volumes.flatMap(growFilesystem),
    ...storage.volumes.filter(({ keep }) => keep !== true).map((volume) => makeVolume(storage, volume, layers)),
  ],
  measure: measureFilesystem,
  compare: compareGrowth,
  filesystems: (storage) => [
    ...ownPlaces(storage).map((place) => ({ ...place, type: multibootType, label: null })),
    ...storage.volumes,
  ],
  contents: contentsOf,
  keep: keepFilesystems,
  describeService: ({ purpose }) => {
    if (purpose === "multiboot") return { label: "boot", type: multibootType, place: "boot menu", images: "" };
    if (purpose === "raw") return { label: "raw", type: "-", place: "no filesystem", images: "" };
    return purpose === "rescue" ? { label: "rescue", type: multibootType, place: "rescue", images: "" } : undefined;
  },
};
