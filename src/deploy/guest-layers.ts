/** What an image needs to find its volumes by itself, whatever layers they lie on, beside its own initramfs. */
import { renderBlock, replaceBlock } from "../boot/guest/managed-block.ts";
import { encodeByteText, fromByteText, toByteText } from "../base/byte-text.ts";
import { readBytesInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import type { Context, Host } from "../host/host.ts";
import type { Plan, PlannedImage } from "../schema/plan.ts";
import { planGuest } from "../storage/guest.ts";
import type { GuestFile } from "../storage/layer.ts";

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** The path whose folder the image has, else the last. */
async function choosePath(host: Host, root: string, paths: readonly string[]): Promise<string> {
  for (const path of paths) {
    const folder = await resolveInRoot(host, root, folderOf(path));
    if ((await host.facts(folder))?.kind === "directory") return path;
  }
  return paths.at(-1) ?? "";
}

async function writeFile(host: Host, tree: TreeWriter, { paths, lines }: GuestFile): Promise<void> {
  const path = await choosePath(host, tree.root, paths);
  const found = await readBytesInRoot(host, tree.root, path);
  const text = replaceBlock(found === undefined ? "" : toByteText(found), encodeByteText(renderBlock(lines)));
  await tree.rewrite(path, fromByteText(text));
}

async function hasProgram(host: Host, root: string, name: string): Promise<boolean> {
  for (const directory of ["/usr/sbin", "/sbin", "/usr/bin", "/bin"]) {
    if ((await host.facts(await resolveInRoot(host, root, `${directory}/${name}`)))?.kind === "file") return true;
  }
  return false;
}

/**
 * Writes what the image's volumes lie on into its settings files, such as mdadm.conf(5), which the next initramfs that the
 * system makes takes over; that of the image assembles what it finds. Warns if the image lacks the programs, and so can hardly
 * have them in its initramfs.
 */
export async function writeGuestLayers(ctx: Context, plan: Plan, image: PlannedImage, tree: TreeWriter): Promise<void> {
  const { programs, files } = planGuest(plan, image);
  for (const program of programs) {
    if (!(await hasProgram(ctx.host, tree.root, program)))
      ctx.report({
        event: "warning",
        message: `Image ${image.name} has no ${program}, which it needs to find its volumes.`,
      });
  }
  for (const file of files) await writeFile(ctx.host, tree, file);
}
