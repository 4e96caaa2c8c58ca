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
import { idleUnits, markUpdated, maskUnits, writeTree, type TreeFile } from "./tree.ts";

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
    "busybox-static",
  ],
  excluded: [
    ...unusedModules.map((part) => `/lib/modules/*/kernel/${part}/*`),
    "/usr/share/grub/*.pf2",
    "/usr/share/i18n/*",
    "/usr/share/zoneinfo/*",
  ],
};

/** Nothing on the node's disks is assembled, activated or mounted unless the program asks for it. */
const handsOff: readonly TreeFile[] = [
  { path: "/etc/mdadm/mdadm.conf", text: "AUTO -all\n" },
  { path: "/etc/udev/rules.d/64-md-raid-assembly.rules", link: "/dev/null" },
  { path: "/etc/udev/rules.d/69-lvm.rules", link: "/dev/null" },
  {
    path: "/etc/lvm/lvmlocal.conf",
    text: "global { event_activation = 0 }\nactivation { auto_activation_volume_list = [] }\n",
  },
  { path: "/etc/systemd/system-generators/lvm2-activation-generator", link: "/dev/null" },
  { path: "/etc/systemd/system-generators/systemd-gpt-auto-generator", link: "/dev/null" },
  { path: "/etc/fstab", text: "# The ramdisk mounts nothing of its own.\n" },
];

const moreIdleUnits = ["mdmonitor.service", "dm-event.socket", "lvm2-lvmpolld.socket", "systemd-remount-fs.service"];

const readyScript = `#!/bin/sh
# Says on the consoles that the node can be reached, and under which addresses.
until bash -c ': < /dev/tcp/127.0.0.1/22' 2> /dev/null; do sleep 0.1; done
for console in /dev/ttyS0 /dev/tty0; do
  { ip -brief -4 address show scope global; echo "bareon ramdisk ready"; } 2> /dev/null > "$console"
done
exit 0
`;

const services: readonly TreeFile[] = [
  { path: "/usr/lib/bareon/ready", text: readyScript, mode: 0o755 },
  {
    path: "/etc/systemd/system/bareon-ready.service",
    text:
      "[Unit]\nDescription=Say that the ramdisk is ready\nAfter=ssh.service\n\n" +
      "[Service]\nType=simple\nExecStart=/usr/lib/bareon/ready\n",
  },
  {
    path: "/etc/systemd/system/multi-user.target.wants/bareon-ready.service",
    link: "/etc/systemd/system/bareon-ready.service",
  },
  // Only the two key types that are made quickly: an RSA key takes seconds on a slow node.
  {
    path: "/etc/systemd/system/ssh.service.d/keys.conf",
    text:
      "[Service]\nExecStartPre=\nExecStartPre=/usr/bin/ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key\n" +
      "ExecStartPre=/usr/bin/ssh-keygen -q -t ecdsa -N '' -f /etc/ssh/ssh_host_ecdsa_key\nRuntimeDirectory=sshd\n",
  },
  {
    path: "/etc/ssh/sshd_config.d/bareon.conf",
    text:
      "HostKey /etc/ssh/ssh_host_ed25519_key\nHostKey /etc/ssh/ssh_host_ecdsa_key\n" +
      "AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys2\n" +
      "PermitRootLogin prohibit-password\nPasswordAuthentication no\nUseDNS no\nPrintMotd no\nMaxSessions 64\nMaxStartups 64\n",
  },
  { path: "/etc/systemd/network/80-dhcp.network", text: "[Match]\nType=ether\n\n[Network]\nDHCP=yes\n" },
  {
    path: "/etc/systemd/system/multi-user.target.wants/systemd-networkd.service",
    link: "/lib/systemd/system/systemd-networkd.service",
  },
  { path: "/etc/systemd/system/default.target", link: "/lib/systemd/system/multi-user.target" },
  { path: "/etc/hostname", text: "bareon\n" },
  { path: "/etc/hosts", text: "127.0.0.1 localhost bareon\n" },
  { path: "/etc/machine-id", text: "" },
  { path: "/etc/resolv.conf", link: "/run/systemd/resolve/resolv.conf" },
  { path: "/root/.ssh", directory: true, mode: 0o700 },
];

const files: readonly TreeFile[] = [...handsOff, ...services, ...maskUnits([...idleUnits, ...moreIdleUnits])];

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
  await writeTree(tree, files);
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
  const inputs = { recipe, files, firstModules, init: await readFile(initScript, "utf8") };
  return await cached("ramdisk-base", inputs, async (path) => {
    log("building the Debian layer");
    await buildBase(path, log);
  });
}
