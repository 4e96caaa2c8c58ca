/** The partitions of one named disk: layout, identities, types and names. What lies on them is storage.ts's. */
import { BareonError } from "../base/errors.ts";
import { renderMiB, renderSize } from "../base/sizes.ts";
import { type DeployConfig, type DiskSpec, type ImageSpec, type PartSpec, isBootable, multibootSize } from "../config/deploy-config.ts";
import type { Disk } from "../schema/inventory.ts";
import type { PlannedDisk, PlannedPartition } from "../schema/plan.ts";
import { partitionPath } from "../tools/sfdisk.ts";
import { layOut } from "./layout.ts";
import { biosBootType, linuxType, partitionType } from "./partition-types.ts";

/** GPT name and filesystem label of the multiboot partition. */
export const multibootName = "bareon-boot";
/** UTF-16 units that GPT has for a name. */
const maximumName = 36;

/** One partition before it has its place: what it is for. */
interface Slot extends Pick<PlannedPartition, "purpose" | "type" | "name"> {
  readonly pointer: string | undefined;
}

export interface DiskRequest {
  readonly config: DeployConfig;
  readonly architecture: string;
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
  const { spec, disk, holdsMultiboot, newUuid } = request;
  const { path, size, sectorSize } = disk;
  const service = [spec.biosBootSize, ...(holdsMultiboot ? [multibootSize] : [])];
  const layout = layOut({ realSize: size, sectorSize, declaredSize: spec.size, service, volumes: spec.parts.map((part) => part.size) });
  if (layout.kind === "too-small") {
    throw new BareonError("mismatch", `${spec.pointer}: ${path} (${renderSize(size)}) is too small: ${renderMiB(layout.needed)} are asked for and ${renderMiB(layout.available)} are usable`, {
      hint: "The two partition tables and alignment take 2 MiB of the real disk. Ask for less, or use \"remaining\" for one volume.",
    });
  }
  const parts = new Map<string, PlannedPartition>();
  const partitions = slotsOf(request).map(({ pointer, purpose, type, name }, index): PlannedPartition => {
    const extent = layout.extents[index];
    if (extent === undefined) throw new Error(`no place was laid out for partition ${index + 1} of ${path}`);
    const partition = { device: partitionPath(path, index + 1), number: index + 1, ...extent, type, partuuid: newUuid().toUpperCase(), name, purpose };
    if (pointer !== undefined) parts.set(pointer, partition);
    return partition;
  });
  return { disk: { path, size, declaredSize: spec.size, sectorSize, tableId: newUuid().toUpperCase(), partitions }, parts };
}

function slotsOf({ config, architecture, spec, holdsMultiboot }: DiskRequest): Slot[] {
  return [
    { purpose: "bios-boot", type: biosBootType, name: "", pointer: undefined },
    ...(holdsMultiboot ? [{ purpose: "multiboot" as const, type: linuxType, name: multibootName, pointer: undefined }] : []),
    ...spec.parts.map((part): Slot => ({ purpose: purposeOf(part), type: partitionType(part, architecture, isRoot(part, config.images)), name: tableName(describe(part)), pointer: part.pointer })),
  ];
}

function purposeOf({ kind }: PartSpec): PlannedPartition["purpose"] {
  return kind === "member" ? "raid-member" : kind === "pv" ? "pv" : "volume";
}

function isRoot(part: PartSpec, images: readonly ImageSpec[]): boolean {
  return part.kind === "partition" && part.mount === "/" && images.some((image) => isBootable(image) && part.images.includes(image.name));
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
  return name.replaceAll(/["\\]/gu, "").replaceAll(/[^ -~]/gu, "?").trim().slice(0, maximumName).trim();
}
