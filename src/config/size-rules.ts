/** Rules of size: whether what is asked for fits its disk, as far as the declared sizes tell. */
import { floorMiB, MiB, renderMiB, renderSize, sizeWithin } from "../base/sizes.ts";
import type { DeployConfig, PartSpec } from "./deploy-config.ts";
import { implicitParts, renderAsked } from "./implicit-parts.ts";
import type { Rule } from "./rule.ts";
import type { Finding } from "./wording.ts";

/** "remaining" stands for what is left, which only one part can have. */
function findSecondRests({ disks, groups }: DeployConfig): Finding[] {
  const holders: readonly { what: string; parts: readonly PartSpec[] }[] = [
    ...disks.map(({ parts }) => ({ what: "disk", parts })),
    ...groups.map(({ volumes }) => ({ what: "volume group", parts: volumes })),
  ];
  return holders.flatMap(({ what, parts }) =>
    parts
      .filter(({ size }) => size.kind === "remaining")
      .slice(1)
      .map((spec): Finding => ({
        of: "part",
        spec,
        field: "size",
        problem: ({ remaining }) => `a second "${remaining}" on this ${what}`,
        expected: ({ keys, remaining }) => `at most one volume of ${keys.part.size} "${remaining}" for each ${what}`,
      })),
  );
}

/** The same arithmetic as the layout's (storage/gpt/layout.ts), on the declared size alone. */
function findOverfullDisks(config: DeployConfig): Finding[] {
  return config.disks.flatMap((spec): Finding[] => {
    const sizes = spec.parts.map(({ size }) => size);
    const implicit = implicitParts(config, spec);
    const service = implicit.reduce((sum, { size }) => sum + size, 0);
    const declared = floorMiB(spec.size);
    const asked = sizes.reduce((sum, size) => sum + sizeWithin(size, Math.max(declared - service, 0)), 0);
    if (service + asked <= declared) return [];
    const hasRest = sizes.some((size) => size.kind === "remaining");
    return [
      {
        of: "disk",
        spec,
        field: "size",
        problem: `${renderAsked(asked, implicit)}: more than the declared ${renderMiB(declared)}`,
        expected: ({ keys, remaining }) =>
          `volumes and implicit partitions within the disk's ${keys.disk.size}${hasRest ? ` with 1 MiB or more for "${remaining}"` : ""}`,
      },
    ];
  });
}

/** No kernel with an initrd of a whole system is smaller; whether these fit is seen when they are there. */
const leastRescue = 64 * MiB;

function findSmallRescues({ rescue }: DeployConfig): Finding[] {
  if (rescue === undefined || rescue.size >= leastRescue) return [];
  return [
    {
      of: "config",
      field: "rescue.size",
      problem: `${renderSize(rescue.size)} are too small for a rescue system`,
      expected: `${renderMiB(leastRescue)} or more`,
    },
  ];
}

/** Entries of a partition table: UEFI specification 5.3.1, and storage/gpt/slot.ts. */
const mostPartitions = 128;

function findFullTables(config: DeployConfig): Finding[] {
  return config.disks.flatMap((spec): Finding[] => {
    const count = spec.parts.length + implicitParts(config, spec).length;
    if (count <= mostPartitions) return [];
    return [
      {
        of: "disk",
        spec,
        problem: `${count} partitions, with the implicit ones`,
        expected: `${mostPartitions} at most, which is what a partition table has room for`,
      },
    ];
  });
}

export const sizeRules: readonly Rule[] = [
  { find: findSecondRests },
  { find: findOverfullDisks },
  { find: findFullTables },
  { find: findSmallRescues },
];
