/** What of its Debian the ramdisk does without. What the programs start, hardware of nodes, and what a controller's scripts may use stays. */

/**
 * Parts of the kernel's module tree that no deployment needs. A module of Debian's cannot be stripped: it is signed for Secure Boot. Some
 * folders stay for the sake of one module: sfc needs mtd, cnic and what stands on it uio, serial lines by USB parport.
 */
const unused: readonly string[] = [
  ...["sound", "arch/x86/kvm"],
  // Protocols of telephones, cars and radio, and those of clusters.
  ...["wireless", "mac80211", "bluetooth", "can", "nfc", "batman-adv", "ieee802154", "mac802154", "6lowpan"].map(
    (name) => `net/${name}`,
  ),
  ...["ax25", "netrom", "rose", "phonet", "atm", "appletalk", "l2tp", "dccp", "sctp", "tipc", "rds", "rxrpc"].map(
    (name) => `net/${name}`,
  ),
  ...["ceph", "smc", "openvswitch", "kcm", "mpls", "qrtr", "lapb"].map((name) => `net/${name}`),
  // Filesystems of clusters and servers, and those of flash chips. Images come by rsync and HTTP.
  ...["ocfs2", "gfs2", "dlm", "ceph", "afs", "coda", "orangefs", "smb", "nfsd", "cachefiles", "ecryptfs"].map(
    (name) => `fs/${name}`,
  ),
  ...["ubifs", "jffs2"].map((name) => `fs/${name}`),
  ...["gpu", "media", "video", "staging", "bluetooth", "isdn", "iio", "infiniband", "comedi", "nfc", "cpufreq"].map(
    (name) => `drivers/${name}`,
  ),
  ...["input/joystick", "input/touchscreen", "input/tablet", "hwmon", "mtd/*", "target", "atm", "soundwire", "w1"].map(
    (name) => `drivers/${name}`,
  ),
  ...["pcmcia", "firewire", "vfio", "vhost", "android", "accessibility", "memstick"].map((name) => `drivers/${name}`),
  ...["wireless", "can", "ieee802154", "wwan", "ppp", "fddi", "arcnet", "wan", "hamradio", "wireguard"].map(
    (name) => `drivers/net/${name}`,
  ),
];

/** As patterns of dpkg. */
export const unusedModules: readonly string[] = [...unused.map((folder) => `${folder}/*`), "lib/test_*"].map(
  (pattern) => `/lib/modules/*/kernel/${pattern}`,
);

/** What kernels for ARM have for boards without UEFI, where a boot loader of their own takes it; patterns of dpkg. */
export const deviceTrees: readonly string[] = ["/usr/lib/linux-image-*/*"];

/** What the packages need while they are configured, or what comes of that, and no longer: patterns of mksquashfs. */
export const unpacked: readonly string[] = [
  ...["boot/System.map-*", "boot/config-*", "boot/initrd.img*", "initrd.img*", "vmlinuz*"],
  ...["var/cache/*", "var/lib/apt/lists/*", "var/log/*"],
  ...["md5sums", "templates", "shlibs", "symbols", "triggers"].map((end) => `var/lib/dpkg/info/*.${end}`),
  // usrmerge alone needs more of Perl than perl-base has, once.
  ...[
    "usr/share/perl/5.*",
    "usr/lib/*-linux-gnu/perl/5.*",
    "usr/lib/*-linux-gnu/libperl.so.*",
    "usr/bin/perl5*-linux-gnu",
  ],
  // Names of vendors; udev has no other use for them here.
  ...["usr/lib/udev/hwdb.d", "usr/lib/udev/hwdb.bin"],
  // Copies of GRUB for installation media; grub-install takes the modules, and the signed one that starts from a disk.
  ...["usr/lib/grub/*/monolithic", "usr/lib/grub/*-signed/gcd*", "usr/lib/grub/*-signed/grubnet*"],
  // Python makes them anew, and has the rest for its own development.
  ...["usr/lib/python3*/__pycache__", "usr/lib/python3*/*/__pycache__", "usr/lib/python3*/*/*/__pycache__"],
  ...["lib2to3", "idlelib", "ensurepip", "pydoc_data", "distutils", "test"].map((name) => `usr/lib/python3.*/${name}`),
  // mkfs.fat has use for IBM850, and programs that write GPT names for UTF-16.
  ...[
    "[A-HJ-TV-Z]*.so",
    "UHC.so",
    "ISO*.so",
    "INIS*.so",
    "IEC*.so",
    "IBM[0-79]*.so",
    "IBM8[0-46-9]*.so",
    "lib*.so",
  ].map((name) => `usr/lib/*-linux-gnu/gconv/${name}`),
];
