/** The recipe that gives up an update which was begun and not ended: the system is offered again, if its files are those of one version. */
import { runtimeDirectory } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { writtenOf } from "../boot/menu/entries.ts";
import { openBootSession } from "../boot/store/session.ts";
import { dropCarried } from "../deploy/carry.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import type { Element, Updating } from "../schema/boot-info.ts";
import { endUpdate } from "./boot-updating.ts";
import { withCarried } from "./carried-store.ts";
import { chooseIdle } from "./update-node.ts";
import { tellChange } from "./update-run.ts";
import type { UpdateOptions } from "./update.ts";

async function findBegun(
  ctx: Context,
  options: Pick<UpdateOptions, "uuid" | "entry">,
): Promise<Pick<Element, "os_id" | "root_uuid"> & { readonly updating: Updating }> {
  await using scope = new Scope();
  const { os_id, root_uuid, updating } = await chooseIdle(
    ctx,
    await openBootSession(ctx, scope, options),
    options.entry,
  );
  if (updating === undefined)
    throw new BareonError("nothing", `No update of ${os_id} was begun, so there is none to abandon.`);
  await scope.close();
  return { os_id, root_uuid, updating };
}

/**
 * A system of which nothing was written yet is offered as it was, and one that is whole as it is now. Throws "nothing" if no update of
 * the image was begun, and "unbootable" if a part of it was written or it cannot be booted; then it stays as it is. Returns the id of
 * its entry.
 */
export async function abandonUpdate(ctx: Context, options: UpdateOptions): Promise<string> {
  await using scope = new Scope();
  await ctx.host.makeDirectory(runtimeDirectory, 0o700);
  await holdLock(ctx.host, scope, `${runtimeDirectory}/provision.lock`, "deploying");
  const { os_id: name, root_uuid: root, updating } = await findBegun(ctx, options);
  const id = tellChange(ctx, await endUpdate(ctx, options, name, "abandoned"));
  if (writtenOf(updating) === "whole")
    ctx.report({
      event: "warning",
      message: `${name} has the files that the update brought, and is still called what it was called before. bareon-provision update ${name} gives it the new name.`,
    });
  // They were not put into their places yet, or lie there already.
  await withCarried(ctx, options, root, async (folder) => await dropCarried(ctx, folder));
  await scope.close();
  return id;
}
