/** The recipe that gives up an update which was begun and not ended: the system is offered again as it is, if it can be booted. */
import { runtimeDirectory } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { openBootSession } from "../boot/store/session.ts";
import { findFilesystem, Unbootable } from "../boot/systems/entry-check.ts";
import { dropCarried, isSetAside } from "../deploy/carry.ts";
import { putCarriedBack } from "../deploy/update-steps.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import type { PlannedImage } from "../schema/plan.ts";
import { endUpdate } from "./boot-updating.ts";
import { chooseIdle } from "./update-node.ts";
import { tellChange, type UpdateOptions, withCarried } from "./update.ts";

/** The image with the volumes that its update writes. Throws "nothing" if there is none, and "unbootable" if one is not there. */
async function findBegun(ctx: Context, options: UpdateOptions): Promise<Pick<PlannedImage, "name" | "mounts">> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const { os_id: name, updating, mounts = [] } = await chooseIdle(ctx, session, options.entry);
  if (updating === undefined) throw new BareonError("nothing", `No update of ${name} was begun.`);
  const own = mounts.filter(({ uuid }) => updating.volumes?.some((volume) => volume.uuid === uuid) === true);
  try {
    const found = own.map(({ mount, uuid }) => ({
      ...{ mount, uuid },
      ...findFilesystem(session.store.filesystems, uuid, `filesystem of ${mount}`, session.running),
    }));
    await scope.close();
    return { name, mounts: found };
  } catch (error) {
    if (!(error instanceof Unbootable)) throw error;
    throw new BareonError("unbootable", `${name} cannot be booted: ${error.message}. Nothing was changed.`);
  }
}

/**
 * Carried files that were set aside are put back into their places first. Throws "nothing" if no update of the image was begun, and
 * "unbootable" if it cannot be booted; then it stays as it is. Returns the id of its entry.
 */
export async function abandonUpdate(ctx: Context, options: UpdateOptions): Promise<string> {
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const image = await findBegun(ctx, options);
  await withCarried(ctx, options, image, async (folder) => {
    if (await isSetAside(ctx, folder)) await putCarriedBack(ctx, image, folder);
  });
  const id = tellChange(ctx, await endUpdate(ctx, options, image.name, "abandoned"));
  await withCarried(ctx, options, image, async (folder) => await dropCarried(ctx, folder));
  await scope.close();
  return id;
}
