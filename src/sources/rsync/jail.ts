/** The root in which rsync writes a tree: it sees that tree, this machine's programs, and what it needs to reach its source. */
import { BareonError } from "../../base/errors.ts";
import type { Command } from "../../base/command.ts";
import type { Context, Host } from "../../host/host.ts";
import { openJail, showTree } from "../../host/jail.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import type { Scope } from "../../host/scope.ts";
import { copyNodes } from "../../programs/probe-jail.ts";
import { endingTogether, withoutNodes } from "../../programs/unshare.ts";
import type { TreeAddress } from "./spec/address.ts";

/** What the C library reads to find a host, and ssh to find its user and what it trusts. */
const settings = [
  ...["/etc/hosts", "/etc/host.conf", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services"],
  ...["/etc/passwd", "/etc/group", "/etc/ssh/ssh_config", "/etc/ssh/ssh_known_hosts"],
];
/** Folders of files that only ssh needs: keys, known hosts, settings. */
const sshFolders = ["/root/.ssh", "/etc/ssh/ssh_config.d"];

async function copyFile(host: Host, path: string, jail: string): Promise<void> {
  const content = await host.readFile(path);
  if (content === undefined) return;
  await host.makeDirectory(`${jail}${path.slice(0, path.lastIndexOf("/"))}`, 0o700);
  await host.writeFile(`${jail}${path}`, content, 0o600);
}

async function copySettings(host: Host, overSsh: boolean, jail: string): Promise<void> {
  for (const path of settings) await copyFile(host, path, jail);
  for (const folder of overSsh ? sshFolders : []) {
    for (const name of await host.list(folder))
      if ((await host.facts(`${folder}/${name}`))?.kind === "file") await copyFile(host, `${folder}/${name}`, jail);
  }
}

export interface RsyncJail {
  /** The tree and the source as rsync finds them in there. */
  readonly tree: string;
  readonly source: string;
  readonly inside: (command: Command) => Command;
}

export interface RsyncJailRequest {
  /** Where to make it. */
  readonly path: string;
  readonly tree: string;
  readonly source: string;
  readonly transport: TreeAddress["transport"] | undefined;
  /** Whether the tree may get device nodes. */
  readonly isSystem: boolean;
}

/** Makes it for as long as the scope is open. */
export async function openRsyncJail(ctx: Context, scope: Scope, request: RsyncJailRequest): Promise<RsyncJail> {
  const { host } = ctx;
  const { path, tree, source, transport, isSystem } = request;
  const isLocal = transport === "local";
  // What a link leads to counts.
  if (isLocal && (await host.facts(`${source}.`))?.kind !== "directory")
    throw new BareonError("failure", `rsync finds no tree at ${source}`, { hint: "Check the image's address." });
  const jail = await openJail(ctx, scope, path, tree);
  if (isLocal) await showTree(ctx, scope, source, `${path}/source`);
  else {
    const options = ["size=64k", "mode=0755", "nosuid", "noexec"];
    await mountFilesystem(ctx, scope, { source: "tmpfs", target: `${path}/dev`, type: "tmpfs", options });
    await host.run(copyNodes(["/dev/null", "/dev/urandom"], path));
    await copySettings(host, transport === "ssh", path);
  }
  return {
    tree: jail.tree,
    source: isLocal ? "/source/" : source,
    // Its second process may live on for a moment, and keep the tree busy.
    inside: (command) => endingTogether(jail.inside(isSystem ? command : withoutNodes(command))),
  };
}
