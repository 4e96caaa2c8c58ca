/** Rules for EFI system partitions; layer.ts refuses one that is too small for its disk's sectors, when the disk is known. */
import { type DeployConfig, isEsp } from "../../config/deploy-config.ts";
import type { Rule } from "../../config/rule.ts";
import type { Finding } from "../../config/wording.ts";

/** Firmware may take any of several. */
function findSecondEsps({ disks }: DeployConfig): Finding[] {
  return disks.flatMap((disk) =>
    disk.parts
      .filter(isEsp)
      .slice(1)
      .map((spec): Finding => ({
        of: "part",
        spec,
        problem: "a second EFI system partition on this disk",
        expected: "at most one for each disk",
      })),
  );
}

/** If the config has both, one of them would be ignored. */
function findUnusedEspSize({ espSize, disks }: DeployConfig): Finding[] {
  const [first] = disks;
  if (espSize === undefined || first === undefined || !first.parts.some(isEsp)) return [];
  return [
    {
      of: "config",
      field: "espSize",
      problem: "the first disk has an EFI system partition of its own among its volumes",
      expected: "the size in that volume alone",
    },
  ];
}

export const espRules: readonly Rule[] = [{ find: findSecondEsps }, { find: findUnusedEspSize }];
