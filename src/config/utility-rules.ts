/** Rules for images that are no operating systems: whether each has a place, and whether its files can be seen from somewhere. */
import { isWithin } from "../base/paths.ts";
import { type DeployConfig, type ImageSpec, isBootable, kernelMounts } from "./deploy-config.ts";
import type { Rule } from "./rule.ts";
import { systemsOf } from "./utility-targets.ts";
import { volumesOf } from "./volumes.ts";
import { type Finding, quoted } from "./wording.ts";

function utilitiesOf(config: DeployConfig): readonly ImageSpec[] {
  return config.images.filter((image) => !isBootable(image));
}

/** The boot loader comes last and needs something to boot. */
function findNoSystem({ images }: DeployConfig): Finding[] {
  if (images.some(isBootable)) return [];
  return [
    {
      of: "config",
      field: "images",
      problem: "none of the images is an operating system",
      expected: ({ keys }) => `one image or more with "${keys.image.target}": "/"`,
    },
  ];
}

function findHiddenTargets(config: DeployConfig): Finding[] {
  return utilitiesOf(config).flatMap((spec): Finding[] => {
    const kernel = kernelMounts.find((path) => isWithin(path, spec.target));
    if (kernel === undefined) return [];
    return [
      {
        of: "image",
        spec,
        field: "target",
        problem: `"${spec.target}" lies in ${kernel}, which the system makes itself at each boot`,
        expected: "another folder",
      },
    ];
  });
}

/** The target must lie on a volume, or the image would go nowhere. */
function findPlaceless(config: DeployConfig): Finding[] {
  return utilitiesOf(config).flatMap((spec): Finding[] => {
    const { name, target } = spec;
    const isHeld = volumesOf(config).some(
      ({ mount, images }) => mount !== undefined && images.includes(name) && isWithin(mount, target),
    );
    if (isHeld || systemsOf(config, spec).length > 0) return [];
    return [
      {
        of: "image",
        spec,
        problem: ({ keys }) => `image "${name}" has no volume that holds its ${keys.image.target} "${target}"`,
        expected: ({ keys }) =>
          `"${name}" in the "${keys.volume.images}" of a volume with ${keys.volume.mount} "${target}" or above it, or of the "/" of an operating system`,
      },
    ];
  });
}

/** A utility image copied into systems lands on their volumes; a volume that only the utility image lists would stay empty. */
function findUnseenVolumes(config: DeployConfig): Finding[] {
  return utilitiesOf(config).flatMap((image) => {
    const systems = systemsOf(config, image);
    if (systems.length === 0) return [];
    return volumesOf(config)
      .filter(
        ({ mount, images }) =>
          mount !== undefined && images.includes(image.name) && !systems.some((system) => images.includes(system)),
      )
      .map((spec): Finding => ({
        of: "volume",
        spec,
        field: "images",
        problem: `image "${image.name}" goes into ${quoted(systems)}, whose volume this is not`,
        expected: `${systems.length > 1 ? "one or more of these" : quoted(systems)} here too, or not "${image.name}"`,
      }));
  });
}

export const utilityRules: readonly Rule[] = [
  { find: findHiddenTargets },
  { needs: ["images"], find: findNoSystem },
  { needs: ["volumes"], find: findPlaceless },
  { needs: ["images", "volumes"], find: findUnseenVolumes },
];
