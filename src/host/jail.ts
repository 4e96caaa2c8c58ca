/** A small root of its own for a program that unpacks what is not trusted: it sees this machine's programs, which it cannot change, and one tree. */
import type { Command } from "../base/command.ts";
import { inRoot } from "../programs/coreutils.ts";
import type { Context } from "./host.ts";
import { mountFilesystem } from "./mounts.ts";
import type { Scope } from "./scope.ts";

/** What programs and their libraries lie in; links to /usr on most systems. */
const systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"];

export interface Jail {
  /** The tree's place for programs inside. */
  readonly tree: string;
  readonly inside: (command: Command) => Command;
}

/**
 * Makes the root at `path`, with `tree` and what is mounted in it; both are gone with the scope. Links of the tree cannot lead out of
 * the jail, and there is nothing in there but the tree to be written.
 */
export async function openJail(ctx: Context, scope: Scope, path: string, tree: string): Promise<Jail> {
  const { host } = ctx;
  await mountFilesystem(ctx, scope, {
    source: "tmpfs",
    target: path,
    type: "tmpfs",
    options: ["size=1m", "mode=0755", "nodev", "nosuid"],
  });
  for (const folder of systemFolders) {
    const kind = (await host.facts(folder))?.kind;
    if (kind === "symlink") await host.makeSymlink(await host.readLink(folder), `${path}${folder}`);
    if (kind !== "directory") continue;
    await host.makeDirectory(`${path}${folder}`);
    await mountFilesystem(ctx, scope, { source: folder, target: `${path}${folder}`, options: ["bind", "ro"] });
  }
  await host.makeDirectory(`${path}/tree`);
  // Private, else to unmount it here would unmount it there.
  await mountFilesystem(ctx, scope, {
    source: tree,
    target: `${path}/tree`,
    options: ["rbind", "rprivate"],
    recursive: true,
  });
  return { tree: "/tree", inside: (command) => inRoot(path, command) };
}
