/**
 * A jail for programs that look at strange disks, os-prober first of all: shell scripts that run as root otherwise, and that put what
 * they read into the text of other programs. In here nothing can be written to a device, there is no network and no file of this
 * machine except its programs, and sed can neither run commands nor write files.
 */
import { runtimeDirectory } from "../../base/places.ts";
import type { Command } from "../../base/command.ts";
import { findPaths } from "../../host/device-places.ts";
import type { Context, Host } from "../../host/host.ts";
import { openRoot, showTree } from "../../host/jail.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import type { Scope } from "../../host/scope.ts";
import { asNobodyInRoot, copyNodes, loadFuse, makeReadOnly } from "../../programs/probe-jail.ts";

const place = `${runtimeDirectory}/probe`;
/** What stands here in the jail is found before the system's programs. */
const ownPrograms = "/bareon";
const searchPath = `${ownPrograms}:/usr/sbin:/usr/bin:/sbin:/bin`;

/** GNU sed without its commands e, r and w (sed 4.3); os-prober 1.81 puts a word of os-release into a program for it. */
const safeSed = `#!/bin/sh\nexec /usr/bin/sed --sandbox "$@"\n`;

interface Devices {
  readonly paths: readonly string[];
  /** Names in /dev/mapper, with the device that each is. */
  readonly mapped: readonly (readonly [name: string, device: string])[];
  /** Logical volumes, as lvs prints them: the group, a colon and the volume. */
  readonly volumes: readonly string[];
}

/** In the name of its device, LVM doubles each hyphen of the group and of the volume. */
function parseVolume(name: string): string | undefined {
  const { group, volume } = /^(?<group>(?:[^-]|--)+)-(?<volume>(?:[^-]|--)+)$/u.exec(name)?.groups ?? {};
  return group === undefined || volume === undefined
    ? undefined
    : `${group.replaceAll("--", "-")}:${volume.replaceAll("--", "-")}`;
}

/** What the kernel knows; udev's names are not needed. */
async function findDevices(host: Host): Promise<Devices> {
  const paths: string[] = [];
  const mapped: (readonly [string, string])[] = [];
  const volumes: string[] = [];
  const hidden = await findPaths(host);
  for (const name of await host.list("/sys/class/block")) {
    const path = `/dev/${name.replaceAll("!", "/")}`;
    if (hidden.has(path) || (await host.facts(path))?.kind !== "block") continue;
    paths.push(path);
    if (!name.startsWith("dm-")) continue;
    const text = async (key: string): Promise<string> =>
      (await host.readText(`/sys/class/block/${name}/dm/${key}`))?.trim() ?? "";
    const mapper = await text("name");
    if (!/^[\w+.-]+$/u.test(mapper)) continue;
    mapped.push([mapper, `../${name}`]);
    // The UUIDs of the group and the volume; what LVM keeps hidden has a word more.
    const volume = /^LVM-\w{64}$/u.test(await text("uuid")) ? parseVolume(mapper) : undefined;
    if (volume !== undefined) volumes.push(volume);
  }
  return { paths, mapped, volumes };
}

async function makeDevices(ctx: Context, scope: Scope, { paths, mapped }: Devices): Promise<void> {
  const { host } = ctx;
  await mountFilesystem(ctx, scope, {
    source: "tmpfs",
    target: `${place}/dev`,
    type: "tmpfs",
    options: ["size=1m", "mode=0755", "nosuid", "noexec"],
  });
  await host.run(loadFuse());
  // Without FUSE only trees that are mounted can be looked at.
  const fuse = (await host.facts("/dev/fuse"))?.kind === "character" ? ["/dev/fuse"] : [];
  await host.run(copyNodes(["/dev/null", ...fuse, ...paths], place));
  if (paths.length > 0) await host.run(makeReadOnly(paths.map((path) => `${place}${path}`)));
  if (mapped.length > 0) await host.makeDirectory(`${place}/dev/mapper`);
  for (const [name, target] of mapped) await host.makeSymlink(target, `${place}/dev/mapper/${name}`);
}

/** Makes the jail, in which the trees are mounted too. Returns what makes a command one that runs in it. */
export async function openProbeJail(
  ctx: Context,
  scope: Scope,
  trees: readonly string[],
): Promise<(command: Command) => Command> {
  const { host } = ctx;
  await openRoot(ctx, scope, place, "4m");
  const devices = await findDevices(host);
  await makeDevices(ctx, scope, devices);
  for (const folder of ["/tmp", "/var/lib/os-prober"]) {
    const options = ["size=4m", "mode=0777", "nodev", "nosuid"];
    await mountFilesystem(ctx, scope, { source: "tmpfs", target: `${place}${folder}`, type: "tmpfs", options });
  }
  for (const folder of ["/sys", "/run/udev"]) {
    if ((await host.facts(folder))?.kind !== "directory") continue;
    await mountFilesystem(ctx, scope, { source: folder, target: `${place}${folder}`, options: ["bind", "ro"] });
  }
  await host.makeDirectory(`${place}/proc`);
  await host.makeDirectory(`${place}${ownPrograms}`);
  await host.writeFile(`${place}${ownPrograms}/sed`, safeSed, 0o755);
  // LVM's own would want its locks and the right to talk to the kernel.
  await host.writeFile(`${place}${ownPrograms}/lvs`, `#!/bin/sh\ncat ${ownPrograms}/volumes\n`, 0o755);
  await host.writeFile(`${place}${ownPrograms}/volumes`, devices.volumes.map((volume) => `${volume}\n`).join(""));
  for (const [index, tree] of trees.entries()) await showTree(ctx, scope, tree, `${place}/tree/${index}`);
  return (command) => asNobodyInRoot(place, searchPath, command);
}
