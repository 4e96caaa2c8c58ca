/** Writes files of a system tree from data; where they come from and what they mean is the business of each recipe. */
import { mkdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export type TreeFile =
  | { readonly path: string; readonly text: string; readonly mode?: number }
  | { readonly path: string; readonly link: string }
  | { readonly path: string; readonly directory: true; readonly mode?: number };

/** Systemd units that must not start, as files: a symlink to /dev/null each. */
export function maskUnits(units: readonly string[]): readonly TreeFile[] {
  return units.map((unit) => ({ path: `/etc/systemd/system/${unit}`, link: "/dev/null" }));
}

/** Makes each file under `root`, parents included, in place of what was there. */
export async function writeTree(root: string, files: readonly TreeFile[]): Promise<void> {
  for (const file of files) {
    const path = join(root, file.path);
    await mkdir(dirname(path), { recursive: true });
    if ("directory" in file) {
      await mkdir(path, { recursive: true, mode: file.mode ?? 0o755 });
      continue;
    }
    await rm(path, { force: true });
    if ("link" in file) await symlink(file.link, path);
    else await writeFile(path, file.text, { mode: file.mode ?? 0o644 });
  }
}

/** Tells systemd that /etc and /var are up to date with /usr, so that the first boot does not rebuild caches (seconds under emulation). */
export async function markUpdated(root: string): Promise<void> {
  const { mtime } = await stat(join(root, "usr"));
  for (const path of [join(root, "etc/.updated"), join(root, "var/.updated")]) {
    await writeFile(path, "");
    await utimes(path, mtime, mtime);
  }
}
