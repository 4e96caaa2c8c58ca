/** Whether an image gets the boot tool, in which way, and what is told of that. */
import { type Completions, toolPath as guestToolPath } from "../boot/guest/guest-files.ts";
import { describeLackingPrograms, findOwnLibraries } from "../boot/guest/own-libraries.ts";
import { findUnfit } from "../boot/guest/tool-fit.ts";
import { installBootTool } from "../boot/guest/tool.ts";
import type { Context } from "../host/host.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import type { Plan, PlannedImage } from "../schema/plan.ts";
import type { Mirror } from "../sources/source.ts";

export interface ToolOptions {
  /** The standalone executable that images receive as bareon-boot and bareon-provision; undefined to leave them without. */
  readonly toolPath: string | undefined;
  /** The tool's completion scripts. */
  readonly completions?: Completions | undefined;
  /** If the tree is to hold the image and nothing else. */
  readonly mirror?: Mirror | undefined;
}

/** Whether the image gets bareon-boot and bareon-provision; a node without a multiboot partition has nothing to switch. */
export function receivesTool(plan: Plan, image: PlannedImage): boolean {
  return image.bootTool && plan.boot.multiboot !== null;
}

/** An image that cannot run the tool gets it with libraries of its own; if that is not possible, neither it nor services that would wait for it. */
export async function installTool(
  { host, report }: Context,
  plan: Plan,
  image: PlannedImage,
  { tree, toolPath, completions, mirror }: ToolOptions & { readonly tree: TreeWriter },
): Promise<void> {
  const uuid = plan.boot.multiboot?.uuid;
  if (uuid === undefined || !receivesTool(plan, image)) return;
  if (toolPath === undefined) return await installBootTool(host, tree, uuid, undefined);
  const lack = await findUnfit(host, tree.root, toolPath);
  const libraries = lack === undefined ? undefined : await findOwnLibraries(host, tree.root, toolPath);
  if (lack === undefined || libraries !== undefined) {
    if (lack !== undefined)
      report({
        event: "warning",
        message: `Image ${image.name} gets bareon-boot and bareon-provision with a C library of their own, in /usr/lib/bareon: ${lack}.${await describeLackingPrograms(host, tree.root, toolPath)}`,
      });
    return await installBootTool(host, tree, uuid, { path: toolPath, completions, libraries });
  }
  report({
    event: "warning",
    message: `Image ${image.name} cannot run bareon-boot and bareon-provision and does not get them: ${lack}. Trials of it cannot be decided by itself, and after its kernel updates the menu has to be refreshed from another system.`,
  });
  // What a mirror has kept for it.
  if (mirror !== undefined) await tree.remove(guestToolPath);
  await installBootTool(host, tree, uuid, undefined);
}
