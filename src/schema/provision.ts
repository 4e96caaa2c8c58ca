/** Generated from schema/provision.schema.json by `npm run schema`; edit that, not this. */

/**
 * a name for people, of printable characters
 */
export type Name = string;
/**
 * true or false: whether bareon-boot and bareon-provision are installed into the operating system; default true
 */
export type BootTool = boolean;
/**
 * files that a new version of the operating system gets from the one before, a list of paths; default: its machine id, its name and the host keys of ssh
 *
 * Items: an absolute path without ".." and control characters, from the top of the tree, in which *, ? and [...] stand for letters of one name; not the whole tree
 */
export type Carry = string[];
/**
 * an object, a text that is not empty, the absolute path of a file on the node, or an address that begins with http://, https:// or file:///
 */
export type SeedPart =
  | {
      [k: string]: unknown;
    }
  | string;
/**
 * tar (an archive), raw (the image of a filesystem) or qcow2 (such an image in that format); default: tar or raw, found out
 */
export type ContainerFormat = "raw" | "tar" | "qcow2";
/**
 * one of none, gzip, xz, zstd, bz2; default: found out
 */
export type Compression = "none" | "gzip" | "xz" | "zstd" | "bz2";
/**
 * an address that begins with http://, https:// or file:///
 */
export type FileUrl = string;
/**
 * true or false: whether an MD5 is taken for a checksum; default false
 */
export type AllowMd5 = boolean;
/**
 * the absolute path of a file of certificates on the node, to be trusted instead of the system's
 */
export type CaFile = string;
/**
 * the absolute path of a file on the node with credentials for registries, in the form of containers-auth.json(5)
 */
export type AuthFile = string;
/**
 * a size: a number of MiB, or a number with B, kB..YB, KiB..YiB ("40 GiB")
 */
export type AbsoluteSize = number | string;
/**
 * what a volume that is there is known by: "PARTUUID=" or "UUID=" (of its filesystem) and the UUID
 */
export type Existing = string;
/**
 * a size: a number of MiB, or a number with B, kB..YB, KiB..YiB ("4 GiB"), a percentage ("40%") or "remaining"; 0 for a volume that is left out
 */
export type Size = number | string;
/**
 * an absolute path such as "/" or "/var/lib", without "..", blanks or backslashes; or "none" for a volume that is not mounted, which is the default
 */
export type Mount = string;
/**
 * one of ext2, ext3, ext4, xfs, btrfs, vfat, swap; default xfs for a volume that is mounted, and none for another
 */
export type FileSystem = "ext2" | "ext3" | "ext4" | "xfs" | "btrfs" | "vfat" | "swap";
/**
 * a filesystem label of printable characters other than / \ and ", without blanks around it, no longer than the filesystem allows
 */
export type Label = string;
/**
 * a partition type GUID such as "4f68bce3-e8cd-4db1-96e7-fbcaf984b709"
 */
export type Guid = string;
/**
 * true or false: whether the filesystem survives a redeploy; default true
 */
export type KeepData = boolean;
/**
 * a list of image names from "images", each once; absent = the first image
 *
 * @minItems 1
 */
export type ImageNames = string[];
/**
 * true or false: false writes the fstab line as a comment; default true
 */
export type FstabEnabled = boolean;
/**
 * mount options for fstab, separated by commas, without blanks; default "defaults"
 */
export type FstabOptions = string;
/**
 * an LVM name: letters, digits, + _ . and -, not beginning with -
 */
export type LvmName = string;
/**
 * a size: a number of MiB, or a number with B, kB..YB, KiB..YiB ("64 MiB"); 0 for a volume of size 0
 */
export type MetaSize = number | string;
/**
 * an absolute path in the ramdisk
 */
export type RescueFile = string;

/**
 * a deploy config in the ironic dialect: which images to deploy, and how to lay out which disks
 */
export interface ProvisionDocument {
  /**
   * one of verify (keep partitions that fit), clean (repartition the named disks), extend (add what is not there to a deployed node), grow (keep partitions, make larger and add what the config asks for), nailgun_legacy; default verify
   */
  partitions_policy?: "verify" | "clean" | "extend" | "grow" | "nailgun_legacy";
  /**
   * a list of one image or more
   *
   * @minItems 1
   */
  images: Image[];
  /**
   * a list of disks and LVM volume groups, with one disk or more
   *
   * @minItems 1
   *
   * Items: type disk or vg
   */
  partitions: (Disk | Vg)[];
  /**
   * what the node is made bootable for: auto (as the ramdisk was started), bios, uefi, or both; default auto
   */
  firmware?: "auto" | "bios" | "uefi" | "both";
  /**
   * where UEFI has the node's entry: first, after-network, or keep (the order stays, a new entry comes last); default first
   */
  boot_order?: "first" | "after-network" | "keep";
  /**
   * an object of settings for the implicit EFI system partition
   */
  esp?: {
    size?: AbsoluteSize;
  };
  /**
   * true or an object of settings: the ramdisk also becomes an entry of the boot menu, on a partition of its own; default false
   */
  rescue?:
    | boolean
    | {
        size?: AbsoluteSize;
        /**
         * a list of public keys whose owners may log in as root, each as a line of sshd's authorized_keys
         *
         * Items: a public key on one line
         */
        authorized_keys?: string[];
        kernel?: RescueFile;
        initrd?: RescueFile;
      };
  /**
   * an object of settings for the config drive that the node was given
   */
  config_drive?: {
    /**
     * partition (one more partition, at the end of the first disk) or seed (unpacked into operating systems); default partition
     */
    as?: "partition" | "seed";
    /**
     * a list of names of operating systems, each once, which get it as a seed; default: all that have no seed of their own
     *
     * @minItems 1
     */
    images?: string[];
  };
  /**
   * an object of flags for the deploy driver
   */
  image_deploy_flags?: {
    /**
     * options for rsync as one string, from the list in provision.json(5); default "-a -A -X"
     */
    rsync_flags?: string;
    /**
     * how many images are deployed at the same time, a whole number from 1 to 64; default 4
     */
    parallel?: number;
  };
  /**
   * the controller's own: the address of a script that it runs after a failure; not used
   */
  on_fail_script?: string;
  /**
   * an object of keys that images have unless they have them themselves
   */
  defaults?: {
    boot_tool?: BootTool;
    carry?: Carry;
    /**
     * rsync for trees of files, swift for image files, oci for container images
     */
    deploy_driver?: "rsync" | "swift" | "oci";
    container_format?: ContainerFormat;
    compression?: Compression;
    checksum_url?: FileUrl;
    allow_md5?: AllowMd5;
    ca_file?: CaFile;
    auth_file?: AuthFile;
  };
  /**
   * an object of data for the deployed systems
   */
  deploy_data?: {
    /**
     * kernel parameters in one line, added to every boot entry of a deployed image
     */
    kernel_params?: string;
  };
  /**
   * an object of settings for the boot menu
   */
  grub?: {
    /**
     * seconds that the boot menu waits, a whole number from 0 to 3600; default 5
     */
    timeout?: number;
    /**
     * which disks have the boot menu and the boot loader of a node with several systems: first, mirrored (also those that have all that every system needs to come up), or all; default first
     */
    disks?: "first" | "mirrored" | "all";
  };
}
/**
 * an image: name, image_pull_url and target, and what else provision.json(5) lists
 */
export interface Image {
  name: Name;
  /**
   * where the image is: HOST::module/path/, ssh (USER@HOST:path/), rsync:// or an absolute local path for a tree, http://, https:// or file:// for a file, oci://REGISTRY/NAME:TAG@DIGEST, oci:/path:REF or oci-archive:/path:REF for a container image, or existing for a system that is there
   */
  image_pull_url: string;
  /**
   * "/" for an operating system, or the absolute path where a utility image goes
   */
  target: string;
  /**
   * true (or any whole number except 0) for the operating system to boot first, of several the first; default: the first one
   */
  boot?: boolean | number;
  image_name?: Name;
  /**
   * the image's identity, any printable text
   */
  image_uuid?: string;
  boot_tool?: BootTool;
  carry?: Carry;
  seed?: Seed;
  /**
   * true or false: whether the folders of an image of a filesystem go onto the volumes that are mounted over them; default false
   */
  spread?: boolean;
  /**
   * rsync for a tree of files, swift for an image file, oci for a container image, existing for a system that is there; default: that of --deploy-driver, else by the address
   */
  deploy_driver?: "rsync" | "swift" | "oci" | "existing";
  container_format?: ContainerFormat;
  compression?: Compression;
  /**
   * the checksum of the file as it is stored: sha256: or sha512: and its digits, md5: only with "allow_md5": true
   */
  checksum?: string;
  checksum_url?: FileUrl;
  allow_md5?: AllowMd5;
  signature_url?: FileUrl;
  /**
   * a public key: the line of one of minisign, or the armoured text of one of OpenPGP
   */
  signature_key?: string;
  ca_file?: CaFile;
  auth_file?: AuthFile;
  /**
   * true or false: whether the registry of a container image is spoken to by http, without TLS; default false
   */
  plain_http?: boolean;
  torrent_url?: FileUrl;
}
/**
 * what cloud-init in the operating system reads: an object with meta_data, user_data or network_config
 */
export interface Seed {
  meta_data?: SeedPart;
  user_data?: SeedPart;
  network_config?: SeedPart;
}
/**
 * a disk: type, id, size and volumes
 */
export interface Disk {
  type: "disk";
  /**
   * how the disk is found: {"type": name|path|scsi|serial|wwn, "value": text}
   */
  id: {
    /**
     * one of name (sda), path (/dev/disk/by-path/...), scsi (host:channel:target:lun), serial, wwn
     */
    type: "name" | "path" | "scsi" | "serial" | "wwn";
    /**
     * a text that is not empty
     */
    value: string;
  };
  name?: Name;
  size: AbsoluteSize;
  /**
   * tolerated in configs of old, not used
   */
  extra?: {
    [k: string]: unknown;
  };
  /**
   * tolerated in configs of old, not used
   */
  free_space?: {
    [k: string]: unknown;
  };
  /**
   * a list of volumes of type partition, boot, esp, raid, pv or lvm_meta_pool
   *
   * Items: type partition, boot, esp, raid, pv or lvm_meta_pool
   */
  volumes: (Partition | Boot | Esp | Raid | Pv | LvmMetaPool)[];
}
/**
 * a partition: type, size, and where it is mounted
 */
export interface Partition {
  type: "partition";
  name?: Name;
  existing?: Existing;
  size: Size;
  mount?: Mount;
  file_system?: FileSystem;
  disk_label?: Label;
  partition_guid?: Guid;
  keep_data?: KeepData;
  images?: ImageNames;
  fstab_enabled?: FstabEnabled;
  fstab_options?: FstabOptions;
  encryption?: Encryption;
}
/**
 * an object with key_file, unlock and pcrs: the volume lies in a LUKS2 container
 */
export interface Encryption {
  /**
   * the absolute path of a file on the machine that deploys, with the key in one line; default that of the option --key-file
   */
  key_file?: string;
  /**
   * how the system opens it at boot: "passphrase", "key_file" or "tpm2"; default "passphrase"
   */
  unlock?: "passphrase" | "key_file" | "tpm2";
  /**
   * with tpm2: the numbers of the TPM's PCRs, from 0 to 23, whose values have to be those of the deploy; default none
   */
  pcrs?: number[];
}
/**
 * the BIOS boot partition of this disk, when it should not have the implicit 24 MiB: type and size
 */
export interface Boot {
  type: "boot";
  name?: Name;
  /**
   * accepted for configs of old, not used
   */
  keep_data?: boolean;
  size: AbsoluteSize;
}
/**
 * the EFI system partition of this disk, in place of the implicit one: type and size
 */
export interface Esp {
  type: "esp";
  name?: Name;
  existing?: Existing;
  size: Size;
  mount?: Mount;
  disk_label?: Label;
  keep_data?: KeepData;
  images?: ImageNames;
  fstab_enabled?: FstabEnabled;
  fstab_options?: FstabOptions;
}
/**
 * a member of an MD array; members with one mount form one array: type, size, and where that is mounted
 */
export interface Raid {
  type: "raid";
  name?: Name;
  /**
   * the array's RAID level: 0, 1, 5, 6 or 10; default 1
   */
  level?: 0 | 1 | 5 | 6 | 10;
  vg?: LvmName;
  lvm_meta_size?: MetaSize;
  size: Size;
  mount?: Mount;
  file_system?: FileSystem;
  disk_label?: Label;
  partition_guid?: Guid;
  keep_data?: KeepData;
  images?: ImageNames;
  fstab_enabled?: FstabEnabled;
  fstab_options?: FstabOptions;
  encryption?: Encryption;
}
/**
 * an LVM physical volume: type, size and vg
 */
export interface Pv {
  type: "pv";
  name?: Name;
  size: Size;
  vg: LvmName;
  lvm_meta_size?: MetaSize;
  /**
   * accepted for configs of old, not used
   */
  keep_data?: boolean;
  images?: ImageNames;
}
/**
 * accepted for configs of old, not used
 */
export interface LvmMetaPool {
  type: "lvm_meta_pool";
  /**
   * not used
   */
  size?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * an LVM volume group: type, id and volumes
 */
export interface Vg {
  type: "vg";
  id: LvmName;
  name?: Name;
  /**
   * accepted for configs of old, not used
   */
  label?: string;
  /**
   * accepted for configs of old, not used
   */
  min_size?: number;
  /**
   * accepted for configs of old, not used
   */
  _allocate_size?: string;
  /**
   * true or false: true counts as a volume that keeps its data; default false
   */
  keep_data?: boolean;
  images?: ImageNames;
  /**
   * a list of logical volumes
   */
  volumes: Lv[];
}
/**
 * a logical volume: type, name, size, and where it is mounted
 */
export interface Lv {
  /**
   * "lv"
   */
  type: "lv";
  name: LvmName;
  size: Size;
  mount?: Mount;
  file_system?: FileSystem;
  disk_label?: Label;
  keep_data?: KeepData;
  images?: ImageNames;
  fstab_enabled?: FstabEnabled;
  fstab_options?: FstabOptions;
  encryption?: Encryption;
}
