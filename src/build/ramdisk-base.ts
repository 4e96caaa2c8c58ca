/**
 * The part of the ramdisk that changes seldom: a Debian with the tools that the program drives, its kernel, and the first
 * stage that stacks the layers.
 */
import { copyFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { ramdiskKernel } from "../base/places.ts";
import { cached, type Log } from "./cache.ts";
import { buildDebian, type DebianRecipe } from "./debian.ts";
import { appendSegment } from "./initramfs.ts";
import { ramdiskFiles } from "./ramdisk-files.ts";
import { markUpdated, writeTree, type TreeFile } from "./tree.ts";

/** Parts of the kernel's module tree that no deployment needs. */
const unusedModules = [
  ...["sound", "net/wireless", "net/mac80211", "net/bluetooth", "net/can", "net/nfc", "net/batman-adv"],
  ...[
    "drivers/gpu",
    "drivers/media",
    "drivers/staging",
    "drivers/net/wireless",
    "drivers/bluetooth",
    "drivers/isdn",
    "drivers/iio",
  ],
  ...[
    "drivers/infiniband",
    "drivers/input/joystick",
    "drivers/input/touchscreen",
    "drivers/comedi",
    "drivers/nfc",
    "drivers/net/can",
  ],
  ...["arch/x86/kvm", "drivers/cpufreq"],
];

const recipe: DebianRecipe = {
  suite: "bookworm",
  initramfs: false,
  packages: [
    ...["linux-image-amd64", "systemd-sysv", "udev", "kmod", "procps", "iproute2", "openssh-server", "openssh-client"],
    ...[
      "util-linux",
      "fdisk",
      "parted",
      "attr",
      "e2fsprogs",
      "xfsprogs",
      "btrfs-progs",
      "dosfstools",
      "lvm2",
      "mdadm",
      "rsync",
    ],
    ...[
      "grub-common",
      "grub2-common",
      "grub-pc-bin",
      "grub-efi-amd64-bin",
      "grub-efi-amd64-signed",
      "shim-signed",
      "efibootmgr",
    ],
    ...[
      "os-prober",
      "curl",
      "aria2",
      "ca-certificates",
      "tar",
      "cpio",
      "xz-utils",
      "zstd",
      "gzip",
      "bzip2",
      "gpgv",
      "minisign",
      "qemu-utils",
    ],
    // For what a controller runs by ssh around a deploy: lines with sudo, and scripts.
    ...["sudo", "wget", "openssl", "python3"],
    "busybox-static",
  ],
  excluded: [
    ...unusedModules.map((part) => `/lib/modules/*/kernel/${part}/*`),
    "/usr/share/grub/*.pf2",
    "/usr/share/i18n/*",
    "/usr/share/zoneinfo/*",
  ],
};

/** Modules of the first stage; insmod wants them in the order of their dependencies. */
const firstModules = ["loop", "squashfs", "overlay"];

const initScript = new URL("ramdisk-init.sh", import.meta.url);

async function kernelRelease(tree: string): Promise<string> {
  const [release, ...others] = await readdir(join(tree, "lib/modules"));
  if (release === undefined || others.length > 0) throw new Error(`one kernel was expected in ${tree}/lib/modules`);
  return release;
}

/** Paths of modules and what they depend on, dependencies first. */
async function moduleFiles(tree: string, release: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of firstModules) {
    const { stdout } = await execa("modprobe", ["--dirname", tree, "--set-version", release, "--show-depends", name]);
    for (const [, path] of stdout.matchAll(/^insmod (\S+)/gmu)) if (path !== undefined) found.add(path);
  }
  return [...found];
}

/** Writes what the first stage consists of, without the squashfs, into the folder of a segment. */
async function writeFirstStage(tree: string, release: string, segment: string): Promise<void> {
  const paths = await moduleFiles(tree, release);
  const directories = ["bin", "dev", "proc", "sys", "run", "sysroot", "modules", "layers"];
  await writeTree(segment, [
    ...directories.map((path): TreeFile => ({ path, directory: true })),
    { path: "init", text: await readFile(initScript, "utf8"), mode: 0o755 },
    { path: "modules/order", text: `${paths.map((path) => basename(path)).join("\n")}\n` },
  ]);
  await copyFile(join(tree, "bin/busybox"), join(segment, "bin/busybox"));
  for (const path of paths) await copyFile(path, join(segment, "modules", basename(path)));
}

/** Packs a tree into a squashfs; `level` is zstd's. */
export async function packSquashfs(
  tree: string,
  target: string,
  level: number,
  excluded: readonly string[] = [],
): Promise<void> {
  const leaveOut = excluded.length === 0 ? [] : ["-wildcards", "-e", ...excluded];
  await execa("mksquashfs", [
    ...[
      tree,
      target,
      "-noappend",
      "-no-progress",
      "-quiet",
      "-comp",
      "zstd",
      "-Xcompression-level",
      String(level),
      "-b",
      "256K",
    ],
    ...leaveOut,
  ]);
}

async function buildBase(path: string, log: Log): Promise<void> {
  const tree = join(path, "tree");
  await mkdir(path, { recursive: true });
  await buildDebian(recipe, tree, log);
  await writeTree(tree, ramdiskFiles);
  for (const key of await readdir(join(tree, "etc/ssh")))
    if (key.startsWith("ssh_host_")) await rm(join(tree, "etc/ssh", key));
  await markUpdated(tree);
  const release = await kernelRelease(tree);
  await copyFile(join(tree, `boot/vmlinuz-${release}`), join(path, "vmlinuz"));
  // A deploy puts the ramdisk on a disk as the rescue system, so the ramdisk has its kernel.
  await writeTree(tree, [{ path: ramdiskKernel, link: `vmlinuz-${release}` }]);
  log("packing the tree");
  const segment = join(path, "segment");
  await writeFirstStage(tree, release, segment);
  await packSquashfs(tree, join(segment, "layers/1-base.squashfs"), 9, [
    ...["boot/System.map-*", "boot/config-*", "boot/initrd.img*"],
    "var/cache/*",
    "var/lib/apt/lists/*",
    "var/log/*",
    "initrd.img*",
    "vmlinuz*",
  ]);
  await appendSegment(join(path, "base.cpio"), segment);
  await rm(segment, { recursive: true });
  await rm(tree, { recursive: true });
}

/**
 * A directory of the cache with `vmlinuz` and the first initrd segment, `base.cpio`; built now (about two minutes) if
 * it is not there. Needs root.
 */
export async function ramdiskBase(log: Log): Promise<string> {
  const inputs = { recipe, files: ramdiskFiles, firstModules, init: await readFile(initScript, "utf8") };
  return await cached("ramdisk-base", inputs, async (path) => {
    log("building the Debian layer");
    await buildBase(path, log);
  });
}
