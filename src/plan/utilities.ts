/** Where utility images go, and on which volumes their files come to lie. When they are deployed is in src/plan/steps.ts. */
import { isWithin } from "../base/paths.ts";
import { systemsSharingRoot } from "../config/utility-targets.ts";
import type { Plan, PlannedImage, PlannedMount, PlannedUtility, PlannedVolume } from "../schema/plan.ts";
import { mountHolding } from "../storage/mounts.ts";
import { planMounts } from "./mounts.ts";

/** Into the tree of each system whose root it shares; bound to no root, onto its own volumes under a bare tree: provision.json(5), "Utility images". */
export function bindUtility(
  volumes: readonly PlannedVolume[],
  images: readonly PlannedImage[],
  name: string,
): Pick<PlannedUtility, "into" | "mounts"> {
  const into = systemsSharingRoot(
    volumes,
    images.map((image) => image.name),
    name,
  );
  return { into, mounts: into.length > 0 ? [] : planMounts(volumes, name) };
}

/** Whether files of another image may lie where those of this one go. */
export function isOverlaid(volumes: readonly PlannedVolume[], name: string): boolean {
  return volumes.some(({ mount, images }) => mount !== null && images.includes(name) && images.length > 1);
}

/** All images of a plan except those in whose place something stays. */
export function broughtOf({
  images,
  utilities,
}: Pick<Plan, "images" | "utilities">): (PlannedImage | PlannedUtility)[] {
  return [...images, ...utilities].filter(({ keep }) => keep !== true);
}

/** The names of the systems whose trees it goes into, each a deploy of its own; null for the one under a bare tree. */
export function treesOf({ into }: PlannedUtility): readonly (string | null)[] {
  return into.length === 0 ? [null] : into;
}

/** The mounts of one of its trees. */
export function mountsOf(
  images: readonly PlannedImage[],
  utility: PlannedUtility,
  into: string | null,
): readonly PlannedMount[] {
  return into === null ? utility.mounts : (images.find(({ name }) => name === into)?.mounts ?? []);
}

/** The devices that files of the target can come to lie on: the one that holds it, and those that are mounted below it. */
function devicesBelow(mounts: readonly PlannedMount[], target: string): string[] {
  const holder = mountHolding(mounts, target);
  return mounts.filter((mount) => mount === holder || isWithin(target, mount.mount)).map(({ device }) => device);
}

/** The devices that a utility image fills under its bare tree; empty for one that goes into systems, because their links decide that. */
export function ownDevices({ mounts, target }: PlannedUtility): readonly string[] {
  return devicesBelow(mounts, target);
}

/** The systems on whose volumes files of the utility image may come to lie, in one of its trees. */
export function imagesBelow(
  { images }: Pick<Plan, "images">,
  utility: PlannedUtility,
  into: string | null,
): PlannedImage[] {
  const devices = new Set(mountsOf(images, utility, into).map(({ device }) => device));
  return images.filter(({ mounts }) => mounts.some(({ device }) => devices.has(device)));
}

/** The other systems that have a volume with this one. */
export function imagesSharing({ images }: Pick<Plan, "images">, name: string): PlannedImage[] {
  const own = images.find((image) => image.name === name)?.mounts ?? [];
  const devices = new Set(own.map(({ device }) => device));
  return images.filter((image) => image.name !== name && image.mounts.some(({ device }) => devices.has(device)));
}

/** The utility images whose files all come to lie on volumes of the system. */
export function utilitiesWithin({ utilities }: Pick<Plan, "utilities">, image: PlannedImage): PlannedUtility[] {
  const devices = new Set(image.mounts.map(({ device }) => device));
  return utilities.filter((utility) => {
    const own = ownDevices(utility);
    return utility.into.includes(image.name) || (own.length > 0 && own.every((device) => devices.has(device)));
  });
}

/** True for the image of a filesystem on a volume of a system whose folders go onto its volumes: those come last, on top of it. */
export function isWithinSpread(images: readonly PlannedImage[], { file, mounts, target }: PlannedUtility): boolean {
  if (file?.format !== "raw" && file?.format !== "qcow2") return false;
  const device = mounts.find(({ mount }) => mount === target)?.device;
  return images.some((image) => image.spread === true && image.mounts.some((mount) => mount.device === device));
}
