/** Which processes and mounts keep a mount point busy, read from /proc for an error message; nothing is ended. */
import { isWithin } from "../base/paths.ts";
import type { Host } from "./host.ts";

/** The last component's target; undefined if the process ended meanwhile or the link is no path. */
async function readLinkOf(host: Host, path: string): Promise<string | undefined> {
  try {
    return await host.readLink(path);
  } catch {
    return undefined;
  }
}

async function openPath(host: Host, pid: string, target: string): Promise<string | undefined> {
  const descriptors = await host.list(`/proc/${pid}/fd`).catch(() => []);
  const links = ["cwd", "root", "exe", ...descriptors.map((name) => `fd/${name}`)];
  for (const link of links) {
    const path = await readLinkOf(host, `/proc/${pid}/${link}`);
    if (path !== undefined && isWithin(target, path)) return path;
  }
  return undefined;
}

/** What sits in or on the mount point: `NAME (process PID) has PATH open` and `PATH is mounted`; empty if nothing was found. */
export async function findHolders(host: Host, target: string): Promise<readonly string[]> {
  const holders: string[] = [];
  for (const pid of (await host.list("/proc")).filter((name) => /^\d+$/u.test(name))) {
    const path = await openPath(host, pid, target);
    if (path === undefined) continue;
    const name = (await host.readText(`/proc/${pid}/comm`).catch(() => undefined))?.trim() ?? "a process";
    holders.push(`${name} (process ${pid}) has ${path} open`);
  }
  const mounts = (await host.readText("/proc/self/mountinfo")) ?? "";
  const points = mounts.split("\n").map((line) => line.split(" ")[4] ?? "");
  return [
    ...holders,
    ...points.filter((point) => point !== target && isWithin(target, point)).map((point) => `${point} is mounted`),
  ];
}
