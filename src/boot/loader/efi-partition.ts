/** The files of our loader on an EFI system partition: removed before a deploy, written at its end, read back. boot/firmware/efi-files.ts decides which they are. */
import { espFilesystemType, runtimeDirectory } from "../../base/places.ts";
import { dirname } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { loaderStarts } from "../firmware/efi-files.ts";
import type { Context, Host } from "../../host/host.ts";
import { mountFilesystem } from "../../host/mounts.ts";
import { Scope } from "../../host/scope.ts";
import type { EfiPlatform } from "../platforms/platforms.ts";

/** A file as it is to be there; its path begins at the partition's top. */
export interface EspFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** With the partition mounted at `root`; whoever has it mounted, too, sees what is written. */
export async function onPartition<T>(
  ctx: Context,
  device: string,
  options: readonly string[],
  action: (root: string) => Promise<T>,
): Promise<T> {
  await using scope = new Scope();
  const target = `${runtimeDirectory}/esp`;
  await mountFilesystem(ctx, scope, { source: device, target, type: espFilesystemType, options });
  const result = await action(target);
  await scope.close();
  return result;
}

function isEqual(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

/** The paths of the files that are not there as they should be, below `root`. */
export async function findAltered(host: Host, root: string, files: readonly EspFile[]): Promise<string[]> {
  const altered: string[] = [];
  for (const { path, content } of files)
    if (!isEqual(await host.readFile(`${root}/${path}`), content)) altered.push(path);
  return altered;
}

/** Writes files below `root` in their order; each is whole on the disk before its name is. */
export async function writeFiles(host: Host, root: string, files: readonly EspFile[]): Promise<void> {
  for (const { path, content } of files) {
    await host.makeDirectory(dirname(`${root}/${path}`));
    await host.writeFile(`${root}/${path}`, content);
  }
}

/** Removes every file by which a firmware could start a former deployment; every other file stays. */
export async function disarmPartition(ctx: Context, device: string, platform: EfiPlatform): Promise<void> {
  await onPartition(ctx, device, [], async (root) => {
    for (const path of loaderStarts(platform))
      if ((await ctx.host.facts(`${root}/${path}`)) !== undefined) await ctx.host.removeFile(`${root}/${path}`);
  });
}

/** Writes the files and reads them back from the unmounted partition. Throws BareonError "bootloader" if one differs. */
export async function armPartition(ctx: Context, device: string, files: readonly EspFile[]): Promise<void> {
  await onPartition(ctx, device, [], async (root) => await writeFiles(ctx.host, root, files));
  const altered = await onPartition(ctx, device, ["ro"], async (root) => await findAltered(ctx.host, root, files));
  if (altered.length > 0)
    throw new BareonError("bootloader", `${altered.join(" and ")} on ${device} did not come out as written.`, {
      hint: "Look at the disk's health (dmesg, smartctl).",
    });
}
