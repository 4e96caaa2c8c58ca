/** Whether an image gets the boot tool, in which way, and what is told of that. */
import { type Completions, toolPath as guestToolPath } from "../boot/guest/guest-files.ts";
import { describeLackingPrograms, findOwnLibraries } from "../boot/guest/own-libraries.ts";
import { findUnfit } from "../boot/guest/tool-fit.ts";
import { type BootTool, type FoundPackage, installBootTool } from "../boot/guest/tool.ts";
import type { ProgressEvent } from "../base/events.ts";
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

/** Whoever updates the image's packages has to know which of the two it has. */
function tellPackage(image: string, { format, version, brought, stays }: FoundPackage): ProgressEvent {
  const found = `Image ${image} has bareon ${version} from a package (${format})`;
  return stays
    ? { event: "notice", message: `${found}: it stays, and bareon ${brought} is not written.` }
    : {
        event: "warning",
        message: `${found}, in whose place bareon ${brought} is written. Update the package in the image.`,
      };
}

/** The tool in the form in which the image can run it, which is told if it is not the usual one; undefined if there is none. */
async function chooseTool(
  { host, report }: Context,
  { name }: PlannedImage,
  root: string,
  { toolPath: path, completions }: Pick<ToolOptions, "toolPath" | "completions">,
): Promise<BootTool | undefined> {
  if (path === undefined) return undefined;
  const lack = await findUnfit(host, root, path);
  if (lack === undefined) return { path, completions };
  const warn = (message: string): void => report({ event: "warning", message: `Image ${name} ${message}` });
  const libraries = await findOwnLibraries(host, root, path);
  if (libraries !== undefined) {
    const lacking = await describeLackingPrograms(host, root, path);
    warn(`gets bareon-boot and bareon-provision with a C library of their own, in /usr/lib/bareon: ${lack}.${lacking}`);
    return { path, completions, libraries };
  }
  warn(
    `cannot run bareon-boot and bareon-provision and does not get them: ${lack}. Trials of it cannot be decided by itself, and after its kernel updates the menu has to be refreshed from another system.`,
  );
  return undefined;
}

/** An image that cannot run the tool gets it with libraries of its own; if that is not possible, neither it nor services that would wait for it. */
export async function installTool(
  ctx: Context,
  plan: Plan,
  image: PlannedImage,
  { tree, mirror, ...options }: ToolOptions & { readonly tree: TreeWriter },
): Promise<void> {
  const { multiboot } = plan.boot;
  if (multiboot === null || !receivesTool(plan, image)) return;
  const tool = await chooseTool(ctx, image, tree.root, options);
  // What a mirror has kept for it.
  if (options.toolPath !== undefined && tool === undefined && mirror !== undefined) await tree.remove(guestToolPath);
  const { uuid, published = uuid, copies = [] } = multiboot;
  const uuids = new Set([published, uuid, ...copies.map((copy) => copy.uuid)]);
  const found = await installBootTool(ctx.host, tree, [...uuids], tool);
  if (found !== undefined) ctx.report(tellPackage(image.name, found));
}
