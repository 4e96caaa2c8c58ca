/** What is in the place of an image before it is deployed, as far as the config tells. */
import { isWithin } from "../base/paths.ts";
import { type DeployConfig, type ImageSpec, type VolumeSpec, isBootable } from "./deploy-config.ts";
import { systemsOf } from "./utility-targets.ts";
import { keepsPartitions, volumesOf } from "./volumes.ts";

/** True if images come onto volumes that may have kept their data. */
export function redeploys(config: DeployConfig): boolean {
  return config.policy !== "extend" && keepsPartitions(config);
}

/** The volumes of the image that hold its target, the nearest last. */
function holdersOf(config: DeployConfig, { name, target }: ImageSpec): VolumeSpec[] {
  return volumesOf(config)
    .filter(({ mount, images }) => mount !== undefined && images.includes(name) && isWithin(mount, target))
    .toSorted((one, other) => (one.mount ?? "").length - (other.mount ?? "").length);
}

/** True if the volume that is mounted at the image's target keeps its data. */
export function keepsTarget(config: DeployConfig, image: ImageSpec): boolean {
  return (
    redeploys(config) && holdersOf(config, image).some(({ mount, keepData }) => mount === image.target && keepData)
  );
}

/** True if nothing is in the image's place before the deploy: it has a volume for that which is made anew. */
export function isPlacedAnew(config: DeployConfig, image: ImageSpec): boolean {
  if (!redeploys(config)) return true;
  if (!isBootable(image) && systemsOf(config, image).length > 0) return false;
  return holdersOf(config, image).at(-1)?.keepData === false;
}
