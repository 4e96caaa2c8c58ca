/** Whether an image of a filesystem can replace the volume that it goes to, as far as plan and image are known. */
import { renderSize } from "../base/sizes.ts";
import type { Plan, PlannedVolume } from "../schema/plan.ts";
import { filesystems } from "../storage/filesystem/filesystems.ts";
import type { Traits } from "../storage/filesystem/filesystem.ts";
import type { Layout } from "../storage/layer.ts";
import { keepsData } from "./phases.ts";
import { broughtOf } from "./utilities.ts";
import { mountHolding } from "../storage/mounts.ts";
import { sectorSizeOf } from "../storage/sectors.ts";

/** An image that is one filesystem, and so replaces that of its volume. */
interface ImageFilesystem {
  /** As blkid calls it; undefined if that is not known before it is written. */
  readonly type?: string | undefined;
  /** Bytes. */
  readonly size: number;
  /** What else its superblock says; undefined if that is not known before it is written. */
  readonly traits?: Traits | undefined;
}

type Target = Layout & Pick<Plan, "images" | "utilities">;

function targetOf({ images, utilities, volumes }: Target, name: string): PlannedVolume | undefined {
  const utility = utilities.find((candidate) => candidate.name === name);
  const mounts = utility?.mounts ?? images.find((candidate) => candidate.name === name)?.mounts ?? [];
  const device = mounts.find(({ mount }) => mount === (utility?.target ?? "/"))?.device;
  return volumes.find((volume) => volume.device === device);
}

/** What keeps the kernel from mounting it there, or GRUB from reading kernels in it. */
function findUnsuited(plan: Target, { device }: PlannedVolume, { unit, features, unfit }: Traits): string | undefined {
  if (unfit !== undefined) return unfit;
  const sector = sectorSizeOf(plan, device);
  if (unit < sector)
    return `made for sectors or blocks of ${unit} bytes, and ${device} has sectors of ${sector}: it could not be mounted`;
  const isBoot = plan.images.some(({ mounts }) => mountHolding(mounts, "/boot")?.device === device);
  const strange = features.filter(({ isReadByGrub }) => !isReadByGrub).map(({ name }) => name);
  return isBoot && strange.length > 0
    ? `with the features ${strange.join(", ")}, which GRUB does not read, and /boot is in it`
    : undefined;
}

function findMisfit(plan: Target, name: string, { type, size, traits }: ImageFilesystem): string | undefined {
  const what = `image ${name} is the image of a filesystem`;
  const volume = targetOf(plan, name);
  if (volume === undefined)
    return `${what}, which needs a volume of its own with its target as "mount"; an archive could go into a folder`;
  if (keepsData(volume))
    return `${what}, in whose place ${volume.device} keeps its data, unless the config gives them up`;
  if (filesystems[volume.type].image === undefined)
    return `${what}, but the filesystem of its volume is ${volume.type}, of which there are none`;
  if (type !== undefined && volume.type !== type)
    return `${what} of type ${type}, but the filesystem of its volume is ${volume.type}`;
  if (size > volume.size) return `${what} of ${renderSize(size)}, larger than its volume (${renderSize(volume.size)})`;
  const unsuited = traits === undefined ? undefined : findUnsuited(plan, volume, traits);
  return unsuited === undefined ? undefined : `${what} ${unsuited}`;
}

/** One text for each image that cannot replace its volume. */
export function findMisfits(plan: Target, found: ReadonlyMap<string, ImageFilesystem>): string[] {
  return Array.from(found, ([name, image]) => findMisfit(plan, name, image)).filter((text) => text !== undefined);
}

/** The plan with a mark on each of these images whose volume keeps its data, and with that the names of those that got one. */
export function keepOccupied(
  plan: Plan,
  found: ReadonlyMap<string, ImageFilesystem>,
): { readonly plan: Plan; readonly kept: readonly string[] } {
  if (plan.policy === "extend") return { plan, kept: [] };
  const isKept = (volume: PlannedVolume | undefined): boolean => volume !== undefined && keepsData(volume);
  const kept = [...found.keys()].filter((name) => isKept(targetOf(plan, name)));
  const mark = <T extends { readonly name: string }>(image: T): T =>
    kept.includes(image.name) ? { ...image, keep: true } : image;
  return { plan: { ...plan, images: plan.images.map(mark), utilities: plan.utilities.map(mark) }, kept };
}

/** The same for images of which the config says that they are filesystems, before any of them was looked at. */
export function findKnownMisfits(plan: Target): string[] {
  const known = broughtOf(plan).filter(({ file }) => file?.format === "raw" || file?.format === "qcow2");
  return findMisfits(plan, new Map(known.map(({ name }) => [name, { size: 0 }])));
}
