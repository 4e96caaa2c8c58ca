/** Writes the files of a package below a folder, each with its mode and with one time, so that what is made of it is the same each time. */
import { chmod, copyFile, lutimes, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Entry } from "./contents.ts";

/** Makes the folder; `epoch` is in seconds. */
export async function stage(folder: string, entries: readonly Entry[], epoch: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  for (const entry of entries) {
    const path = join(folder, entry.path);
    await mkdir(dirname(path), { recursive: true });
    if (entry.kind === "link") await symlink(entry.target, path);
    else if (entry.kind === "directory") await mkdir(path, { recursive: true });
    else if ("from" in entry.content) await copyFile(entry.content.from, path);
    else await writeFile(path, entry.content);
    // Modes by themselves, as those of mkdir(2) and open(2) are under the umask.
    if (entry.kind !== "link") await chmod(path, entry.mode);
  }
  const folders = new Set(["", ...entries.map(({ path }) => dirname(path))]);
  for (const { path } of entries) await lutimes(join(folder, path), epoch, epoch);
  for (const path of Array.from(folders).sort().reverse()) await lutimes(join(folder, path), epoch, epoch);
}
