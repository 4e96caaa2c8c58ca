/** Whether a kernel is in the subvolume that will be the root: a tool that goes back to a snapshot changes which one that is, and no menu. */
import { isWithin } from "../../base/paths.ts";
import type { MenuEntry } from "../menu/menu.ts";
import { findFilesystem, type Machine } from "./entry-check.ts";

/** What is wrong; null for an entry that has no such root, or if nothing is. Throws what findFilesystem and the mount throw. */
export async function checkSubvolume(
  { filesystems, running, mounts }: Machine,
  entry: MenuEntry,
): Promise<string | null> {
  if (entry.kind !== "linux" || entry.bootUuid !== entry.rootUuid || entry.bootType !== "btrfs") return null;
  const { device, type } = findFilesystem(filesystems, entry.rootUuid, "root filesystem", running);
  const { folder } = await mounts.mountRoot({ source: device, type });
  return folder === "/" || isWithin(folder, entry.kernel)
    ? null
    : `its root is the subvolume ${folder} now, and its kernel ${entry.kernel} is in another one`;
}
