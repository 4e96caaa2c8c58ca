/** Names and paths that several rooms share: the runtime directory, and what the multiboot partition is called and holds. */

/** Where both programs mount things and keep their locks: private to root, and on a tmpfs, so that nothing outlives a boot. */
export const runtimeDirectory = "/run/bareon";

/** What each run that writes to disks is doing, for those who ask: a file for each. */
export const runsDirectory = `${runtimeDirectory}/runs`;

/** The GPT type of the partition that GRUB's core lies in for a BIOS (GRUB manual). */
export const biosBootType = "21686148-6449-6E6F-744E-656564454649";
/** The GPT name of our BIOS boot partition on a node that has another one, which is not ours. */
export const biosBootName = "bareon-bios";
/** The GPT name and the filesystem label of the multiboot partition. */
export const multibootName = "bareon-boot";

/** The type of the multiboot partition's filesystem: every GRUB since 2.02 reads it, and both write protocols were tested on it under power cuts. */
export const multibootType = "ext4";

/** The type of an EFI system partition's filesystem, the only one that firmware has to read (UEFI specification 13.3). */
export const espFilesystemType = "vfat";

/** In an image: the UUID of the multiboot partition's filesystem in a line, and those of its copies in a line each. */
export const multibootFile = "/etc/bareon/multiboot";

/** In an image: the programs that are told of what happened to the node. */
export const eventDirectory = "/etc/bareon/event.d";

/** Options for the programs, in INI format: read if it is there and the command line names no such file. */
export const settingsFile = "/etc/bareon/bareon.conf";

/** In a ramdisk: the deploy config, boot-info and the results of actions, where nothing else is named; and the log, also on a deployed system. */
export const defaultConfig = "/tmp/provision.json";
export const defaultBootInfo = "/tmp/boot-info.json";
export const actionResults = "/tmp/actions.json";
export const defaultLog = "/var/log/bareon.log";

/** GRUB's directory, from the top of the filesystem that it is on. */
export const grubDirectory = "boot/grub2";

/** In the ramdisk: its own kernel, and what was unpacked from its initrd (src/build/ramdisk-init.sh), of which the rescue system is made. */
export const ramdiskKernel = "/boot/vmlinuz";
export const ramdiskParts = "/run/ramdisk/initramfs";

/** The GPT name of a config drive's partition, and the label of what is on it, by which cloud-init knows it. */
export const configDriveName = "config-2";

/** The GPT type of Linux's data (Discoverable Partitions Specification). */
export const linuxDataType = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";

/** The GPT name and the filesystem label of the rescue partition. */
export const rescueName = "bareon-rescue";

/**
 * The variable that names the inner end of the lifeline of a program that runs itself in a namespace: a socket whose other end the
 * outer process holds. Only bareon-provision does that, also where it is a link to bareon-boot.
 */
export const lifelineVariable = "BAREON_LIFELINE";

/** In an image without a C library that fits the executable: the loader that starts it there, and where that looks for libraries first. */
export const privateLoader = "/usr/lib/bareon/ld.so";
export const privateLibraries = "/usr/lib/bareon/lib";

/** The folder in a system, for root alone, of the keys of encrypted volumes that it has in files. */
export const keyFolder = "/etc/bareon/keys";

/** The disks that multipath(8) knows, one a line between slashes. */
export const wwidsFile = "/etc/multipath/wwids";
