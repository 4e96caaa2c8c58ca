/** What the running system says of itself in its own files: its name, and what it mounts. */
import { MiB } from "../../base/sizes.ts";
import { assignedValues, parseAssignments, systemName } from "../../formats/assignments.ts";
import { fstabPlaces } from "../../formats/fstab.ts";
import { parseMountinfo } from "../../formats/mountinfo.ts";
import type { Context } from "../../host/host.ts";

/** Bytes of a text that are read at most. */
const limit = 4 * MiB;

export interface InstalledFacts {
  /** The mount points of its fstab(5), and "swap" for swap. */
  readonly fstab: readonly string[];
  /** The folder of its filesystem that is mounted as the root. */
  readonly rootFolder: string;
  /** ID of its os-release(5); undefined if it has none. */
  readonly id: string | undefined;
  /** The name that it has for itself; undefined if it has none. */
  readonly systemName: string | undefined;
}

export async function inspectInstalled({ host }: Pick<Context, "host">): Promise<InstalledFacts> {
  const read = async (path: string): Promise<string> => (await host.readText(path, limit)) ?? "";
  const osRelease =
    (await host.readText("/etc/os-release", limit).catch(() => undefined)) ?? (await read("/usr/lib/os-release"));
  const mounted = parseMountinfo(await read("/proc/self/mountinfo"));
  return {
    fstab: fstabPlaces(await read("/etc/fstab")),
    rootFolder: mounted.findLast(({ target }) => target === "/")?.root ?? "/",
    id: assignedValues(parseAssignments(osRelease)).values.get("ID"),
    systemName: systemName(osRelease),
  };
}
