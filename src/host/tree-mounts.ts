/** Mounts a system's tree, whose links are not trusted. */
import type { PlannedMount } from "../schema/plan.ts";
import type { Context } from "./host.ts";
import { mountFilesystem } from "./mounts.ts";
import { resolveInRoot } from "./path-in-root.ts";
import type { Scope } from "./scope.ts";

/** Mounts the volumes of a tree below `root`, parents first, each mount point resolved inside the tree. */
export async function mountVolumes(
  ctx: Context,
  scope: Scope,
  mounts: readonly Pick<PlannedMount, "mount" | "device" | "type">[],
  root: string,
  options: readonly string[] = [],
): Promise<void> {
  for (const { mount, device, type } of mounts) {
    const target = mount === "/" ? root : await resolveInRoot(ctx.host, root, mount);
    if (mount !== "/") await ctx.host.makeDirectory(target);
    await mountFilesystem(ctx, scope, { source: device, target, type, options });
  }
}
