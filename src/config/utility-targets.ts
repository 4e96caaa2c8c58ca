/** What the images of volumes bind a utility image to: roots of operating systems, or volumes of its own; see provision.json(5), "Utility images". */
import { type DeployConfig, type ImageSpec, isBootable } from "./deploy-config.ts";
import { volumesOf } from "./volumes.ts";

/** A volume of a config or of a plan. */
interface Bound {
  readonly mount?: string | null | undefined;
  readonly images: readonly string[];
}

/** Of the systems, by name, those whose root the image shares: it goes into the tree of each. If there are none, it goes onto its own volumes. */
export function systemsSharingRoot(volumes: readonly Bound[], systems: readonly string[], image: string): string[] {
  const roots = volumes.filter((volume) => volume.mount === "/" && volume.images.includes(image));
  return systems.filter((system) => roots.some((root) => root.images.includes(system)));
}

/** The operating systems, by name, whose trees a utility image of the config goes into. */
export function systemsOf(config: DeployConfig, image: ImageSpec): string[] {
  return systemsSharingRoot(
    volumesOf(config),
    config.images.filter(isBootable).map(({ name }) => name),
    image.name,
  );
}
