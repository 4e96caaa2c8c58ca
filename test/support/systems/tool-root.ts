/** Roots with programs that few tests need, which this machine does not have: made once, kept in the cache, and used by chroot. */
import { cached, type Log } from "../../../src/build/cache.ts";
import { buildDebian, type DebianRecipe } from "../../../src/build/debian.ts";

/** What serves images to a fleet, and what fetches them by BitTorrent. */
export const fleetTools: DebianRecipe = {
  suite: "bookworm",
  packages: ["aria2", "ca-certificates", "nginx-light", "opentracker"],
};

/** What makes images of containers and runs them. */
export const containerTools: DebianRecipe = {
  suite: "bookworm",
  packages: ["buildah", "ca-certificates", "cpio", "crun", "squashfs-tools"],
};

/** What copies images of containers, unpacks them, and serves them. */
export const imageTools: DebianRecipe = {
  suite: "bookworm",
  packages: ["ca-certificates", "docker-registry", "skopeo", "umoci"],
};

/** The directory tree with these packages, from the cache or built now (about a minute). Needs root. */
export async function toolRoot(name: string, recipe: DebianRecipe, log: Log): Promise<string> {
  return await cached(`tools-${name}`, recipe, async (path) => {
    log(`${name}: building the root of its tools`);
    await buildDebian(recipe, path, (line) => log(`${name}: ${line}`));
  });
}
