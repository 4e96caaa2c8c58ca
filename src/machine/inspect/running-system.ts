/** What runs now: its menu entry and its root filesystem, as the kernel tells them. */
import { type RunningSystem, parseRunningAttempt, parseRunningEntry, parseRunningReason } from "../running-entry.ts";
import { tryTo } from "../../base/attempt.ts";
import { MiB } from "../../base/sizes.ts";
import { joinAll } from "../../host/wait.ts";
import { findInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import type { Context, Host } from "../../host/host.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import { type Mounted, parseMountinfo } from "../../formats/mountinfo.ts";

async function isDevice(host: Host, path: string, { device, source }: Mounted): Promise<boolean> {
  const { place, facts } = await findInRoot(host, "/", path);
  // btrfs has no device number of its own, so there the name must do.
  return device.startsWith("0:") ? place === (await resolveInRoot(host, "/", source)) : facts?.device === device;
}

/** The filesystem that a mount shows; undefined if it has no device with a UUID. */
async function findMounted(
  host: Host,
  mounted: Mounted | undefined,
  filesystems: readonly Filesystem[],
): Promise<Filesystem | undefined> {
  if (mounted === undefined || (mounted.device.startsWith("0:") && !mounted.source.startsWith("/dev/")))
    return undefined;
  for (const filesystem of filesystems) {
    if (filesystem.uuid !== null && (await isDevice(host, filesystem.device, mounted))) return filesystem;
  }
  return undefined;
}

/** Where a system has what it boots from. */
const bootPlaces = ["/", "/boot", "/usr", "/etc"];
/** Bytes of the kernel's tables that are read: that of the mounts has a few hundred for each. */
const tableLimit = 4 * MiB;

/** For a disk image: none of its systems runs. */
export const noRunningSystem: RunningSystem = { entry: null, reason: null, rootUuid: null, devices: [], mounted: [] };

/** Reads /proc of the running system; compares devices by number, not by name. What cannot be read is unknown, with a warning. */
export async function inspectRunningSystem(
  { host }: Context,
  filesystems: readonly Filesystem[],
  warnings: string[],
): Promise<RunningSystem> {
  const read = async (path: string): Promise<string> =>
    (await tryTo(warnings, "What runs now cannot be told", async () => await host.readText(path, tableLimit))) ?? "";
  const [commandLine, mountinfo] = await joinAll([read("/proc/cmdline"), read("/proc/self/mountinfo")]);
  const mounted = parseMountinfo(mountinfo);
  const [root, ...others] = await joinAll(
    bootPlaces.map(async (place) => {
      const mount = mounted.findLast(({ target }) => target === place);
      const what = place === "/" ? "The running root" : `What is mounted at ${place}`;
      return await tryTo(warnings, what, async () => await findMounted(host, mount, filesystems));
    }),
  );
  const attempt = parseRunningAttempt(commandLine);
  return {
    entry: parseRunningEntry(commandLine),
    reason: parseRunningReason(commandLine),
    ...(attempt === undefined ? {} : { attempt }),
    rootUuid: root?.uuid ?? null,
    devices: [root, ...others].flatMap((filesystem) => filesystem?.device ?? []),
    mounted,
  };
}
