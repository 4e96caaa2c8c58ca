/** Rules for images that are no operating systems: whether each has a place, and whether what is theirs can be seen from somewhere. */
import type { Violation } from "../base/errors.ts";
import { isWithin } from "../base/paths.ts";
import { systemsOf } from "./utility-targets.ts";
import { type DeployConfig, type ImageSpec, isBootable, kernelMounts } from "./deploy-config.ts";
import { renderValue } from "./schema-check.ts";
import { volumesOf } from "./volumes.ts";

function utilitiesOf(config: DeployConfig): readonly ImageSpec[] {
  return config.images.filter((image) => !isBootable(image));
}

function quoted(names: readonly string[]): string {
  return names.map(renderValue).join(", ");
}

/** The boot loader comes last and needs something to boot. */
export function findNoSystem({ images }: DeployConfig): Violation[] {
  if (images.some(isBootable)) return [];
  return [
    {
      pointer: "/images",
      problem: "none of the images is an operating system",
      expected: 'one image or more with "target": "/"',
    },
  ];
}

export function findHiddenTargets(config: DeployConfig): Violation[] {
  return utilitiesOf(config).flatMap(({ target, pointer }) => {
    const kernel = kernelMounts.find((path) => isWithin(path, target));
    return kernel === undefined
      ? []
      : [
          {
            pointer: `${pointer}/target`,
            problem: `"${target}" lies in ${kernel}, which the system makes itself at each boot`,
            expected: "another folder",
          },
        ];
  });
}

/** The target must lie on a volume, or the image would go nowhere. */
export function findPlaceless(config: DeployConfig): Violation[] {
  return utilitiesOf(config).flatMap((image) => {
    const { name, target, pointer } = image;
    const holds = volumesOf(config).some(
      ({ mount, images }) => mount !== undefined && images.includes(name) && isWithin(mount, target),
    );
    if (holds || systemsOf(config, image).length > 0) return [];
    const expected = `"${name}" in the "images" of a volume with mount "${target}" or above it, or of the "/" of an operating system`;
    return [{ pointer, problem: `image "${name}" has no volume that holds its target "${target}"`, expected }];
  });
}

/** An image that goes into the trees of systems is seen through their volumes; another one that it names would stay empty. */
export function findUnseenVolumes(config: DeployConfig): Violation[] {
  return utilitiesOf(config).flatMap((image) => {
    const systems = systemsOf(config, image);
    if (systems.length === 0) return [];
    return volumesOf(config)
      .filter(
        ({ mount, images }) =>
          mount !== undefined && images.includes(image.name) && !systems.some((system) => images.includes(system)),
      )
      .map(({ pointer }) => ({
        pointer: `${pointer}/images`,
        problem: `image "${image.name}" goes into ${quoted(systems)}, whose volume this is not`,
        expected: `${systems.length > 1 ? "one or more of these" : quoted(systems)} here too, or not "${image.name}"`,
      }));
  });
}
