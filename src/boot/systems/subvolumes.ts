/** Which subvolume is a system's root: a tool that goes back to a snapshot changes that, and no menu. */
import { hasSubvolumes } from "../../storage/filesystem/filesystems.ts";
import { isWithin } from "../../base/paths.ts";
import { parseMountinfo } from "../../formats/mountinfo.ts";
import type { Host } from "../../host/host.ts";
import type { PrivateMounts } from "../../host/private-mounts.ts";
import type { MenuEntry } from "../menu/menu.ts";
import { findFilesystem, type Machine } from "./entry-check.ts";

export interface MountedRoot {
  readonly directory: string;
  /** The folder of the filesystem that it is; "/" for its top. */
  readonly folder: string;
}

/** Mounts for reading what the kernel mounts as a system's root: the default subvolume, if there are subvolumes. Throws what the mount throws. */
export async function mountRoot(
  host: Host,
  mounts: PrivateMounts,
  { device, type }: { readonly device: string; readonly type: string },
): Promise<MountedRoot> {
  const request = { source: device, type, access: "read" } as const;
  if (!hasSubvolumes(type)) return { directory: await mounts.mount(request), folder: "/" };
  const directory = await mounts.mount({ ...request, part: "root" });
  const { process = "/proc/self", place = directory } =
    /^(?<process>\/proc\/\d+)\/root(?<place>\/.*)$/u.exec(directory)?.groups ?? {};
  const mounted = parseMountinfo((await host.readText(`${process}/mountinfo`)) ?? "");
  return { directory, folder: mounted.findLast(({ target }) => target === place)?.root ?? "/" };
}

/**
 * What is wrong if an entry's kernel is in another subvolume than the one that will be its root; null if nothing is, or if the
 * root has none. Throws what findFilesystem and the mount throw.
 */
export async function checkSubvolume(
  host: Host,
  { filesystems, running, mounts }: Machine,
  entry: MenuEntry,
): Promise<string | null> {
  if (entry.kind !== "linux" || entry.bootUuid !== entry.rootUuid || !hasSubvolumes(entry.bootType)) return null;
  const { folder } = await mountRoot(
    host,
    mounts,
    findFilesystem(filesystems, entry.rootUuid, "root filesystem", running),
  );
  return folder === "/" || isWithin(folder, entry.kernel)
    ? null
    : `its root is the subvolume ${folder} now, and its kernel ${entry.kernel} is in another one`;
}
