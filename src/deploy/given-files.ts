/** Files that a system gets from the config, in place of those that its image has at their paths. */
import type { Context } from "../host/host.ts";
import { findInRoot } from "../host/path-in-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import type { GivenFile } from "../schema/plan.ts";

export async function writeGiven(
  { host }: Pick<Context, "host">,
  tree: TreeWriter,
  files: readonly GivenFile[],
): Promise<void> {
  for (const { path, text, onlyWith } of files) {
    if (onlyWith !== undefined && (await findInRoot(host, tree.root, onlyWith)).facts === undefined) continue;
    await tree.put(path, new TextEncoder().encode(text));
  }
}
