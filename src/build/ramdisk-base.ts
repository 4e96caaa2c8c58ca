/**
 * The part of the ramdisk that changes seldom: a Debian with the tools that the program drives, its kernel, and the first
 * stage that stacks the layers.
 */
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { ramdiskKernel } from "../base/places.ts";
import { platformsOf } from "../boot/platforms/platforms.ts";
import { type Architecture, isForeign } from "./architecture.ts";
import { cached, type Log } from "./cache.ts";
import { buildDebian, type DebianRecipe } from "./debian.ts";
import { appendSegment } from "./initramfs.ts";
import { ramdiskFiles } from "./ramdisk-files.ts";
import { multipathPackages } from "./ramdisk-multipath.ts";
import { deviceTrees, unpacked, unusedModules } from "./ramdisk-trim.ts";
import { markUpdated, writeTree, type TreeFile } from "./tree.ts";

/**
 * The time (seconds) of everything in the ramdisk that has a later one, so that the same packages make the same ramdisk: the day on which
 * Debian 12 came out.
 */
const epoch = 1_686_355_200;

/** What is the same on every architecture. */
const packages: readonly string[] = [
  ...["systemd-sysv", "udev", "kexec-tools", "kmod", "procps", "iproute2", "openssh-server", "openssh-client"],
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
    "cryptsetup-bin",
    "rsync",
  ],
  ...["grub-common", "grub2-common", "efibootmgr"],
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
  ...multipathPackages,
  "busybox-static",
];

/** GRUB for each firmware that machines of the architecture have, and what is signed for Secure Boot. */
function loaderPackages({ rpm }: Architecture): string[] {
  const platforms = platformsOf(rpm);
  if (platforms === undefined) throw new Error(`No GRUB is known for ${rpm}`);
  const { bios, uefi } = platforms;
  return [...(bios === null ? [] : [bios.package]), uefi.package, uefi.signedGrub.package, uefi.signedShim.package];
}

/** The Debian layer for nodes of the architecture. */
export function recipeFor(architecture: Architecture): DebianRecipe {
  const { deb } = architecture;
  return {
    suite: "bookworm",
    ...(isForeign(architecture) ? { architecture: deb } : {}),
    epoch,
    initramfs: false,
    packages: [`linux-image-${deb}`, ...packages, ...loaderPackages(architecture)],
    excluded: [...unusedModules, ...deviceTrees, "/usr/share/grub/*.pf2", "/usr/share/i18n/*", "/usr/share/zoneinfo/*"],
  };
}

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

/** Packs a tree into a squashfs; `level` is zstd's. The same content makes the same file: mksquashfs takes the time for all later ones. */
export async function packSquashfs(
  tree: string,
  target: string,
  level: number,
  excluded: readonly string[] = [],
): Promise<void> {
  const leaveOut = excluded.length === 0 ? [] : ["-wildcards", "-e", ...excluded];
  const compression = ["-comp", "zstd", "-Xcompression-level", String(level), "-b", "256K"];
  await execa("mksquashfs", [tree, target, "-noappend", "-no-progress", "-quiet", ...compression, ...leaveOut], {
    env: { SOURCE_DATE_EPOCH: String(epoch) },
  });
  // It is a file of the initrd, whose mode is not to be that of the umask.
  await chmod(target, 0o644);
}

async function buildBase(recipe: DebianRecipe, path: string, log: Log): Promise<void> {
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
  await packSquashfs(tree, join(segment, "layers/1-base.squashfs"), 15, unpacked);
  await appendSegment(join(path, "base.cpio"), segment);
  await rm(segment, { recursive: true });
  await rm(tree, { recursive: true });
}

const day = 24 * 60 * 60 * 1000;
/** Days after which the packages of a layer lack too much. */
const longest = 30;

/** What is said of the age of a Debian layer, and a warning if it is old. */
export function describeAge(made: Date, now: Date): string {
  const days = Math.floor((now.getTime() - made.getTime()) / day);
  const age = `the Debian layer was made on ${made.toISOString().slice(0, 10)}, ${days === 1 ? "1 day" : `${days} days`} ago`;
  return days <= longest
    ? age
    : `WARNING: ${age}: it lacks the security updates since; --refresh makes it of today's packages`;
}

/**
 * A directory of the cache with `vmlinuz` and the first initrd segment, `base.cpio`; built now if it is not there, or anew if that is
 * asked for: about three minutes, and several times as long for another architecture than this machine's. Needs root.
 */
export async function ramdiskBase(architecture: Architecture, log: Log, refresh = false): Promise<string> {
  const recipe = recipeFor(architecture);
  const inputs = { recipe, files: ramdiskFiles, firstModules, unpacked, init: await readFile(initScript, "utf8") };
  const make = async (path: string): Promise<void> => {
    log("building the Debian layer");
    await buildBase(recipe, path, log);
  };
  const path = await cached("ramdisk-base", inputs, make, refresh);
  log(describeAge((await stat(join(path, "base.cpio"))).mtime, new Date()));
  return path;
}
