/** What runs now: its menu entry and its root filesystem, as the kernel tells them. */
import { type RunningSystem, parseRunningEntry, parseRunningReason } from "../../boot/menu/entries.ts";
import { tryTo } from "../../base/attempt.ts";
import { MiB } from "../../base/sizes.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import { type Mounted, parseMountinfo } from "../../formats/mountinfo.ts";

async function isDevice(host: Host, path: string, { device, source }: Mounted): Promise<boolean> {
  const resolved = await resolveInRoot(host, "/", path);
  // btrfs has no device number of its own, so there the name must do.
  if (device.startsWith("0:")) return resolved === (await resolveInRoot(host, "/", source));
  return (await host.facts(resolved))?.device === device;
}

async function findRootUuid(host: Host, root: Mounted, filesystems: readonly Filesystem[]): Promise<string | null> {
  if (root.device.startsWith("0:") && !root.source.startsWith("/dev/")) return null;
  for (const { device, uuid } of filesystems) {
    if (uuid !== null && (await isDevice(host, device, root))) return uuid;
  }
  return null;
}

/** Bytes of the kernel's tables that are read: that of the mounts has a few hundred for each. */
const tableLimit = 4 * MiB;

/** For a disk image: none of its systems runs. */
export const noRunningSystem: RunningSystem = { entry: null, reason: null, rootUuid: null, mounted: [] };

/** Reads /proc of the running system; compares devices by number, not by name. What cannot be read is unknown, with a warning. */
export async function inspectRunningSystem(
  { host }: Context,
  filesystems: readonly Filesystem[],
  warnings: string[],
): Promise<RunningSystem> {
  const read = async (path: string): Promise<string> =>
    (await tryTo(warnings, "What runs now cannot be told", async () => await host.readText(path, tableLimit))) ?? "";
  const [commandLine, mountinfo] = await Promise.all([read("/proc/cmdline"), read("/proc/self/mountinfo")]);
  const mounted = parseMountinfo(mountinfo);
  const root = mounted.findLast(({ target }) => target === "/");
  const rootUuid =
    root === undefined
      ? null
      : await tryTo(warnings, "The running root", async () => await findRootUuid(host, root, filesystems));
  return { entry: parseRunningEntry(commandLine), reason: parseRunningReason(commandLine), rootUuid, mounted };
}
