/** Where the carried files of a system lie while its tree is written. What becomes of them there is src/deploy/carry.ts. */
import { multibootType, runtimeDirectory } from "../base/places.ts";
import { openStore, type StoreOptions } from "../boot/store/store.ts";
import type { Context } from "../host/host.ts";
import { mountFilesystem } from "../host/mounts.ts";
import { Scope } from "../host/scope.ts";

const carriedView = `${runtimeDirectory}/carried`;

/**
 * On the multiboot partition, mounted by this process itself, because rsync does not look behind a link such as /proc/PID/root. Each
 * image has a folder there, by the UUID of its root, since updates of several may have been begun.
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
  await action(`${carriedView}/bareon/carried-${rootUuid.toLowerCase()}`);
  await scope.close();
}
