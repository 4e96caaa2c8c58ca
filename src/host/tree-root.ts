/** The tree of a system as the root of its own programs, before it is started: with the devices that it needs, and no others. */
import { BareonError } from "../base/errors.ts";
import type { Command } from "../base/command.ts";
import { copyNode } from "../programs/probe-jail.ts";
import { inTree } from "../programs/unshare.ts";
import type { Context, Host } from "./host.ts";
import { mountFilesystem } from "./mounts.ts";
import type { Scope } from "./scope.ts";

/** Devices that hold nothing, and those of a TPM. */
const harmless = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];
const tpm = ["/dev/tpm0", "/dev/tpmrm0"];

/** What shells take for granted. */
const links: Readonly<Record<string, string>> = {
  fd: "/proc/self/fd",
  stdin: "/proc/self/fd/0",
  stdout: "/proc/self/fd/1",
  stderr: "/proc/self/fd/2",
};

/** A link there could lead anywhere on this machine. */
async function refuseLinks(host: Host, root: string): Promise<void> {
  for (const folder of ["dev", "sys", "proc", "run", "tmp"]) {
    const kind = (await host.facts(`${root}/${folder}`))?.kind;
    if (kind !== undefined && kind !== "directory")
      throw new BareonError("failure", `/${folder} of the system is no folder, so that its programs cannot be run.`);
  }
}

/** The node, and the name that the kernel has for it, where that is another one. */
async function showNode(host: Host, root: string, path: string): Promise<void> {
  if ((await host.facts(path)) === undefined) return;
  const isLink = (await host.facts(path))?.kind === "symlink";
  const name = isLink ? `/dev/${(await host.readLink(path)).split("/").at(-1) ?? ""}` : path;
  for (const shown of new Set([path, name])) {
    if ((await host.facts(`${root}${shown}`)) !== undefined) continue;
    await host.makeDirectory(`${root}${shown.slice(0, shown.lastIndexOf("/"))}`);
    await host.run(copyNode(path, `${root}${shown}`));
  }
}

/** For as long as the scope is open; returns how a command runs in there: in namespaces of its own, without a network. */
export async function openTreeRoot(
  ctx: Context,
  scope: Scope,
  root: string,
  devices: readonly string[],
): Promise<(command: Command) => Command> {
  const { host } = ctx;
  await refuseLinks(host, root);
  const memory = (target: string, mode: string, options: readonly string[]): Promise<void> =>
    mountFilesystem(ctx, scope, {
      ...{ source: "tmpfs", target: `${root}/${target}`, type: "tmpfs" },
      options: [`mode=${mode}`, "nosuid", ...options],
    });
  await memory("dev", "0755", ["size=1m", "noexec"]);
  await memory("run", "0755", ["nodev"]);
  await memory("tmp", "1777", ["nodev"]);
  // For what looks into it before unshare(1) has mounted its own.
  if (await host.makeDirectory(`${root}/proc`)) scope.defer(async () => await host.removeDirectory(`${root}/proc`));
  await mountFilesystem(ctx, scope, { source: "/sys", target: `${root}/sys`, options: ["bind", "ro"] });
  for (const path of [...harmless, ...tpm, ...devices]) await showNode(host, root, path);
  for (const [name, target] of Object.entries(links)) await host.makeSymlink(target, `${root}/dev/${name}`);
  return (command) => inTree(root, command);
}
