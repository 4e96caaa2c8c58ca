/** What a valid deploy config may ask for and this release cannot do yet: refused as a whole, never ignored. */
import type { Violation } from "../base/errors.ts";
import type { DeployConfig, ImageSpec } from "./deploy-config.ts";
import { parseSource } from "./image-source.ts";

function imageLimits({ pointer, source }: ImageSpec): Violation[] {
  if (parseSource(source)?.kind !== "file") return [];
  return [{ pointer: `${pointer}/image_pull_url`, problem: "image files are not supported yet", expected: "a tree that rsync reads, such as HOST::module/path/" }];
}

/** One violation for each part that is not supported yet. */
export function findUnsupported(config: DeployConfig): Violation[] {
  return config.images.flatMap(imageLimits);
}
