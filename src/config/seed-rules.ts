/** Rules for what cloud-init in the systems is told: which images can have a seed, and which get a config drive as one. */
import { isWithin } from "../base/paths.ts";
import { type DeployConfig, isBootable } from "./deploy-config.ts";
import { deployedSystems, findOnOthers } from "./deployed-systems.ts";
import type { Rule } from "./rule.ts";
import { volumesOf } from "./volumes.ts";
import { type Finding, quoted } from "./wording.ts";

function findSeedsOfOthers(config: DeployConfig): Finding[] {
  return findOnOthers(config, "seed");
}

function findMisplacedDrives(config: DeployConfig): Finding[] {
  const { as = "partition", images: names = [] } = config.configDrive ?? {};
  const of = { of: "config", field: "configDrive.images" } as const;
  if (as === "partition" && names.length > 0)
    return [{ ...of, problem: "every system sees a partition", expected: "nothing, or that it becomes a seed" }];
  const known = deployedSystems(config);
  const unknown = names.filter((name) => !known.some((image) => image.name === name));
  const told = known.filter(({ name, seed }) => names.includes(name) && seed !== undefined).map(({ name }) => name);
  return [
    ...(unknown.length === 0
      ? []
      : [
          {
            ...of,
            problem: `no operating system that is deployed is named ${quoted(unknown)}`,
            expected: `some of ${quoted(known.map(({ name }) => name))}`,
          },
        ]),
    ...(told.length === 0
      ? []
      : [
          {
            ...of,
            problem: `${quoted(told)} would have a seed and a config drive, of which cloud-init reads one`,
            expected: ({ keys }: { readonly keys: { readonly image: { readonly seed: string } } }) =>
              `images without "${keys.image.seed}"`,
          },
        ]),
  ];
}

/** Where the seeds lie in a tree. */
const seedFolder = "/var/lib/cloud/seed";

/** Of two systems with one folder, the second would overwrite what the first is told. */
function findSharedSeeds(config: DeployConfig): Finding[] {
  return deployedSystems(config)
    .filter((image) => image.seed !== undefined)
    .flatMap((spec): Finding[] => {
      const volumes = volumesOf(config).filter(
        ({ mount, images }) => mount !== undefined && images.includes(spec.name),
      );
      const depth = ({ mount = "" }: { readonly mount: string | undefined }): number => mount.length;
      const [holder] = volumes
        .filter(({ mount = "" }) => isWithin(mount, seedFolder))
        .toSorted((one, other) => depth(other) - depth(one));
      const others = config.images.filter(
        (image) => image !== spec && isBootable(image) && holder?.images.includes(image.name) === true,
      );
      if (others.length === 0) return [];
      return [
        {
          of: "image",
          spec,
          field: "seed",
          problem: `its seed would be that of ${quoted(others.map(({ name }) => name))} too, with which it shares ${holder?.mount ?? ""}`,
          expected: `a volume of its own for ${seedFolder}`,
        },
      ];
    });
}

export const seedRules: readonly Rule[] = [
  { find: findSeedsOfOthers },
  { find: findSharedSeeds, needs: ["images", "volumes"] },
  { find: findMisplacedDrives, needs: ["images"] },
];
