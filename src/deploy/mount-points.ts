/** Where the images of one deploy are mounted. */
import { runtimeDirectory } from "../base/places.ts";

/** Mount points of one image. */
export interface MountPoints {
  /** Where the tree of the image is. */
  readonly tree: string;
  /** Where a driver may mount what it needs beside it. */
  readonly jail: string;
}

/** One for each deploy that runs at the same time as others. */
export function mountPoints(number: number): MountPoints {
  return { tree: `${runtimeDirectory}/image-${number}`, jail: `${runtimeDirectory}/jail-${number}` };
}

export const defaultMountPoints = mountPoints(0);
