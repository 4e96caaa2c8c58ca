/** Whether the images of filesystems fit the volumes that they replace. That an image is one is known only after its source was measured. */
import { renderSize } from "../base/sizes.ts";
import type { Plan, PlannedVolume } from "../schema/plan.ts";
import type { ImageFilesystem } from "../sources/source.ts";

function targetOf({ images, utilities, volumes }: Plan, name: string): PlannedVolume | undefined {
  const utility = utilities.find((candidate) => candidate.name === name);
  const mounts = utility?.mounts ?? images.find((candidate) => candidate.name === name)?.mounts ?? [];
  const device = mounts.find(({ mount }) => mount === (utility?.target ?? "/"))?.device;
  return volumes.find((volume) => volume.device === device);
}

function findMisfit(plan: Plan, name: string, { type, size }: ImageFilesystem): string | undefined {
  const what = `image ${name} is the image of a filesystem`;
  const volume = targetOf(plan, name);
  if (volume === undefined)
    return `${what}, which needs a volume of its own with its target as "mount"; an archive could go into a folder`;
  if (volume.keep === true)
    return `${what}, in whose place ${volume.device} keeps its data, unless the config gives them up`;
  if (type !== undefined && volume.type !== type)
    return `${what} of type ${type}, but the filesystem of its volume is ${volume.type}`;
  return size > volume.size
    ? `${what} of ${renderSize(size)}, larger than its volume (${renderSize(volume.size)})`
    : undefined;
}

/** One text for each image that cannot replace its volume. */
export function findMisfits(plan: Plan, filesystems: ReadonlyMap<string, ImageFilesystem>): string[] {
  return Array.from(filesystems, ([name, found]) => findMisfit(plan, name, found)).filter((text) => text !== undefined);
}
