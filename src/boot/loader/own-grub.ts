/** Makes an image bootable with its own GRUB, run in its tree; only files inside that tree are changed. */
import { joinAll } from "../../host/wait.ts";
import { renderDefaults, type GrubDefaults } from "../guest/grub-defaults.ts";
import { replaceBlock } from "../guest/managed-block.ts";
import { readBytesInRoot, resolveInRoot } from "../../host/path-in-root.ts";
import { openTree } from "../../host/tree-writer.ts";
import { encodeByteText, fromByteText, toByteText } from "../../base/byte-text.ts";
import type { Context, Host } from "../../host/host.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import { Scope } from "../../host/scope.ts";
import type { Plan } from "../../schema/plan.ts";
import { inRoot } from "../../programs/coreutils.ts";
import type { Command } from "../../base/command.ts";
import { endingTogether } from "../../programs/unshare.ts";
import { type GrubName, configureOwn, installOwn } from "../../programs/grub.ts";

const programDirectories = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
const moduleDirectories = ["/usr/lib/grub/i386-pc", "/usr/share/grub2/i386-pc"];

async function isFile(host: Host, root: string, path: string, mode = 0): Promise<boolean> {
  const facts = await host.facts(await resolveInRoot(host, root, path));
  return facts?.kind === "file" && facts.size > 0 && (facts.mode & mode) === mode;
}

async function isAnyFile(
  host: Host,
  root: string,
  directories: readonly string[],
  name: string,
  mode = 0,
): Promise<boolean> {
  for (const directory of directories) if (await isFile(host, root, `${directory}/${name}`, mode)) return true;
  return false;
}

/**
 * The name of the image's own GRUB; undefined if it lacks a part: both programs, and for BIOS the modules. For UEFI it makes the
 * menu alone: the loader is always ours.
 */
export async function findOwnGrub(
  { host }: Context,
  root: string,
  firmware: Plan["firmware"],
): Promise<GrubName | undefined> {
  if (firmware !== "uefi" && !(await isAnyFile(host, root, moduleDirectories, "normal.mod"))) return undefined;
  for (const name of ["grub", "grub2"] as const) {
    const found = [`${name}-install`, `${name}-mkconfig`].map(
      async (program) => await isAnyFile(host, root, programDirectories, program, 0o100),
    );
    if ((await joinAll(found)).every(Boolean)) return name;
  }
  return undefined;
}

/** Writes the deploy's settings into the file that the image's grub-mkconfig reads last: it reads /etc/default/grub, then grub.d (Debian). */
export async function writeDefaults(ctx: Context, root: string, defaults: GrubDefaults): Promise<void> {
  const { host } = ctx;
  const tree = openTree(ctx, root, "The system");
  const block = encodeByteText(renderDefaults(defaults));
  const directory = await resolveInRoot(host, root, "/etc/default/grub.d");
  const isDirectory = (await host.facts(directory))?.kind === "directory";
  const others = isDirectory
    ? (await host.list(directory)).filter((name) => name.endsWith(".cfg") && name !== "zz-bareon.cfg")
    : [];
  if (others.length > 0) await tree.put("/etc/default/grub.d/zz-bareon.cfg", fromByteText(block));
  else {
    const settings = await readBytesInRoot(host, root, "/etc/default/grub");
    const text = settings === undefined ? "" : toByteText(settings);
    await tree.rewrite("/etc/default/grub", fromByteText(replaceBlock(text, block)), "follow");
  }
  await tree.finish();
}

/** Runs the image's programs in its tree, with the devices and the kernel's view of them. */
async function runInside(ctx: Context, root: string, action: () => Promise<void>): Promise<void> {
  await using scope = new Scope();
  const places = [
    { path: "/dev", source: "/dev", options: ["bind"] },
    { path: "/proc", source: "proc", type: "proc" },
    { path: "/sys", source: "sysfs", type: "sysfs", options: ["ro"] },
  ];
  for (const { path, ...request } of places) {
    await mountFilesystem(ctx, scope, { ...request, target: await resolveInRoot(ctx.host, root, path) });
  }
  await action();
  await scope.close();
}

/** Seconds for one program of the image; emulated, grub-mkconfig takes 60 at most. */
const programLimit = 300;

async function runOwn({ host }: Context, root: string, command: Command, limit: number): Promise<void> {
  await host.run(endingTogether(inRoot(root, command)), { limit });
}

/** Makes the image write its own boot menu. */
export async function configureInside(ctx: Context, root: string, name: GrubName, limit = programLimit): Promise<void> {
  await ctx.host.makeDirectory(await resolveInRoot(ctx.host, root, `/boot/${name}`));
  await runInside(ctx, root, async () => await runOwn(ctx, root, configureOwn(name), limit));
}

/** Makes the image install its own GRUB on the disks. */
export async function installInside(
  ctx: Context,
  root: string,
  name: GrubName,
  disks: readonly string[],
): Promise<void> {
  await runInside(ctx, root, async () => {
    for (const disk of disks) await runOwn(ctx, root, installOwn(name, disk), programLimit);
  });
}
