/** The tiny operating system for scenarios in bulk: Debian's kernel and initramfs, busybox as init, ssh; it is no Debian to os-prober. */
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { execa } from "execa";
import { findArchitecture } from "../../../src/build/architecture.ts";
import { cached, exists, type Log } from "../../../src/build/cache.ts";
import { buildDebian, type DebianRecipe } from "../../../src/build/debian.ts";
import { writeTree, type TreeFile } from "../../../src/build/tree.ts";
import { labKey } from "./lab-key.ts";
import { makeSmallInitrd } from "./small-initrd.ts";

/** Only unpacked, never configured. libstdc++6 is there for the boot tool. */
const recipe: DebianRecipe = {
  suite: "bookworm",
  variant: "extract",
  packages: ["busybox-static", "dropbear-bin", "kmod", "mount", "util-linux", "libstdc++6"],
};

/** What initramfs leaves to the system: the network, and filesystems of volumes beside the root. */
const modules = [
  "virtio_net",
  "ext4",
  "xfs",
  "btrfs",
  "vfat",
  "nls_cp437",
  "nls_ascii",
  "nls_utf8",
  "nls_iso8859_1",
  "efivarfs",
];

const applets = [
  ...["sh", "init", "reboot", "poweroff", "halt", "ifconfig", "route", "hostname", "date"],
  ...["id", "uname", "ps", "kill", "env", "which", "test", "true", "false"],
  ...["cat", "ls", "cp", "mv", "rm", "rmdir", "mkdir", "ln", "touch"],
  ...["chmod", "chown", "stat", "readlink", "dirname", "basename", "find", "df", "dd", "sync"],
  ...[
    "echo",
    "printf",
    "grep",
    "sed",
    "awk",
    "cut",
    "head",
    "tail",
    "sort",
    "wc",
    "tr",
    "sha256sum",
    "md5sum",
    "sleep",
  ],
];

const startScript = (serial: string): string => `#!/bin/sh
# Mounts what fstab says, brings up the lab's network, and tells on the serial line what has booted.
for pair in proc:/proc sysfs:/sys devtmpfs:/dev tmpfs:/run; do
  mountpoint -q "\${pair#*:}" || mount -t "\${pair%%:*}" "\${pair%%:*}" "\${pair#*:}"
done
mkdir -p /dev/pts
mount -t devpts devpts /dev/pts
mount -o remount,rw /
mount -a
if [ -d /sys/firmware/efi/efivars ]; then
  modprobe efivarfs
  mount -t efivarfs efivarfs /sys/firmware/efi/efivars
fi
ifconfig lo 127.0.0.1 up
modprobe virtio_net
for card in /sys/class/net/e*; do
  ifconfig "\${card##*/}" 10.0.2.15 netmask 255.255.255.0 up
done
route add default gw 10.0.2.2
{
  echo "tiny: booted"
  sed 's/^/tiny: os-release /' /etc/os-release
  sed 's/^/tiny: cmdline /' /proc/cmdline
  sed 's/^/tiny: mount /' /proc/mounts
  echo "tiny: ready"
} > /dev/${serial}
`;

const inittab = `::sysinit:/etc/start
::respawn:/usr/sbin/dropbear -F -E -R
::shutdown:/bin/umount --all --read-only
`;

const mountPoints = ["/dev", "/proc", "/sys", "/run", "/tmp", "/mnt", "/var", "/boot", "/etc/dropbear"];

/** What the running system needs to update another one, and to look at it afterwards. */
const updaterRecipe: DebianRecipe = {
  ...recipe,
  packages: [
    ...recipe.packages,
    ...["coreutils", "findutils", "tar", "zstd", "curl", "rsync", "e2fsprogs", "fdisk", "attr", "acl"],
  ],
};

/** Those that a package of updaterRecipe has in full. */
const replaced = new Set(
  (
    "cat ls cp rm rmdir mkdir ln touch chmod chown stat readlink dirname basename find df dd sync echo printf cut head tail sort wc tr " +
    "sha256sum md5sum sleep id uname date env test true false"
  ).split(" "),
);

function machineFiles(authorized: string, names: readonly string[] = applets, serial = "ttyS0"): readonly TreeFile[] {
  return [
    ...names.map((name) => ({ path: name === "init" ? "/sbin/init" : `/bin/${name}`, link: "/bin/busybox" })),
    { path: "/etc/os-release", text: 'NAME="Tiny Linux"\nID=tiny\nVERSION_ID=1\nPRETTY_NAME="Tiny Linux 1"\n' },
    { path: "/etc/passwd", text: "root:x:0:0:root:/root:/bin/sh\n" },
    { path: "/etc/group", text: "root:x:0:\n" },
    { path: "/etc/shadow", text: "root:*:19000:0:99999:7:::\n", mode: 0o600 },
    { path: "/etc/shells", text: "/bin/sh\n" },
    { path: "/etc/hostname", text: "tiny\n" },
    { path: "/etc/fstab", text: "# The tiny image brings no mounts of its own.\n" },
    { path: "/etc/inittab", text: inittab },
    { path: "/etc/start", text: startScript(serial), mode: 0o755 },
    { path: "/root", directory: true, mode: 0o700 },
    { path: "/root/.ssh", directory: true, mode: 0o700 },
    { path: "/root/.ssh/authorized_keys", text: authorized, mode: 0o600 },
    ...mountPoints.map((path) => ({ path, directory: true as const })),
  ];
}

/** Copies the kernel, its initramfs if it has one, and the few modules with their dependencies. */
async function copyKernel(from: string, to: string): Promise<void> {
  const [release = ""] = await readdir(join(from, "lib/modules"));
  for (const name of [`vmlinuz-${release}`, `initrd.img-${release}`]) {
    if (!(await exists(join(from, "boot", name)))) continue;
    await cp(join(from, "boot", name), join(to, "boot", name), { preserveTimestamps: true });
  }
  for (const module of modules) {
    const { stdout } = await execa("modprobe", ["--dirname", from, "--set-version", release, "--show-depends", module]);
    for (const [, path = ""] of stdout.matchAll(/^insmod (\S+)/gmu)) {
      const target = join(to, relative(from, path));
      await mkdir(dirname(target), { recursive: true });
      await cp(path, target);
    }
  }
  for (const list of ["modules.order", "modules.builtin", "modules.builtin.modinfo"]) {
    await cp(join(from, "lib/modules", release, list), join(to, "lib/modules", release, list));
  }
  await execa("depmod", ["--basedir", to, release]);
}

interface TinyRecipe {
  readonly name: string;
  readonly recipe: DebianRecipe;
  readonly files: readonly TreeFile[];
  /** Which initramfs it has: Debian's, or that of small-initrd.ts. */
  readonly initrd?: "small";
}

async function build({ name, recipe: own, files, initrd }: TinyRecipe, debianTree: string, log: Log): Promise<string> {
  return await cached(name, { recipe: own, files, modules, kernelOf: basename(debianTree), initrd }, async (path) => {
    log("tiny: building the image");
    await buildDebian(own, path, (line) => log(`tiny: ${line}`));
    for (const part of ["var/lib/dpkg", "var/lib/apt", "var/cache", "etc/apt", "usr/share/bash-completion"]) {
      await rm(join(path, part), { recursive: true, force: true });
    }
    await writeTree(path, files);
    await copyKernel(debianTree, path);
    if (initrd === "small") await makeSmallInitrd(debianTree, path);
    log("tiny: done");
  });
}

/**
 * The directory tree of the tiny system, from the cache or built now (about twenty seconds) with the kernel of a Debian
 * image. Needs root.
 */
export async function tinyImage(debianTree: string, log: Log): Promise<string> {
  const files = machineFiles((await labKey()).authorized);
  return await build({ name: "image-tiny", recipe, files }, debianTree, log);
}

/** The kernel of another architecture, unpacked: no initramfs is made, as that would be made by its programs. */
async function foreignKernel(architecture: string, log: Log): Promise<string> {
  const own: DebianRecipe = {
    ...{ suite: "bookworm", variant: "extract", architecture, packages: [`linux-image-cloud-${architecture}`] },
  };
  return await cached(`kernel-${architecture}`, own, async (path) => {
    await buildDebian(own, path, (line) => log(`kernel-${architecture}: ${line}`));
    const [release = ""] = await readdir(join(path, "lib/modules"));
    await execa("depmod", ["--basedir", path, release]);
  });
}

/** The same for 64-bit ARM; its root is on ext4, and its disk on virtio. */
export async function tinyArmImage(log: Log): Promise<string> {
  const { deb: architecture, serial } = findArchitecture("arm64");
  const files = machineFiles((await labKey()).authorized, applets, serial);
  const own: TinyRecipe = { name: "image-tiny-arm64", recipe: { ...recipe, architecture }, files, initrd: "small" };
  return await build(own, await foreignKernel(architecture, log), log);
}

/** The same with the programs by which it can update another system; its root is on ext4, and its disk on virtio. */
export async function updaterImage(debianTree: string, log: Log): Promise<string> {
  const names = applets.filter((name) => !replaced.has(name));
  const files = machineFiles((await labKey()).authorized, names);
  return await build({ name: "image-updater", recipe: updaterRecipe, files, initrd: "small" }, debianTree, log);
}

/** The updater with Python. */
export async function pythonImage(debianTree: string, log: Log): Promise<string> {
  const names = applets.filter((name) => !replaced.has(name));
  const own = { ...updaterRecipe, packages: [...updaterRecipe.packages, "python3"] };
  const files = machineFiles((await labKey()).authorized, names);
  return await build({ name: "image-python", recipe: own, files, initrd: "small" }, debianTree, log);
}

/** The updater with udev, which looks at a disk by itself whenever that was written. */
export async function watchfulImage(debianTree: string, log: Log): Promise<string> {
  const names = applets.filter((name) => !replaced.has(name));
  const own = { ...updaterRecipe, packages: [...updaterRecipe.packages, "udev"] };
  const files = machineFiles((await labKey()).authorized, names);
  return await build({ name: "image-watchful", recipe: own, files }, debianTree, log);
}
