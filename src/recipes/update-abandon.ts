/** The recipe that gives up an update which was begun and not ended: the system is offered again, if its files are those of one version. */
import { runtimeDirectory } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { writtenOf } from "../boot/menu/entries.ts";
import { openBootSession } from "../boot/store/session.ts";
import type { Context } from "../host/host.ts";
import { holdLock } from "../host/lock.ts";
import { Scope } from "../host/scope.ts";
import type { Element } from "../schema/boot-info.ts";
import { endUpdate } from "./boot-updating.ts";
import { carriedFolder, dropForgotten, findForgotten } from "./carried-store.ts";
import { chooseIdle } from "./update-node.ts";
import { tellChange } from "./update-run.ts";
import type { UpdateOptions } from "./update.ts";

interface Idle {
  readonly element: Element;
  /** What findForgotten finds. */
  readonly forgotten: readonly string[];
}

async function findIdle(ctx: Context, options: Pick<UpdateOptions, "uuid" | "entry">): Promise<Idle> {
  await using scope = new Scope();
  const session = await openBootSession(ctx, scope, options);
  const element = await chooseIdle(ctx, session, options.entry);
  const forgotten = await findForgotten(ctx, session);
  await scope.close();
  return { element, forgotten };
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
  const { element, forgotten } = await findIdle(ctx, options);
  const { os_id: name, updating } = element;
  if (updating === undefined) {
    // The same command may have been cut off before it did this.
    await dropForgotten(ctx, options, forgotten);
    throw new BareonError("nothing", `No update of ${name} was begun, so there is none to abandon.`);
  }
  const id = tellChange(ctx, await endUpdate(ctx, options, name, "abandoned"));
  if (writtenOf(updating) === "whole")
    ctx.report({
      event: "warning",
      message: `${name} has the files that the update brought, and is still called what it was called before. bareon-provision update ${name} gives it the new name.`,
    });
  // They were not put into their places yet, or lie there already.
  await dropForgotten(ctx, options, [...forgotten, carriedFolder(element)]);
  await scope.close();
  return id;
}
