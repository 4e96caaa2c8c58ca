/** EFI system partitions as a storage layer: those that a disk gets without being asked, and what UEFI needs of those that are volumes. */
import { espFilesystemType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { renderSize } from "../../base/sizes.ts";
import { espType } from "../../config/deploy-config.ts";
import { hasImplicitEsp } from "../../config/menu-disks.ts";
import { contentName } from "../../config/volumes.ts";
import { wipeSignatures } from "../../programs/wipefs.ts";
import type { Disk, Partition } from "../../schema/inventory.ts";
import type { PlannedEsp, PlannedPartition } from "../../schema/plan.ts";
import { filesystems } from "../filesystem/filesystems.ts";
import { clearDevice } from "../erase.ts";
import { makeEspFilesystem } from "../filesystem/vfat.ts";
import { reusableUuid } from "../identity.ts";
import type { FreshLayout, Layer, LayerRequest, ServicePartition, StoragePlan, There } from "../layer.ts";
import { type Step, commandStep, makeFilesystemStep } from "../step.ts";
import { espRules } from "./rules.ts";
import { espLabel, espName, findEsps, implicitEspSize, smallestEsp } from "./partitions.ts";

function servicePartitions({ config, disks, firmware, extend }: LayerRequest, index: number): ServicePartition[] {
  const [spec, disk] = [config.disks[index], disks[index]];
  if (spec === undefined || disk === undefined || firmware === "bios" || !hasImplicitEsp(config, spec)) return [];
  // The boot loader is where it is, and an empty one would be in the way of what is added later.
  if (extend !== undefined && index > 0 && !disk.partitions.some(isEspType)) return [];
  const size = implicitEspSize(config, disk.sectorSize);
  return [{ purpose: "esp", type: espType, name: espName, size, pointer: config.espSize?.pointer }];
}

function isEspType({ type }: Pick<Partition, "type">): boolean {
  return type.toUpperCase() === espType;
}

function checkEsp(
  { type, size }: Pick<PlannedPartition, "type" | "size">,
  { path, sectorSize }: Disk,
  pointer: string,
): void {
  const least = smallestEsp(sectorSize);
  if (type !== espType || size >= least) return;
  throw new BareonError(
    "mismatch",
    `${pointer}: ${renderSize(size)} are too small for an EFI system partition on ${path}: FAT32 needs ${renderSize(least)} on its sectors of ${sectorSize} bytes`,
    { hint: "Ask for a larger one, or leave the size out." },
  );
}

function planEsps(request: LayerRequest, { disks, volumes }: StoragePlan): Partial<StoragePlan> {
  const { firmware, newUuid, extend, grow } = request;
  const implicit = disks.flatMap(({ partitions }) => partitions.filter(({ purpose }) => purpose === "esp"));
  const uuids = new Map(implicit.map(({ device }) => [device, filesystems[espFilesystemType].uuid.from(newUuid())]));
  const esps = firmware === "bios" ? [] : findEsps(disks, volumes, uuids);
  if (grow === true) {
    const own = volumes.map(({ device }) => device);
    return { esps: esps.map((esp) => (own.includes(esp.device) ? esp : keepFound(esp, request))) };
  }
  if (extend === undefined) return { esps };
  // The boot loader is where it is: a new volume of that kind is a volume like any other.
  const isMade = (device: string): boolean =>
    volumes.some((volume) => volume.device === device && volume.keep !== true);
  return { esps: esps.filter(({ device }) => !isMade(device)).map((esp) => ({ ...esp, keep: true })) };
}

/** One that is there and has a filesystem stays as it is. */
function keepFound(esp: PlannedEsp, { disks }: LayerRequest): PlannedEsp {
  const found = disks.flatMap(({ partitions }) => partitions).find(({ path }) => path === esp.device);
  return found?.content?.type === espFilesystemType && found.unfinished !== true ? { ...esp, keep: true } : esp;
}

/** Those that are not among the volumes. */
function implicitEsps({ esps, volumes }: StoragePlan): readonly PlannedEsp[] {
  return esps.filter(({ device }) => volumes.every((volume) => volume.device !== device));
}

function makeEsp({ device, uuid }: PlannedEsp): Step {
  return makeFilesystemStep(device, `Make the EFI system partition on ${device}`, [
    makeEspFilesystem({ device, uuid, label: espLabel }),
  ]);
}

function sizeOf({ disks }: StoragePlan, device: string): number {
  return disks.flatMap(({ partitions }) => partitions).find((partition) => partition.device === device)?.size ?? 0;
}

/** On a disk that is kept: from here on UEFI does not start the former deployment. An EFI system partition that is made anew loses all that is on it now. */
function invalidateEsps(storage: StoragePlan): Step[] {
  const added = storage.volumes.filter((volume) => volume.added === true).map(({ device }) => device);
  const kept = storage.esps.filter(
    ({ disk, device }) =>
      !added.includes(device) && storage.disks.some(({ path, keep }) => path === disk && keep === true),
  );
  return kept.map(({ device, keep }): Step => {
    const [id, title] = [`invalidate-esp ${device}`, `Take the boot loader off ${device}`];
    return keep === true
      ? { kind: "invalidate-esp", id, title, phase: "storage", device }
      : commandStep(id, title, clearDevice(device, sizeOf(storage, device)));
  });
}

/** No firmware reads a partition without its signature. */
function invalidateFormerEsps({ path, partitions }: Disk): Step[] {
  const esps = partitions.filter((partition) => isEspType(partition) && partition.content !== null);
  return esps.length === 0
    ? []
    : [
        commandStep(
          `invalidate-esps ${path}`,
          `Take the boot loaders for UEFI off ${path}`,
          esps.map((esp) => wipeSignatures(esp.path)),
        ),
      ];
}

/** As the volume on it, if there is one. */
function keepEsps(
  { esps, volumes, specs, keepAll }: FreshLayout,
  there: There,
  repeated: ReadonlySet<string>,
): Partial<StoragePlan> {
  return {
    esps: esps.map((esp) => {
      const found = there.places.get(esp.device);
      const partuuid = found?.partuuid ?? esp.partuuid;
      const isAdded = volumes.some(({ device, added }) => device === esp.device && added === true);
      const isKept = keepAll === true || esp.keep === true || specs.get(esp.device)?.keepData === true;
      if (isKept && !isAdded) return { ...esp, keep: true, partuuid, uuid: found?.content?.uuid ?? esp.uuid };
      return { ...esp, partuuid, uuid: reusableUuid(espFilesystemType, found, repeated) ?? esp.uuid };
    }),
  };
}

export const esp: Layer = {
  name: "esp",
  rules: espRules,
  neededTypes: [espType],
  partition: (part) =>
    part.kind === "esp" ? { purpose: "volume", type: espType, name: part.name ?? contentName(part) } : undefined,
  servicePartitions,
  checkPartition: checkEsp,
  complete: planEsps,
  invalidate: invalidateEsps,
  invalidateFound: invalidateFormerEsps,
  starting: ({ disks }) => disks.flatMap(({ partitions }) => partitions.filter(isEspType).map(({ path }) => path)),
  format: (storage) =>
    implicitEsps(storage)
      .filter(({ keep }) => keep !== true)
      .map(makeEsp),
  filesystems: ({ esps }) => esps.map(({ device, uuid }) => ({ device, uuid, type: espFilesystemType, label: null })),
  makeFilesystem: ({ esps }, volume) =>
    esps.some(({ device }) => device === volume.device) ? makeEspFilesystem(volume) : undefined,
  contents: (fresh) =>
    implicitEsps(fresh).map(({ device }) => [device, { type: espFilesystemType, isPart: false }] as const),
  keep: keepEsps,
  describeService: ({ purpose }) =>
    purpose === "esp" ? { label: "esp", type: espFilesystemType, place: "UEFI boot", images: "" } : undefined,
};
