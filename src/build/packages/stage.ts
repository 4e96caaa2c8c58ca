/** Writes the files of a package below a folder, each with its mode and with one time, so that what is made of it is the same each time. */
import { chmod, copyFile, lutimes, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Entry, sortedWithParents } from "./contents.ts";

/** Makes the folder; `epoch` is in seconds. */
export async function stage(folder: string, entries: readonly Entry[], epoch: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const all: readonly Entry[] = [{ kind: "directory", path: "", mode: 0o755 }, ...sortedWithParents(entries)];
  for (const entry of all) {
    const path = join(folder, entry.path);
    if (entry.kind === "link") await symlink(entry.target, path);
    else if (entry.kind === "directory") await mkdir(path, { recursive: true });
    else if ("from" in entry.content) await copyFile(entry.content.from, path);
    else await writeFile(path, entry.content);
    // Modes by themselves, as those of mkdir(2) and open(2) are under the umask.
    if (entry.kind !== "link") await chmod(path, entry.mode);
  }
  // A folder changes its time with what comes into it.
  for (const { path } of all.toReversed()) await lutimes(join(folder, path), epoch, epoch);
}
