/** Writes files of a system tree from data; where they come from and what they mean is decided by each recipe. */
import { chmod, mkdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export type TreeFile =
  | { readonly path: string; readonly text: string; readonly mode?: number }
  | { readonly path: string; readonly link: string }
  | { readonly path: string; readonly directory: true; readonly mode?: number };

/**
 * What no short-lived or test system needs, and what costs seconds of a boot under emulation: timers, kernel filesystems,
 * first-boot caches.
 */
export const idleUnits = [
  ...[
    "apt-daily.timer",
    "apt-daily-upgrade.timer",
    "dpkg-db-backup.timer",
    "e2scrub_all.timer",
    "e2scrub_reap.service",
    "fstrim.timer",
  ],
  ...["mdcheck_start.timer", "mdcheck_continue.timer"],
  ...["mdmonitor-oneshot.timer", "lvm2-monitor.service", "systemd-networkd-wait-online.service"],
  ...[
    "systemd-hwdb-update.service",
    "systemd-journal-catalog-update.service",
    "ldconfig.service",
    "systemd-sysusers.service",
  ],
  ...[
    "systemd-pstore.service",
    "systemd-random-seed.service",
    "systemd-binfmt.service",
    "proc-sys-fs-binfmt_misc.automount",
  ],
  ...[
    "systemd-update-utmp.service",
    "systemd-update-utmp-runlevel.service",
    "systemd-journal-flush.service",
    "getty-static.service",
  ],
  ...[
    "dev-hugepages.mount",
    "dev-mqueue.mount",
    "sys-kernel-debug.mount",
    "sys-kernel-tracing.mount",
    "sys-kernel-config.mount",
  ],
  ...["sys-fs-fuse-connections.mount"],
];

/** Systemd units that must not start, as files: a symlink to /dev/null each. */
export function maskUnits(units: readonly string[]): readonly TreeFile[] {
  return units.map((unit) => ({ path: `/etc/systemd/system/${unit}`, link: "/dev/null" }));
}

/** Makes the folder and its parents where they are missing; those have the mode 755. */
async function makeFolder(path: string, mode = 0o755): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = dirname(path); made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
  await chmod(path, mode);
}

/** Makes each file under `root`, parents included, in place of what was there. The modes do not depend on the umask. */
export async function writeTree(root: string, files: readonly TreeFile[]): Promise<void> {
  for (const file of files) {
    const path = join(root, file.path);
    if ("directory" in file) {
      await makeFolder(path, file.mode);
      continue;
    }
    await makeFolder(dirname(path));
    await rm(path, { force: true });
    if ("link" in file) {
      await symlink(file.link, path);
      continue;
    }
    await writeFile(path, file.text, { mode: file.mode ?? 0o644 });
    await chmod(path, file.mode ?? 0o644);
  }
}

/** Tells systemd that /etc and /var are up to date with /usr, so that the first boot does not rebuild caches (seconds under emulation). */
export async function markUpdated(root: string): Promise<void> {
  const { mtime } = await stat(join(root, "usr"));
  for (const path of [join(root, "etc/.updated"), join(root, "var/.updated")]) {
    await writeFile(path, "");
    await chmod(path, 0o644);
    await utimes(path, mtime, mtime);
  }
}
