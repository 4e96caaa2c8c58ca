/** Generated from schema/nailgun.schema.json by `npm run schema`; edit that, not this. */

/**
 * words with blanks or commas between them
 */
export type Words = string;
/**
 * a MAC address, six pairs of hexadecimal digits with colons between them
 */
export type Mac = string;
/**
 * a whole number of MiB; one that is not more than 0 leaves it out
 */
export type KsSize = number;
/**
 * a text
 */
export type Text = string;
/**
 * a name of printable characters
 */
export type KsName = string;
/**
 * an absolute path without blanks or backslashes, swap, or none for what is not mounted
 */
export type KsMount = string;
/**
 * one of ext2, ext3, ext4, xfs, btrfs, vfat, swap, or none for no filesystem
 */
export type KsFileSystem = string;
/**
 * a partition type GUID
 */
export type KsGuid = string;
/**
 * true or false; default false
 */
export type KeepData = boolean;
/**
 * an LVM name: letters, digits, + _ . and -, not beginning with -
 */
export type KsLvmName = string;
/**
 * a public key of ssh on one line
 */
export type Key = string;
/**
 * an IPv4 address
 */
export type Address = string;
/**
 * 0 or 1
 */
export type Flag = number | boolean;

/**
 * the document of one node as Nailgun writes it, with ks_meta, profile and hostname; keys that are not here mean nothing to a deploy
 */
export interface NailgunDocument {
  /**
   * the number or the name of the node
   */
  uid?: number | string;
  /**
   * the name of the operating system, such as ubuntu_1404_x86_64
   */
  profile: string;
  /**
   * the full name of the node, of letters, digits, dots and dashes
   */
  hostname: string;
  name_servers?: Words;
  name_servers_search?: Words;
  /**
   * an object with the network interfaces by their names
   */
  interfaces?: {
    [k: string]: Interface;
  };
  /**
   * an object with netcfg/choose_interface and udevrules
   */
  kernel_options?: {
    "netcfg/choose_interface"?: Mac;
    /**
     * pairs of a MAC address and the name that its interface is to have, MAC_NAME, with commas between them
     */
    udevrules?: string;
    [k: string]: unknown;
  };
  ks_meta: KsMeta;
  [k: string]: unknown;
}
/**
 * a network interface: an object
 */
export interface Interface {
  [k: string]: unknown;
}
/**
 * an object with pm_data and image_data
 */
export interface KsMeta {
  /**
   * an object with ks_spaces
   */
  pm_data: {
    /**
     * the kernel's command line, a text on one line
     */
    kernel_params?: string;
    /**
     * a list of disks and volume groups, each once, with one disk or more
     *
     * @minItems 1
     *
     * Items: type disk or vg
     */
    ks_spaces: (KsDisk | KsGroup)[];
    [k: string]: unknown;
  };
  /**
   * an object with an image for each of some mount points, "/" among them
   */
  image_data: {
    [k: string]: KsImage;
  };
  /**
   * a list of accounts
   */
  user_accounts?: Account[];
  /**
   * a list of public keys
   */
  authorized_keys?: Key[];
  auth_key?: Key;
  master_ip?: Address;
  gw?: Address;
  /**
   * the name of a time zone, such as Etc/UTC
   */
  timezone?: string;
  puppet_enable?: Flag;
  mco_enable?: Flag;
  /**
   * an object with the file name of a template for each of boothook, cloud_config and meta_data
   */
  cloud_init_templates?: {
    [k: string]: Text;
  };
  [k: string]: unknown;
}
/**
 * a disk: type, id, name, size and volumes
 */
export interface KsDisk {
  type: "disk";
  /**
   * the end of a link below /dev, used if extra is empty
   */
  id: string;
  /**
   * the kernel's name of the disk
   */
  name: string;
  size: KsSize;
  /**
   * a list of links, without /dev/
   */
  extra?: Text[];
  /**
   * true or false: whether /boot is to be on this disk
   */
  bootable?: boolean;
  /**
   * a list of volumes of type partition, raid, pv, boot or lvm_meta_pool
   *
   * Items: type partition, raid, pv, boot or lvm_meta_pool
   */
  volumes: (KsPartition | KsRaid | KsPv | KsBoot | KsMetaPool)[];
  [k: string]: unknown;
}
/**
 * a partition: type and size
 */
export interface KsPartition {
  type: "partition";
  name?: KsName;
  size: KsSize;
  mount?: KsMount;
  file_system?: KsFileSystem;
  disk_label?: KsName;
  partition_guid?: KsGuid;
  keep_data?: KeepData;
  [k: string]: unknown;
}
/**
 * /boot, or the member of a mirror: type and size
 */
export interface KsRaid {
  type: "raid";
  name?: KsName;
  size: KsSize;
  mount?: KsMount;
  file_system?: KsFileSystem;
  disk_label?: KsName;
  partition_guid?: KsGuid;
  keep_data?: KeepData;
  [k: string]: unknown;
}
/**
 * a physical volume: type, size and vg
 */
export interface KsPv {
  type: "pv";
  size: KsSize;
  vg: KsLvmName;
  lvm_meta_size?: KsSize;
  keep_data?: KeepData;
  [k: string]: unknown;
}
/**
 * type boot: what the sender has counted for the boot loader
 */
export interface KsBoot {
  type: "boot";
  [k: string]: unknown;
}
/**
 * type lvm_meta_pool: what the sender has counted for LVM
 */
export interface KsMetaPool {
  type: "lvm_meta_pool";
  [k: string]: unknown;
}
/**
 * a volume group: type, id and volumes
 */
export interface KsGroup {
  type: "vg";
  id: KsLvmName;
  /**
   * a list of logical volumes
   */
  volumes: KsLv[];
  [k: string]: unknown;
}
/**
 * a logical volume: type lv, name and size
 */
export interface KsLv {
  type: "lv";
  name: KsLvmName;
  size: KsSize;
  mount?: KsMount;
  file_system?: KsFileSystem;
  disk_label?: KsName;
  keep_data?: KeepData;
  [k: string]: unknown;
}
/**
 * the image of a filesystem: uri, format and container
 */
export interface KsImage {
  /**
   * an address that begins with http://, https:// or file:///
   */
  uri: string;
  /**
   * the filesystem, one of ext2, ext3, ext4, xfs
   */
  format: "ext2" | "ext3" | "ext4" | "xfs";
  /**
   * gzip, or raw for an image that is not packed
   */
  container: "gzip" | "raw";
  [k: string]: unknown;
}
/**
 * an account: name, with password or hashed_password
 */
export interface Account {
  /**
   * the name of a user
   */
  name: string;
  /**
   * a text on one line of at most 255 characters, or null
   */
  password?: string | null;
  /**
   * a password as crypt(3) makes it, or null
   */
  hashed_password?: string | null;
  /**
   * an absolute path
   */
  homedir?: string;
  /**
   * an absolute path
   */
  shell?: string;
  /**
   * a list of rules of sudoers(5), each without the name of the user
   *
   * Items: a text on one line
   */
  sudo?: string[];
  /**
   * a list of public keys
   */
  ssh_keys?: Key[];
  [k: string]: unknown;
}
