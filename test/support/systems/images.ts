/** Operating system images for tests and the demo: two full Debian releases as directory trees; the tiny system is in tiny-image.ts. */
import { chmod, glob, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cached, type Log } from "../../../src/build/cache.ts";
import { buildDebian, type DebianRecipe } from "../../../src/build/debian.ts";
import { idleUnits, markUpdated, maskUnits, writeTree, type TreeFile } from "../../../src/build/tree.ts";
import { labKey } from "./lab-key.ts";

export type DebianImage =
  | "bookworm"
  | "trixie"
  | "installed"
  | "kexec"
  | "packaged"
  | "slurm"
  | "encrypted"
  | "dracut"
  | "multipath"
  | CloudImage;
/** With cloud-init, which needs Python and Perl. */
export type CloudImage = "cloudbookworm" | "cloudtrixie";

/** What a system with its root on ext4, xfs, btrfs, LVM or MD needs, and what tests ask of it from inside. */
const packages = [
  "systemd-sysv",
  "udev",
  "linux-image-cloud-amd64",
  "initramfs-tools",
  "zstd",
  "openssh-server",
  "iproute2",
  "lvm2",
  "mdadm",
  "xfsprogs",
  "btrfs-progs",
  "e2fsprogs",
  "dosfstools",
  "util-linux",
  "fdisk",
  "rsync",
  "kmod",
  "procps",
];

/** Parts of the kernel's module tree that no virtual machine of the tests has hardware for, or a test a use for; the initramfs is the smaller, too. */
const unusedModules = [
  ...[
    "arch/x86/kvm",
    "drivers/ata",
    "drivers/comedi",
    "drivers/hid",
    "drivers/hv",
    "drivers/infiniband",
    "drivers/input",
  ],
  ...[
    "drivers/net/ethernet",
    "drivers/nvdimm",
    "drivers/nvme/target",
    "drivers/target",
    "drivers/thermal",
    "drivers/vfio",
  ],
  ...[
    "drivers/vhost",
    "drivers/watchdog",
    "drivers/xen",
    "fs/bcachefs",
    "fs/ceph",
    "fs/nfs",
    "fs/nfsd",
    "fs/ntfs3",
    "fs/smb",
  ],
  ...["net/bridge", "net/ceph", "net/netfilter", "net/openvswitch", "net/rds", "net/sctp", "net/smc"],
  ...["net/sunrpc", "net/tipc", "net/vmw_vsock"],
];

/** In trixie the tree is below /usr. */
const excluded = unusedModules.map((part) => `/*lib/modules/*/kernel/${part}/*`);

/** Of a system with one filesystem. */
const fewPackages = packages.filter(
  (name) => !["lvm2", "mdadm", "xfsprogs", "btrfs-progs", "fdisk", "rsync"].includes(name),
);
/** What cloud-init asks for. */
const cloudPackages = [...fewPackages, "cloud-init", "sudo"];

const recipes: Readonly<Record<DebianImage, DebianRecipe>> = {
  // The one with a GRUB of its own: for the node with a single image.
  bookworm: { suite: "bookworm", excluded, packages: [...packages, "grub-pc-bin", "grub2-common"] },
  trixie: { suite: "trixie", excluded, packages },
  cloudbookworm: { suite: "bookworm", excluded, packages: cloudPackages },
  cloudtrixie: { suite: "trixie", excluded, packages: cloudPackages },
  kexec: { suite: "bookworm", excluded, packages: [...fewPackages, "kexec-tools"] },
  // With what its initramfs opens an encrypted root with, by a passphrase or by the TPM.
  encrypted: {
    suite: "bookworm",
    excluded,
    packages: [
      ...[...fewPackages, "rsync", "fdisk", "attr"],
      ...["cryptsetup-initramfs", "clevis-initramfs", "clevis-luks", "clevis-tpm2"],
    ],
  },
  // The same with dracut, systemd in its initramfs, and systemd's own way to a TPM.
  dracut: {
    suite: "trixie",
    excluded,
    packages: [
      ...fewPackages.map((name) => (name === "initramfs-tools" ? "dracut" : name)),
      ...["rsync", "fdisk", "attr", "systemd-cryptsetup", "cryptsetup-bin", "dbus"],
      ...[
        "libtss2-esys-3.0.2-0t64",
        "libtss2-mu-4.0.1-0t64",
        "libtss2-rc0t64",
        "libtss2-tcti-device0t64",
        "tpm2-tools",
      ],
    ],
  },
  // With what its initramfs joins the paths to its root with.
  multipath: {
    suite: "bookworm",
    excluded,
    packages: [...fewPackages, "rsync", "fdisk", "dmsetup", "multipath-tools-boot"],
  },
  // For packages, which bring manual pages and completions.
  packaged: { suite: "bookworm", excluded, packages: [...fewPackages, "bash-completion", "man-db"] },
  // A compute node, and the controller of such nodes.
  slurm: { suite: "bookworm", excluded, packages: [...fewPackages, "slurmctld", "slurmd", "slurm-client", "munge"] },
  // What an installer leaves: its own GRUB for BIOS and UEFI, and no LVM, MD, xfs or btrfs.
  installed: {
    suite: "bookworm",
    excluded,
    packages: [
      ...packages.filter((name) => !["lvm2", "mdadm", "xfsprogs", "btrfs-progs"].includes(name)),
      ...["grub-pc-bin", "grub-efi-amd64-bin", "grub2-common", "efibootmgr"],
    ],
  },
};

/** Modules that udev would load and that only cost time in a virtual machine. */
const idleModules = [
  "kvm",
  "kvm_amd",
  "kvm_intel",
  "powernow_k8",
  "floppy",
  "pcspkr",
  "psmouse",
  "vmw_vsock_vmci_transport",
  "i2c_piix4",
];

/** What packages bring that nothing in these systems uses: a third of what a deploy writes, and a third of the files. */
const unneeded = [
  ...["usr/bin/python3*", "usr/lib/python3*", "usr/lib/*/perl", "usr/share/perl", "usr/lib/*/libperl.so*"],
  // For xfs_scrub alone.
  "usr/lib/*/libicu*",
  ...["usr/lib/*/gconv", "usr/lib/udev/hwdb.d", "usr/share/bash-completion", "usr/share/zoneinfo/*/*"],
];

function unneededIn(name: DebianImage): readonly string[] {
  if (name === "packaged") return unneeded.filter((pattern) => !/bash-completion|perl/u.test(pattern));
  // cloud-init is in Python; update-locale and debconf, which it calls, are in Perl.
  return name.startsWith("cloud") ? unneeded.filter((pattern) => !/python3|perl/u.test(pattern)) : unneeded;
}

/** Files that make the tree a machine which is reachable by the lab's key soon after power on. */
function machineFiles(name: string, authorized: string): readonly TreeFile[] {
  return [
    { path: "/etc/hostname", text: `${name}\n` },
    { path: "/etc/hosts", text: `127.0.0.1 localhost ${name}\n` },
    { path: "/etc/machine-id", text: "" },
    { path: "/etc/fstab", text: `# The ${name} image brings no mounts of its own.\n` },
    { path: "/root/.ssh/authorized_keys", text: authorized, mode: 0o600 },
    { path: "/etc/ssh/sshd_config.d/lab.conf", text: "UseDNS no\nPasswordAuthentication no\n" },
    {
      path: "/etc/systemd/network/80-dhcp.network",
      text: "[Match]\nType=ether\n\n[Network]\nDHCP=ipv4\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n",
    },
    {
      path: "/etc/systemd/system/multi-user.target.wants/systemd-networkd.service",
      link: "/lib/systemd/system/systemd-networkd.service",
    },
    { path: "/etc/modprobe.d/lab.conf", text: idleModules.map((module) => `blacklist ${module}\n`).join("") },
    ...maskUnits([...idleUnits, "systemd-logind.service", "serial-getty@.service"]),
  ];
}

/** The directory tree of a full Debian, from the cache or built now (about two minutes). Needs root. */
export async function debianImage(name: DebianImage, log: Log): Promise<string> {
  const recipe = recipes[name];
  const files = machineFiles(name, (await labKey()).authorized);
  const left = unneededIn(name);
  return await cached(`image-${name}`, { recipe, files, unneeded: left }, async (path) => {
    log(`${name}: building the image`);
    await buildDebian(recipe, path, (line) => log(`${name}: ${line}`));
    for await (const found of glob([...left, "var/lib/dbus/machine-id"], { cwd: path }))
      await rm(join(path, found), { recursive: true, force: true });
    await writeTree(path, files);
    await chmod(join(path, "root/.ssh"), 0o700);
    await writeFile(join(path, "etc/resolv.conf"), "");
    await markUpdated(path);
    log(`${name}: done`);
  });
}
