/** The files that a deploy writes its boot-info to: there are none while the disks are being written. */
import { dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import type { BootInfo } from "../schema/boot-info.ts";

/** Bytes that boot-info has at most on any usual node. */
const usualSize = 64 * 1024;

/**
 * Removes the boot-info of an earlier deploy: from the first write on it is no longer true, however this deploy ends. Makes the
 * folders and writes as much as boot-info will be, so that a path that cannot be written to, or a full disk, is found before that. Throws BareonError
 * "usage" if what is there is no file, and else "failure".
 */
export async function clearBootInfo({ host }: Context, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await host.makeDirectory(dirname(path));
    const kind = (await host.facts(path))?.kind;
    if (kind !== undefined && kind !== "file" && kind !== "symlink")
      throw new BareonError("usage", `Boot-info cannot be written to ${path}: what is there is no file.`);
    if (kind !== undefined) await host.removeFile(path);
    await host.writeFile(path, " ".repeat(usualSize));
    await host.removeFile(path);
  }
}

export async function writeBootInfo({ host }: Context, paths: readonly string[], info: BootInfo): Promise<void> {
  for (const path of paths) await host.writeFile(path, `${JSON.stringify(info, null, 2)}\n`);
}
