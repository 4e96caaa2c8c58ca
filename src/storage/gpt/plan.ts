/** The partitions of one named disk: layout, identities, types and names. What lies on them is storage.ts's. */
import { multibootName } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { renderMiB, renderSize } from "../../base/sizes.ts";
import {
  type DeployConfig,
  type DiskSpec,
  type ImageSpec,
  type PartSpec,
  espType,
  hasImplicitEsp,
  isBootable,
  multibootSize,
} from "../../config/deploy-config.ts";
import type { Disk } from "../../schema/inventory.ts";
import type { PlannedDisk, PlannedPartition } from "../../schema/plan.ts";
import { partitionPath } from "../../programs/sfdisk.ts";
import { type Firmware, espName, implicitEspSize, smallestEsp } from "../esp/firmware.ts";
import { layOut } from "./layout.ts";
import { biosBootType, linuxType, partitionType } from "./partition-types.ts";

/** UTF-16 units that GPT has for a name. */
const maximumName = 36;

/** One partition before it has its place: what it is for. */
interface Slot extends Pick<PlannedPartition, "purpose" | "type" | "name"> {
  readonly pointer: string | undefined;
}

interface ServiceSlot extends Slot {
  readonly size: number;
}

export interface DiskRequest {
  readonly config: DeployConfig;
  readonly architecture: string;
  readonly firmware: Firmware;
  readonly newUuid: () => string;
  readonly spec: DiskSpec;
  readonly disk: Disk;
  readonly holdsMultiboot: boolean;
}

export interface DividedDisk {
  readonly disk: PlannedDisk;
  /** The partition of each part of the disk's spec, by its pointer. */
  readonly parts: ReadonlyMap<string, PlannedPartition>;
}

/** Throws BareonError "mismatch" where the disk is too small. */
export function planPartitions(request: DiskRequest): DividedDisk {
  const { config, spec, disk, newUuid } = request;
  const { path, size, sectorSize } = disk;
  const service = serviceSlots(request);
  const layout = layOut({
    realSize: size,
    sectorSize,
    declaredSize: spec.size,
    service: service.map((slot) => slot.size),
    volumes: spec.parts.map((part) => part.size),
  });
  if (layout.kind === "too-small") {
    throw new BareonError(
      "mismatch",
      `${spec.pointer}: ${path} (${renderSize(size)}) is too small: ${renderMiB(layout.needed)} are asked for and ${renderMiB(layout.available)} are usable`,
      {
        hint: 'The two partition tables and alignment take 2 MiB of the real disk. Ask for less, or use "remaining" for one volume.',
      },
    );
  }
  const parts = new Map<string, PlannedPartition>();
  const partitions = [...service, ...partSlots(request)].map(
    ({ pointer, purpose, type, name }, index): PlannedPartition => {
      const extent = layout.extents[index];
      if (extent === undefined) throw new Error(`no place was laid out for partition ${index + 1} of ${path}`);
      if (type === espType) checkEsp(extent.size, disk, pointer ?? config.espSize?.pointer ?? spec.pointer);
      const partition = {
        device: partitionPath(path, index + 1),
        number: index + 1,
        ...extent,
        type,
        partuuid: newUuid().toUpperCase(),
        name,
        purpose,
      };
      if (pointer !== undefined) parts.set(pointer, partition);
      return partition;
    },
  );
  return {
    disk: { path, size, declaredSize: spec.size, sectorSize, tableId: newUuid().toUpperCase(), partitions },
    parts,
  };
}

function serviceSlots({ config, firmware, spec, disk, holdsMultiboot }: DiskRequest): ServiceSlot[] {
  const biosBoot: ServiceSlot = {
    purpose: "bios-boot",
    type: biosBootType,
    name: "",
    size: spec.biosBootSize,
    pointer: undefined,
  };
  const esp: ServiceSlot = {
    purpose: "esp",
    type: espType,
    name: espName,
    size: implicitEspSize(config, disk.sectorSize),
    pointer: undefined,
  };
  const multiboot: ServiceSlot = {
    purpose: "multiboot",
    type: linuxType,
    name: multibootName,
    size: multibootSize,
    pointer: undefined,
  };
  return [
    biosBoot,
    ...(firmware !== "bios" && hasImplicitEsp(config, spec) ? [esp] : []),
    ...(holdsMultiboot ? [multiboot] : []),
  ];
}

function partSlots({ config, architecture, spec }: DiskRequest): Slot[] {
  return spec.parts.map((part) => ({
    purpose: purposeOf(part),
    type: partitionType(part, architecture, isRoot(part, config.images)),
    name: tableName(describe(part)),
    pointer: part.pointer,
  }));
}

function checkEsp(size: number, { path, sectorSize }: Disk, pointer: string): void {
  const least = smallestEsp(sectorSize);
  if (size >= least) return;
  throw new BareonError(
    "mismatch",
    `${pointer}: ${renderSize(size)} are too small for an EFI system partition on ${path}: FAT32 needs ${renderSize(least)} on its sectors of ${sectorSize} bytes`,
    {
      hint: "Ask for a larger one, or leave the size out.",
    },
  );
}

function purposeOf({ kind }: PartSpec): PlannedPartition["purpose"] {
  return kind === "member" ? "raid-member" : kind === "pv" ? "pv" : "volume";
}

function isRoot(part: PartSpec, images: readonly ImageSpec[]): boolean {
  return (
    part.kind === "partition" &&
    part.mount === "/" &&
    images.some((image) => isBootable(image) && part.images.includes(image.name))
  );
}

function describe(part: PartSpec): string {
  if (part.name !== undefined) return part.name;
  if (part.kind === "pv") return part.group;
  const volume = part.kind === "member" ? part.content : part;
  if (volume.kind === "pv") return volume.group;
  return volume.label ?? `${volume.images.join("+")} ${volume.mount ?? volume.fileSystem}`;
}

/** sfdisk knows no way to write these two, and drops a name with others than ASCII characters in the C locale (2.38). */
function tableName(name: string): string {
  return name
    .replaceAll(/["\\]/gu, "")
    .replaceAll(/[^ -~]/gu, "?")
    .trim()
    .slice(0, maximumName)
    .trim();
}
