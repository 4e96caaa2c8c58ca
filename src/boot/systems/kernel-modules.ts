/** Whether a system has the modules of its kernel: a kernel loads none of another version. */
import type { Host } from "../../host/host.ts";
import { placeInRoot } from "../../host/path-in-root.ts";

const folder = "/lib/modules";
/** What a kernel and its folder are called; other names say nothing of a version. */
const version = /^\d+\.\d+/u;
/** So many are named in a message. */
const mostNamed = 5;

/**
 * Why a kernel that has these versions, by its file or by its names, finds no modules in the tree; null if it does, if the tree has no
 * modules at all, or if the version is not known.
 */
export async function findLackOfModules(host: Host, root: string, versions: readonly string[]): Promise<string | null> {
  const place = await placeInRoot(host, root, folder);
  const names = place === undefined ? [] : await host.list(place);
  const there = names.filter((name) => version.test(name) && !/\p{C}/u.test(name));
  const own = versions.filter((name) => version.test(name));
  if (there.length === 0 || own.length === 0 || own.some((name) => there.includes(name))) return null;
  const some = there.slice(-mostNamed).join(", ");
  return `its kernel is ${own[0] ?? ""}, and ${folder} has the modules of ${some} alone`;
}
