/** A root filesystem with Debian's ansible-core and the linters of collections, as the controller of tests; what runs in it is decided by them. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cached, type Log } from "../../../src/build/cache.ts";
import { buildDebian, type DebianRecipe } from "../../../src/build/debian.ts";

/** The releases of Debian, and the ansible-core that they have. */
export const controllers = { bookworm: "2.14", trixie: "2.19" } as const;
export type Controller = keyof typeof controllers;

const packages = ["ansible-core", "ansible-lint", "yamllint", "openssh-client", "iproute2"];

/** From the cache, or built now (about five minutes). Needs root. */
export async function ansibleRoot(suite: Controller, log: Log): Promise<string> {
  const recipe: DebianRecipe = { suite, packages };
  return await cached(`ansible-${suite}`, { recipe }, async (path) => {
    log(`${suite}: building the root filesystem with Ansible`);
    await buildDebian(recipe, path, (line) => log(`${suite}: ${line}`));
    // Where a test mounts what it hands in.
    await mkdir(join(path, "lab"));
    log(`${suite}: done`);
  });
}
