/** What the EFI system partitions of a node must be, and which a plan has; src/boot/loader puts GRUB there. */
import { espFilesystemType } from "../../base/places.ts";
import { MiB } from "../../base/sizes.ts";
import { type DeployConfig, defaultEspSize, espType } from "../../config/deploy-config.ts";
import type { PlannedDisk, PlannedEsp, PlannedVolume } from "../../schema/plan.ts";

/** The GPT name of an implicit EFI system partition, and its label. */
export const espName = "bareon-esp";
export const espLabel = "BAREON-ESP";

/**
 * FAT32 has 65525 clusters or more, none smaller than a sector (Microsoft's FAT specification): with the tables 34 MiB on sectors
 * of 512 bytes, 260 MiB on sectors of 4096. Firmware need not read FAT12 or FAT16 on a disk (UEFI specification 13.3).
 */
export function smallestEsp(sectorSize: number): number {
  return sectorSize <= 512 ? 34 * MiB : Math.ceil((65_525 * sectorSize) / MiB + 4) * MiB;
}

/** Bytes of an implicit EFI system partition on a disk. */
export function implicitEspSize(
  { espSize, reservedSize = defaultEspSize }: Pick<DeployConfig, "espSize" | "reservedSize">,
  sectorSize: number,
): number {
  return espSize?.bytes ?? Math.max(reservedSize, smallestEsp(sectorSize));
}

/** The EFI system partitions of planned disks, that of the first disk first; `uuids` are those of the implicit ones by device. */
export function findEsps(
  disks: readonly PlannedDisk[],
  volumes: readonly PlannedVolume[],
  uuids: ReadonlyMap<string, string>,
): PlannedEsp[] {
  return disks.flatMap(({ path, partitions }) =>
    partitions
      .filter(({ type }) => type === espType)
      .flatMap(({ device, number, partuuid }): PlannedEsp[] => {
        const volume = volumes.find((candidate) => candidate.device === device && candidate.type === espFilesystemType);
        const uuid = volume?.uuid ?? uuids.get(device);
        return uuid === undefined
          ? []
          : [{ disk: path, number, device, partuuid, uuid, ...(volume?.keep === true ? { keep: true } : {}) }];
      }),
  );
}
