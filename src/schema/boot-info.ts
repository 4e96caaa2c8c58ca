/** Generated from schema/boot-info.schema.json by `npm run schema`; edit that, not this. */

/**
 * What can be booted on a node: boot-info.json and boot_entries.json. Readers must accept further keys.
 */
export interface BootInfo {
  /**
   * the version of this format, 1
   */
  version?: 1;
  /**
   * one element per bootable image, in menu order
   */
  elements: Element[];
  /**
   * the grub_id of the default entry when this file was written
   */
  current_element: number;
  /**
   * the filesystem UUID of the multiboot partition; null on a node with one image, which has none
   */
  multiboot_partition: string | null;
  /**
   * the filesystem UUIDs of all copies of the multiboot partition, each on a disk of its own, multiboot_partition first; absent where there is one alone
   *
   * @minItems 2
   */
  multiboot_copies?: string[];
  /**
   * what the menu was made with, for making it anew
   */
  menu?: {
    /**
     * seconds that the menu waits
     */
    timeout: number;
    /**
     * the arguments that the deploy config gives every kernel
     */
    kernel_params: string;
    /**
     * the BOOTIF= value of every kernel; null where there is none
     */
    boot_interface: string | null;
    /**
     * GRUB's modules for the volume groups and arrays that kernels lie on
     */
    grub_modules: string[];
    [k: string]: unknown;
  };
  rescue?: Rescue;
  config_drive?: ConfigDrive;
  [k: string]: unknown;
}
export interface Element {
  /**
   * the index of the entry in the boot menu
   */
  grub_id: number;
  /**
   * the entry's stable GRUB --id
   */
  entry_id?: string;
  /**
   * the image's image_name in the deploy config, else its name
   */
  image_name: string;
  /**
   * the image's image_uuid in the deploy config, else empty
   */
  image_uuid: string;
  /**
   * the image's name in the deploy config
   */
  os_id: string;
  /**
   * the title in the boot menu
   */
  boot_name: string;
  /**
   * the filesystem UUID of the root
   */
  root_uuid: string;
  /**
   * the filesystem UUID of what holds the kernel: the root's, or that of a separate /boot
   */
  boot_uuid?: string;
  /**
   * the kernel's path on the filesystem of boot_uuid
   */
  kernel?: string;
  /**
   * the initrd's path on the filesystem of boot_uuid; null where the entry has none
   */
  initrd?: string | null;
  /**
   * what the image called itself in its os-release; null where it did not
   */
  system_name?: string | null;
  /**
   * the image's filesystems, its root among them
   */
  mounts?: Volume[];
  updating?: Updating;
  [k: string]: unknown;
}
export interface Volume {
  /**
   * the mount point in the image
   */
  mount: string;
  /**
   * the UUID of the filesystem
   */
  uuid: string;
  /**
   * the type of the filesystem
   */
  type: string;
  [k: string]: unknown;
}
/**
 * An update that has begun and not ended: what is on the image's filesystems may be half written, and its entry boots nothing
 */
export interface Updating {
  /**
   * when the update began: UTC, ISO 8601
   */
  since: string;
  /**
   * what it makes of the image, such as: mirror, from debian-12.1 to debian-12.2
   */
  what: string;
  /**
   * what its volumes hold. nothing: nothing was written yet, so they hold the former version; partly: files of two versions; whole: the new version, wholly brought and verified. Each is on the disk before the first write that follows; absent means partly
   */
  written?: "nothing" | "partly" | "whole";
  request?: UpdateRequest;
  /**
   * the volumes that it writes, of which one may have no UUID for a while; absent where it is not known
   */
  volumes?: {
    /**
     * the UUID of the filesystem
     */
    uuid: string;
    /**
     * PARTUUID= and that of its partition, else its device node
     */
    place: string;
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
/**
 * What an update was asked to do, so that the same goes on if it is cut off; what is absent was not named, and is as the node's record has it. Without the passwords and queries of addresses
 */
export interface UpdateRequest {
  /**
   * where the new version is
   */
  source?: string;
  /**
   * the checksum of the image file, as sha256:HEX
   */
  checksum?: string;
  /**
   * a list of checksums that has the image file
   */
  checksum_url?: string;
  /**
   * the signature of the list, else of the file
   */
  signature_url?: string;
  /**
   * a torrent of the image file
   */
  torrent_url?: string;
  /**
   * the file with the credentials for registries
   */
  auth_file?: string;
  /**
   * whether the registry is spoken to by http
   */
  plain_http?: boolean;
  /**
   * the new version's image_name
   */
  image_name?: string;
  /**
   * the new version's image_uuid
   */
  image_uuid?: string;
  /**
   * how the volumes are written
   */
  method?: "mirror" | "fresh" | "overlay";
  /**
   * whose carried files it gets
   */
  carry_from?: "idle" | "running" | "none";
  /**
   * what is armed at the end
   */
  arm?: "trial" | "once" | "set-default" | "nothing";
  /**
   * boots of a trial
   */
  tries?: number;
  /**
   * true if it brings another seed for cloud-init, which has to be named again
   */
  new_seed?: true;
  /**
   * addresses of which a password or a query was left out, so that they have to be given again
   */
  left_out?: ("source" | "checksum_url" | "signature_url" | "torrent_url")[];
  [k: string]: unknown;
}
/**
 * the rescue system, which is no image; absent on a node without one
 */
export interface Rescue {
  /**
   * the entry's stable GRUB --id
   */
  entry_id: string;
  /**
   * the title in the boot menu
   */
  boot_name: string;
  /**
   * the filesystem UUID of the rescue partition
   */
  boot_uuid: string;
  /**
   * the kernel's path on that partition
   */
  kernel: string;
  /**
   * the initrd's path on that partition
   */
  initrd: string;
  /**
   * the arguments of the kernel
   */
  kernel_params: string;
  [k: string]: unknown;
}
/**
 * the config drive that the node was given at its deploy; absent for none
 */
export interface ConfigDrive {
  /**
   * partition or seed
   */
  as: "partition" | "seed";
  /**
   * the PARTUUID of its partition
   */
  partuuid?: string;
  /**
   * the os_id of each system that it was unpacked into
   */
  images?: string[];
  [k: string]: unknown;
}
