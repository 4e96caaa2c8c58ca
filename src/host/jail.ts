/** A small root of its own for a program that unpacks what is not trusted: it sees this machine's programs, which it cannot change, and one tree. */
import type { Command } from "../base/command.ts";
import { inRoot } from "../programs/coreutils.ts";
import type { Context } from "./host.ts";
import { mountFilesystem } from "./mounts.ts";
import type { Scope } from "./scope.ts";

/** What programs and their libraries lie in; links to /usr on most systems. */
const systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"];

export interface Jail {
  /** Its root, for those outside. */
  readonly path: string;
  readonly inside: (command: Command) => Command;
}

export interface TreeJail extends Jail {
  /** The tree's place for programs inside. */
  readonly tree: string;
}

/** Makes the root at `path` with the programs of this machine, for as long as the scope is open; `size` is the room for files in it. */
export async function openRoot(ctx: Context, scope: Scope, path: string, size = "1m"): Promise<Jail> {
  const { host } = ctx;
  await mountFilesystem(ctx, scope, {
    source: "tmpfs",
    target: path,
    type: "tmpfs",
    options: [`size=${size}`, "mode=0755", "nodev", "nosuid"],
  });
  for (const folder of systemFolders) {
    const kind = (await host.facts(folder))?.kind;
    if (kind === "symlink") await host.makeSymlink(await host.readLink(folder), `${path}${folder}`);
    if (kind !== "directory") continue;
    await host.makeDirectory(`${path}${folder}`);
    await mountFilesystem(ctx, scope, { source: folder, target: `${path}${folder}`, options: ["bind", "ro"] });
  }
  return { path, inside: (command) => inRoot(path, command) };
}

/** Shows a tree in the jail, with what is mounted in it. */
export async function showTree(ctx: Context, scope: Scope, tree: string, target: string): Promise<void> {
  await ctx.host.makeDirectory(target);
  // Private, else to unmount it here would unmount it there.
  await mountFilesystem(ctx, scope, { source: tree, target, options: ["rbind", "rprivate"], recursive: true });
}

/**
 * Makes the root at `path`, with `tree` and what is mounted in it; both are gone with the scope. Links of the tree cannot lead out of
 * the jail, and there is nothing in there but the tree to be written.
 */
export async function openJail(ctx: Context, scope: Scope, path: string, tree: string): Promise<TreeJail> {
  const jail = await openRoot(ctx, scope, path);
  await showTree(ctx, scope, tree, `${path}/tree`);
  return { ...jail, tree: "/tree" };
}
