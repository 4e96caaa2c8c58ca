/** The table of image sources by their name in a plan; spec/specs.ts has the same without what they do, for planning. */
import { existingSource } from "./existing/existing.ts";
import { fileSource } from "./file/file.ts";
import { ociSource } from "./oci/oci.ts";
import { rsyncSource } from "./rsync/rsync.ts";
import type { ImageSources } from "./source.ts";

export const imageSources: ImageSources = {
  rsync: rsyncSource,
  file: fileSource,
  oci: ociSource,
  existing: existingSource,
};
