/** What a valid deploy config may ask for and this release cannot do yet: refused as a whole, never ignored. */
import type { Violation } from "../base/errors.ts";
import { type DeployConfig, isBootable } from "./deploy-config.ts";
import { parseSource } from "./image-source.ts";

/** One violation for each part that is not supported yet, among those that every dialect can express. */
export function findUnsupported(config: DeployConfig): Violation[] {
  const policy =
    config.policy === "clean"
      ? []
      : [{ pointer: "/partitions_policy", problem: `policy "${config.policy}" is not supported yet`, expected: "\"partitions_policy\": \"clean\", which repartitions the named disks" }];
  const images = config.images.flatMap((image) => [
    ...(isBootable(image) ? [] : [{ pointer: `${image.pointer}/target`, problem: "utility images are not supported yet", expected: "\"target\": \"/\"" }]),
    ...(parseSource(image.source)?.kind === "file"
      ? [{ pointer: `${image.pointer}/image_pull_url`, problem: "image files are not supported yet", expected: "a tree that rsync reads, such as HOST::module/path/" }]
      : []),
  ]);
  return [...policy, ...images];
}
