/** What makes the ramdisk join the paths to a disk into one: multipathd and its settings. */
import type { TreeFile } from "./tree.ts";

/** In the ramdisk beside what it has anyway. */
export const multipathPackages: readonly string[] = ["multipath-tools", "kpartx"];

/**
 * A disk with one path stays a plain disk, and so does one of a kind that never has two: numbers of USB sticks and of cheap SATA disks are
 * not always their own, and two disks with one number are not to become one.
 */
const settings = `defaults {
  find_multipaths yes
  user_friendly_names yes
}
blacklist {
  protocol "scsi:(usb|ata|sbp)"
}
`;

export const multipathFiles: readonly TreeFile[] = [
  { path: "/etc/multipath.conf", text: settings },
  { path: "/etc/systemd/system/multipathd.service.d/first.conf", text: "[Unit]\nBefore=sysinit.target\n" },
  // They come with multipath-tools, and would give other links and serial numbers to disks that have nothing to do with it.
  { path: "/etc/udev/rules.d/55-scsi-sg3_id.rules", link: "/dev/null" },
  { path: "/etc/udev/rules.d/58-scsi-sg3_symlink.rules", link: "/dev/null" },
];
