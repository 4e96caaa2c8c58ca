/** Rules for EFI system partitions; layer.ts refuses one that is too small for its disk's sectors, when the disk is known. */
import { ceilMiB, renderMiB } from "../../base/sizes.ts";
import { type DeployConfig, isEsp } from "../../config/deploy-config.ts";
import type { Rule } from "../../config/rule.ts";
import type { Finding } from "../../config/wording.ts";
import { smallestEsp } from "./partitions.ts";

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

/** The least that suits any disk; one with sectors of 4096 bytes needs more, which is seen when it is known. */
const least = smallestEsp(512);
const expected = `${renderMiB(least)} or more`;

function findSmallEsps({ disks, espSize, policy, firmware }: DeployConfig): Finding[] {
  const parts = policy === "extend" ? [] : disks.flatMap(({ parts: all }) => all.filter(isEsp));
  const isForUefi = firmware === "uefi" || firmware === "both";
  return [
    ...parts.flatMap((spec): Finding[] =>
      spec.size.kind === "bytes" && ceilMiB(spec.size.bytes) < least
        ? [{ of: "part", spec, field: "size", problem: "too small for an EFI system partition", expected }]
        : [],
    ),
    ...(isForUefi && espSize !== undefined && espSize.bytes < least
      ? [
          {
            of: "config",
            field: "espSize",
            problem: "too small for an EFI system partition",
            expected,
          } satisfies Finding,
        ]
      : []),
  ];
}

export const espRules: readonly Rule[] = [
  { find: findSecondEsps },
  { find: findUnusedEspSize },
  { find: findSmallEsps },
];
