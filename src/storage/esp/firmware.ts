/** For which firmware a node is made bootable, and what its EFI system partitions must be; src/boot/loader puts GRUB there. */
import { espFilesystemType } from "../../base/places.ts";
import { BareonError } from "../../base/errors.ts";
import { MiB } from "../../base/sizes.ts";
import { type DeployConfig, defaultEspSize, espType } from "../../config/deploy-config.ts";
import type { Inventory } from "../../schema/inventory.ts";
import type { Plan, PlannedDisk, PlannedEsp, PlannedVolume } from "../../schema/plan.ts";
import { platformsOf } from "../../boot/platforms/platforms.ts";

type Firmware = Plan["firmware"];

/** The GPT name of an implicit EFI system partition, and its label. */
export const espName = "bareon-esp";
export const espLabel = "BAREON-ESP";

/** What "auto" means on this machine. Throws BareonError "unsupported" if the machine has no such firmware, or no GRUB is known for it. */
export function planFirmware(
  { firmware }: Pick<DeployConfig, "firmware">,
  machine: Pick<Inventory, "architecture" | "firmware">,
): Firmware {
  const platforms = platformsOf(machine.architecture);
  if (platforms === undefined)
    throw new BareonError("unsupported", `no GRUB is known for the architecture ${machine.architecture}`, {
      hint: "Deploy machines of x86_64 or aarch64.",
    });
  const planned = firmware === "auto" ? machine.firmware : firmware;
  if (planned === "uefi" || platforms.bios !== null) return planned;
  const problem =
    firmware === "auto" ? "this machine was started without UEFI" : `"firmware": "${firmware}" asks for BIOS`;
  throw new BareonError("unsupported", `${problem}, and ${machine.architecture} machines boot by UEFI only`, {
    hint: 'Use "firmware": "uefi".',
  });
}

/**
 * FAT32 has 65525 clusters or more, none smaller than a sector (Microsoft's FAT specification): with the tables 34 MiB on sectors
 * of 512 bytes, 260 MiB on sectors of 4096. Firmware need not read FAT12 or FAT16 on a disk (UEFI specification 13.3).
 */
export function smallestEsp(sectorSize: number): number {
  return sectorSize <= 512 ? 34 * MiB : Math.ceil((65_525 * sectorSize) / MiB + 4) * MiB;
}

/** Bytes of an implicit EFI system partition on a disk. */
export function implicitEspSize({ espSize }: Pick<DeployConfig, "espSize">, sectorSize: number): number {
  return espSize?.bytes ?? Math.max(defaultEspSize, smallestEsp(sectorSize));
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
