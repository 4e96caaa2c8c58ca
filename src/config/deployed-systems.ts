/** The operating systems that a deploy brings, and what only these may have. */
import { type DeployConfig, type ImageSpec, existingSystem, isBootable } from "./deploy-config.ts";
import type { Finding } from "./wording.ts";

/** Without the one that is there already. */
export function deployedSystems(config: DeployConfig): readonly ImageSpec[] {
  const existing = existingSystem(config);
  return config.images.filter((image) => isBootable(image) && image !== existing);
}

/** A finding for every other image that has the key; false is as if it were absent. */
export function findOnOthers(config: DeployConfig, field: "seed" | "spread"): Finding[] {
  const systems = deployedSystems(config);
  return config.images
    .filter((image) => image[field] !== undefined && image[field] !== false && !systems.includes(image))
    .map((spec) => ({
      of: "image",
      spec,
      field,
      problem: `image "${spec.name}" is no operating system that is deployed`,
      expected: ({ keys }) => `"${keys.image[field]}" only on an image that is one`,
    }));
}
