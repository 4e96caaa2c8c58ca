/** Debian's promtool and node_exporter, unpacked into a folder of their own and run there; they are no packages of this machine. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cached, type Log } from "../../../src/build/cache.ts";
import { buildDebian, type DebianRecipe } from "../../../src/build/debian.ts";

const recipe: DebianRecipe = {
  suite: "bookworm",
  // Nothing of theirs runs before it is asked for.
  variant: "extract",
  packages: ["prometheus", "prometheus-node-exporter"],
  // The server, and its pages and fonts: two thirds of all.
  excluded: ["/usr/bin/prometheus", "/usr/share/prometheus/web/*", "/usr/share/javascript/*", "/usr/share/fonts/*"],
};

/** Where a test mounts something of its own; no package brings them. */
const folders = ["run", "mnt"];

/** The folder to chroot into, from the cache or made now (half a minute). Needs root. */
export async function prometheusRoot(log: Log): Promise<string> {
  return await cached("prometheus", { recipe, folders }, async (path) => {
    await buildDebian(recipe, path, (line) => log(`prometheus: ${line}`));
    for (const folder of folders) await mkdir(join(path, folder), { recursive: true });
  });
}
