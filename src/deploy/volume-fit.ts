/** Whether the images of filesystems suit the machine. That an image is one is known only after its source was measured. */
import type { ImageFilesystem } from "../sources/source.ts";
import { isOlder } from "../storage/filesystem/features.ts";

export { findMisfits } from "../plan/filesystem-images.ts";

/** One text for each image that the running kernel, which has to mount it, is too old for. */
export function findTooNew(filesystems: ReadonlyMap<string, ImageFilesystem>, kernel: string): string[] {
  return Array.from(filesystems).flatMap(([name, { type, traits }]) => {
    const newer = (traits?.features ?? []).filter(({ linux }) => isOlder(kernel, linux));
    if (newer.length === 0) return [];
    const list = newer.map((feature) => `${feature.name} (Linux ${feature.linux})`).join(", ");
    return [
      `image ${name} is the image of a filesystem of type ${type} that this kernel, ${kernel}, does not mount: ${list}`,
    ];
  });
}
