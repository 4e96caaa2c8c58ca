#!/bin/busybox sh
# First stage of the ramdisk: stacks the squashfs layers and a tmpfs into a root and hands over to its init.
bb=/bin/busybox
fail() {
  $bb echo "bareon ramdisk: $1"
  exec $bb sh
}
$bb mount -t proc proc /proc
$bb mount -t sysfs sysfs /sys
$bb mount -t devtmpfs devtmpfs /dev
while read -r module; do
  $bb insmod "/modules/$module" 2>/dev/null
done < /modules/order
# Deploys write more than they read: to begin with the disk at once, and not at a tenth of the memory, saves a fifth of the time.
$bb echo 16777216 > /proc/sys/vm/dirty_background_bytes
# Half of the memory would be too little for a node with 1 GiB; nothing is reserved until it is used.
$bb mount -t tmpfs -o mode=755,size=80% tmpfs /run
$bb mkdir -p /run/ramdisk/changes /run/ramdisk/work
lower=
for layer in /layers/*.squashfs; do
  name=${layer##*/}
  name=${name%.squashfs}
  $bb mkdir -p "/run/ramdisk/$name"
  $bb mount -t squashfs -o loop,ro "$layer" "/run/ramdisk/$name" || fail "cannot mount $layer"
  # The layers are named in the order in which they are stacked, and overlayfs wants the topmost first.
  lower="/run/ramdisk/$name${lower:+:$lower}"
done
$bb mount -t overlay -o "lowerdir=$lower,upperdir=/run/ramdisk/changes,workdir=/run/ramdisk/work" overlay /sysroot || fail "cannot stack the layers"
[ -d /files ] && $bb cp -a /files/. /sysroot/
# What was unpacked stays in memory, and can be packed again: so a deploy puts this ramdisk on a disk as the rescue system.
$bb mkdir -p /run/ramdisk/initramfs
$bb mount -o bind / /run/ramdisk/initramfs || fail "cannot keep what was unpacked"
for directory in proc sys dev run; do
  $bb mount --move "/$directory" "/sysroot/$directory"
done
# As switch_root does it, which would remove what was unpacked.
cd /sysroot || fail "there is no /sysroot"
$bb mount --move . /
exec $bb chroot . /sbin/init
