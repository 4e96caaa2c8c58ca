/** Rules for EFI system partitions; that one is large enough for its disk's sectors is seen when the disk is known. */
import type { Violation } from "../base/errors.ts";
import { type DeployConfig, isEsp } from "./deploy-config.ts";

/** Firmware may take any of several. */
export function findSecondEsps({ disks }: DeployConfig): Violation[] {
  return disks.flatMap((disk) =>
    disk.parts
      .filter(isEsp)
      .slice(1)
      .map(({ pointer }) => ({
        pointer,
        problem: "a second EFI system partition on this disk",
        expected: "at most one for each disk",
      })),
  );
}

/** Where the config says both, one of them would go for nothing. */
export function findUnusedEspSize({ espSize, disks }: DeployConfig): Violation[] {
  const [first] = disks;
  if (espSize === undefined || first === undefined || !first.parts.some(isEsp)) return [];
  return [
    {
      pointer: "/esp/size",
      problem: "the first disk has an EFI system partition of its own among its volumes",
      expected: "the size in that volume alone",
    },
  ];
}
