/** The files that a deploy writes its boot-info to: there are none while the disks are being written. */
import { dirname } from "node:path";
import { BareonError } from "../base/errors.ts";
import type { Context } from "../host/host.ts";
import type { BootInfo } from "../schema/boot-info.ts";

/**
 * Removes the boot-info of an earlier deploy: from the first write on it is no longer true, however this deploy ends. Makes the
 * folders, so that a path that cannot be written to is found before that. Throws BareonError "usage" for such a path.
 */
export async function clearBootInfo({ host }: Context, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await host.makeDirectory(dirname(path));
    const kind = (await host.facts(path))?.kind;
    if (kind === undefined) continue;
    if (kind !== "file" && kind !== "symlink")
      throw new BareonError("usage", `Boot-info cannot be written to ${path}: what is there is no file.`);
    await host.removeFile(path);
  }
}

export async function writeBootInfo({ host }: Context, paths: readonly string[], info: BootInfo): Promise<void> {
  for (const path of paths) await host.writeFile(path, `${JSON.stringify(info, null, 2)}\n`);
}
