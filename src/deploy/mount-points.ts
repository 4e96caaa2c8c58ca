/** Where the images of one deploy are mounted. */
import { runtimeDirectory } from "../base/places.ts";

/** Mount points of one image. */
export interface MountPoints {
  /** The place of the image's tree. */
  readonly tree: string;
  /** A place on which a source may mount what it needs beside the tree. */
  readonly jail: string;
}

/** The mount points of one deploy; deploys that run at the same time need different numbers. */
export function mountPoints(number: number): MountPoints {
  return { tree: `${runtimeDirectory}/image-${number}`, jail: `${runtimeDirectory}/jail-${number}` };
}

export const defaultMountPoints = mountPoints(0);
