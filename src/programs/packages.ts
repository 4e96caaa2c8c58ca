/** Which package has an external program, by the family of distributions: for the hint where one is missing, and for bareon-boot(8). */

/** Names in Debian, Red Hat, SUSE and Arch; what one of these does not call by a name of its own has that of Debian. */
interface Package {
  readonly debian: string;
  readonly rhel?: string;
  readonly suse?: string;
  readonly arch?: string;
}

const utilLinux: Package = { debian: "util-linux" };
const mounting: Package = { debian: "mount", rhel: "util-linux", suse: "util-linux", arch: "util-linux" };
const coreutils: Package = { debian: "coreutils" };
const grub: Package = { debian: "grub-common", rhel: "grub2-tools-minimal", suse: "grub2", arch: "grub" };
const btrfs: Package = { debian: "btrfs-progs", suse: "btrfsprogs" };

const table: readonly (readonly [Package, readonly string[]])[] = [
  [
    utilLinux,
    [
      "blkdiscard",
      "blkid",
      "blockdev",
      "dmesg",
      "flock",
      "lsblk",
      "mkswap",
      "nsenter",
      "partx",
      "prlimit",
      "setpriv",
      "swapoff",
      "unshare",
      "wipefs",
    ],
  ],
  [mounting, ["losetup", "mount", "umount"]],
  [{ ...mounting, debian: "fdisk" }, ["sfdisk"]],
  [{ ...mounting, debian: "bsdutils" }, ["logger"]],
  [{ debian: "kmod" }, ["modprobe"]],
  [
    coreutils,
    [
      "cat",
      "chmod",
      "chown",
      "chroot",
      "cp",
      "dd",
      "env",
      "mkfifo",
      "rm",
      "rmdir",
      "stat",
      "stdbuf",
      "sync",
      "tee",
      "timeout",
      "uname",
    ],
  ],
  [grub, ["grub-fstest", "grub-mkimage", "grub-script-check"]],
  [{ ...grub, debian: "grub2-common" }, ["grub-install"]],
  [btrfs, ["btrfs", "btrfstune", "mkfs.btrfs"]],
  [{ debian: "xfsprogs" }, ["mkfs.xfs", "xfs_admin", "xfs_growfs", "xfs_repair"]],
  [{ debian: "e2fsprogs" }, ["chattr", "e2fsck", "lsattr", "mke2fs", "mkfs.ext4", "resize2fs", "tune2fs"]],
  [{ debian: "attr" }, ["getfattr", "setfattr"]],
  [{ debian: "findutils" }, ["find", "xargs"]],
  [{ debian: "diffutils" }, ["cmp"]],
  [{ debian: "dosfstools" }, ["mkfs.vfat"]],
  [{ debian: "dmsetup", rhel: "device-mapper", suse: "device-mapper", arch: "device-mapper" }, ["dmsetup"]],
  [{ debian: "kpartx", arch: "multipath-tools" }, ["kpartx"]],
  [{ debian: "cryptsetup-bin", rhel: "cryptsetup", suse: "cryptsetup", arch: "cryptsetup" }, ["cryptsetup"]],
  [{ debian: "lvm2" }, ["lvm", "pvck"]],
  [{ debian: "mdadm" }, ["mdadm"]],
  [{ debian: "udev", rhel: "systemd-udev", suse: "udev", arch: "systemd" }, ["udevadm"]],
  [{ debian: "systemd" }, ["journalctl", "systemctl"]],
  [{ debian: "aria2" }, ["aria2c"]],
  [{ debian: "iproute2", rhel: "iproute" }, ["ip"]],
  [{ debian: "efibootmgr" }, ["efibootmgr"]],
  [{ debian: "qemu-utils", rhel: "qemu-img", suse: "qemu-tools", arch: "qemu-img" }, ["qemu-img"]],
  [{ debian: "xz-utils", rhel: "xz", suse: "xz", arch: "xz" }, ["xz"]],
  [{ debian: "gpgv", rhel: "gnupg2", suse: "gpg2", arch: "gnupg" }, ["gpgv"]],
  ...["bzip2", "cpio", "curl", "gzip", "kexec-tools", "minisign", "openssl", "os-prober", "rsync", "tar", "zstd"].map(
    (name) => [{ debian: name }, [name === "kexec-tools" ? "kexec" : name]] as const,
  ),
];

const packages: ReadonlyMap<string, Package> = new Map(
  table.flatMap(([owner, programs]) => programs.map((program) => [program, owner] as const)),
);

/** True for a program whose package is known. */
export function isKnownProgram(name: string): boolean {
  return packages.has(name);
}

/** The packages of all programs by their names in a family of distributions, sorted. */
export function packagesOf(family: keyof Package): string[] {
  return [...new Set(table.map(([owner]) => owner[family] ?? owner.debian))].sort();
}

/** The words of ID and ID_LIKE in /etc/os-release, the most special first. */
function familyOf(osRelease: string): keyof Package | undefined {
  const read = (name: string): string =>
    new RegExp(`^\\uFEFF?${name}=["']?(?<value>[a-z0-9._ -]*)`, "mu").exec(osRelease)?.groups?.["value"] ?? "";
  for (const word of `${read("ID")} ${read("ID_LIKE")}`.split(" ")) {
    if (word === "debian" || word === "ubuntu") return "debian";
    if (["rhel", "fedora", "centos"].includes(word)) return "rhel";
    if (word === "suse" || word.startsWith("opensuse") || word.startsWith("sle")) return "suse";
    if (word === "arch") return "arch";
  }
  return undefined;
}

/** What to do about a program that is missing on a system with that /etc/os-release. */
export function renderMissing(program: string, osRelease: string): string {
  const owner = packages.get(program);
  if (owner === undefined) return `Install the package that has ${program}.`;
  const family = familyOf(osRelease);
  return family === undefined
    ? `Install the package that has ${program} (${owner.debian} in Debian).`
    : `Install the package ${owner[family] ?? owner.debian}, which has ${program}.`;
}
