/** Where the carried files of a system lie while its tree is written. What becomes of them there is src/deploy/carry.ts. */
import { BareonError } from "../base/errors.ts";
import { multibootType, runtimeDirectory } from "../base/places.ts";
import { openStore, type StoreOptions } from "../boot/store/store.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";

const carriedView = `${runtimeDirectory}/carried`;
/** Where the folders are, from the top of the partition. */
const top = "bareon";

/** The folder of a system. Throws "unverified" for a root with a UUID that is none, which could be a path to anywhere. */
function folderName(rootUuid: string): string {
  if (!/^[0-9A-Za-z-]+$/u.test(rootUuid))
    throw new BareonError("unverified", `${JSON.stringify(rootUuid)} is no UUID of a filesystem.`);
  return `carried-${rootUuid.toLowerCase()}`;
}

/**
 * On the multiboot partition, mounted by this process itself, because rsync does not look behind a link such as /proc/PID/root. Each
 * image has a folder there, by the UUID of its root, since updates of several may have been begun. Throws "unverified" if a link
 * would lead it elsewhere: systems can write to the partition.
 */
export async function withCarried(
  ctx: Context,
  options: StoreOptions,
  rootUuid: string,
  action: (folder: string) => Promise<void>,
): Promise<void> {
  await using scope = new Scope();
  const store = await openStore(ctx, scope, options);
  const { device } = store.partition;
  await mountFilesystem(ctx, scope, {
    ...{ source: device, target: carriedView, type: multibootType },
    options: ["rw", "noatime", "noexec"],
  });
  const place = `${carriedView}/${top}`;
  if (((await ctx.host.facts(place))?.kind ?? "directory") !== "directory")
    throw new BareonError("unverified", `${top} on ${device} is no folder.`);
  await action(`${place}/${folderName(rootUuid)}`);
  await scope.close();
}
