/**
 * The folders of an image of one filesystem that belong onto other volumes of its system: moved there as each volume is mounted, so that
 * nothing of the image is hidden. The image is not trusted: a mount point is where its links lead inside the tree, and no link is followed.
 */
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";
import { type Mounting, holdsOwnership } from "../host/tree-mounts.ts";
import { emptyFolder } from "../programs/find.ts";
import { moveTree } from "../programs/rsync.ts";
import type { TreeRequest } from "./transfer.ts";
import { moveOntoPlain } from "./plain-volume.ts";

/** What a filesystem has by itself. */
const ownFolder = "lost+found";

/** To be called for each volume before it is mounted at its place. What is there already stays, if the image has nothing of that name. */
export async function spreadOnto(ctx: Context, request: TreeRequest, mounting: Mounting): Promise<void> {
  const { host } = ctx;
  const { volume, place } = mounting;
  const { points } = request;
  if (!holdsOwnership(volume.type)) return await moveOntoPlain(ctx, request)(mounting);
  if ((await host.facts(place))?.kind !== "directory") return;
  const names = (await host.list(place)).filter((name) => name !== ownFolder);
  if (names.length === 0) return;
  await using scope = new Scope();
  await mountFilesystem(ctx, scope, { source: volume.device, target: points.jail, type: volume.type });
  await host.run(moveTree(place, points.jail));
  await scope.close();
  await host.run(emptyFolder(place));
}
