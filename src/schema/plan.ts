/** Generated from schema/plan.schema.json by `npm run schema`; edit that, not this. */
import type { Disk, FoundLayer, Inventory, MdArray, StackedDevice, VolumeGroup } from "./inventory.ts";

/**
 * Everything that a deploy will do, decided before the first write, and what that was decided from; sizes are bytes. Holds the deploy config, and so the addresses of images with their secrets.
 */
export interface Plan {
  /**
   * the version of this format, 3
   */
  version: 3;
  /**
   * the partitions policy
   */
  policy: "clean" | "verify" | "keep-if-any" | "extend" | "grow";
  phases?: DeployPhases;
  /**
   * the firmware that the node is made bootable for
   */
  firmware: "bios" | "uefi" | "both";
  /**
   * What the plan was made for
   */
  machine: {
    /**
     * what uname -m prints
     */
    architecture: string;
    /**
     * uefi where it was started by UEFI; absent for BIOS
     */
    firmware?: "uefi";
    /**
     * true where its firmware starts only what is signed; absent where it does not
     */
    secureBoot?: boolean;
    /**
     * the BOOTIF= value, if any
     */
    bootInterface: string | null;
    /**
     * the named disks as they were found; deploy refuses a machine where they differ
     */
    disks: Disk[];
    /**
     * the MD arrays that have a part on the named disks, as they were found; deploy refuses a machine where they differ
     */
    arrays: MdArray[];
    /**
     * the LVM volume groups that have a part on the named disks, as they were found; deploy refuses a machine where they differ
     */
    groups: VolumeGroup[];
    /**
     * what other storage layers have on the named disks, as it was found; deploy refuses a machine where it differs
     */
    layers?: FoundLayer[];
    /**
     * the other devices that have a part on the named disks, as they were found; deploy refuses a machine where they differ
     */
    others: StackedDevice[];
  };
  /**
   * the named disks in config order; the first is the one that the node boots from
   */
  disks: PlannedDisk[];
  /**
   * the MD arrays, in the order of their first members in the config
   */
  arrays: PlannedArray[];
  /**
   * the LVM volume groups, in config order
   */
  groups: PlannedGroup[];
  /**
   * what other storage layers make, each item named by its layer; absent where there is nothing of them
   */
  layers?: PlannedLayer[];
  /**
   * every filesystem and swap area
   */
  volumes: PlannedVolume[];
  /**
   * the operating systems, in config order
   */
  images: PlannedImage[];
  /**
   * the utility images, in config order
   */
  utilities: PlannedUtility[];
  configDrive?: PlannedConfigDrive;
  /**
   * how many steps of one group run at the same time; 4 if absent
   */
  parallel?: number;
  boot: {
    /**
     * multiboot: GRUB on a partition of its own; single: on the one image's /boot
     */
    kind: "multiboot" | "single";
    /**
     * the disk whose boot sector GRUB is installed to
     */
    disk: string;
    /**
     * more disks whose boot sector GRUB is installed to: each holds a copy of all that it boots
     */
    mirrors: string[];
    /**
     * the multiboot partition; null for a single image
     */
    multiboot: {
      /**
       * its device node
       */
      device: string;
      /**
       * its filesystem UUID
       */
      uuid: string;
      /**
       * true where it stays with all that is on it; where absent it is made anew
       */
      keep?: boolean;
      /**
       * the filesystem UUID by which boot-info.json names it, where that is another copy's; absent where it is this one's
       */
      published?: string;
      /**
       * its copies on other disks, which boot the node as well; absent for none
       *
       * @minItems 1
       */
      copies?: MultibootCopy[];
    } | null;
    /**
     * the partition with the rescue system; absent if none is asked for
     */
    rescue?: {
      /**
       * its device node
       */
      device: string;
      /**
       * its filesystem UUID
       */
      uuid: string;
      /**
       * its bytes
       */
      size: number;
      /**
       * the file that becomes its kernel
       */
      kernel: string;
      /**
       * the file that becomes its initrd, or a folder with what the initrd is to hold
       */
      initrd: string;
      /**
       * lines of sshd's authorized_keys
       */
      authorizedKeys: string[];
    };
    /**
     * what UEFI boots from; absent for a node that is bootable by BIOS alone
     */
    uefi?: {
      /**
       * the EFI system partitions, each with the same boot loader; the entry of the firmware names the first
       */
      partitions: PlannedEsp[];
      /**
       * where the firmware has the node's entry
       */
      order: "first" | "after-network" | "keep";
    };
    /**
     * for a node that another program made bootable, and that keeps the system which it has; absent for all others
     */
    adopt?: {
      /**
       * the partition that GRUB's core image goes to; null for UEFI
       */
      biosBoot: string | null;
    };
    /**
     * true where the menu is there and boots nothing, as the node was released: this deploy makes it boot the node again; absent else
     */
    released?: boolean;
    /**
     * the systems that the menu has already, in its order; absent where it is made anew
     */
    there?: string[];
    /**
     * the name of the image to boot first
     */
    defaultImage: string;
    /**
     * seconds that the menu waits
     */
    timeout: number;
    /**
     * added to the kernel command line of every deployed image
     */
    kernelParams: string;
  };
  /**
   * what is done, in this order
   */
  steps: (
    | CommandStep
    | MakeFilesystemStep
    | UnmountStep
    | EndUseStep
    | LockStep
    | TearDownStep
    | UnlockStep
    | EncryptionStep
    | InvalidateBootSectorStep
    | InvalidateEspStep
    | TableStep
    | StackStep
    | FilesystemStep
    | ImageStep
    | UtilityStep
    | ConfigDriveStep
    | SeedStep
    | RescueStep
    | BootStep
    | BeginExtendStep
    | AppendStep
    | ChangeTableStep
    | FinishPartitionsStep
    | GrowFilesystemStep
    | ExtendBootStep
  )[];
  request?: StoredRequest;
}
/**
 * The phases of a deploy that are carried out, these two and those between them; absent for a whole deploy
 */
export interface DeployPhases {
  /**
   * the first phase
   */
  from: "storage" | "config-drive" | "images" | "bootloader";
  /**
   * the last phase
   */
  until: "storage" | "config-drive" | "images" | "bootloader";
}
/**
 * A disk as it will be
 */
export interface PlannedDisk {
  /**
   * true for one that may be in use: the kernel is told of new partitions alone
   */
  stays?: boolean;
  /**
   * the device node
   */
  path: string;
  /**
   * bytes of the real disk
   */
  size: number;
  /**
   * bytes that the config gives it
   */
  declaredSize: number;
  /**
   * logical sector size in bytes
   */
  sectorSize: number;
  /**
   * the GPT's disk GUID
   */
  tableId: string;
  /**
   * of a dm-multipath map, whose partitions kpartx makes; absent for what is no map
   */
  multipath?: {
    /**
     * by which multipath(8) knows the disk
     */
    wwid: string;
    /**
     * what stands between the name of the map and the number of a partition
     */
    separator: string;
  };
  /**
   * true where its partition table is kept as it was found; where absent it is written anew
   */
  keep?: boolean;
  /**
   * in the order of their start
   */
  partitions: PlannedPartition[];
}
/**
 * A partition as it will be
 */
export interface PlannedPartition {
  /**
   * bytes that it has now, if it is made larger; absent if it is not
   */
  grownFrom?: number;
  /**
   * true for one that is marked as not made to its end, so that what is on it counts for nothing until all is made and read back; absent else
   */
  unfinished?: boolean;
  /**
   * true for one that is made beside what is there
   */
  added?: boolean;
  /**
   * true for one that is there and holds nothing that counts, such as one of a deploy that was cut off
   */
  spare?: boolean;
  /**
   * the device node that it will have
   */
  device: string;
  /**
   * the partition number
   */
  number: number;
  /**
   * bytes from the start of the disk
   */
  start: number;
  /**
   * bytes
   */
  size: number;
  /**
   * the partition type GUID, in capitals
   */
  type: string;
  /**
   * the PARTUUID
   */
  partuuid: string;
  /**
   * the GPT name, empty for none
   */
  name: string;
  /**
   * bios-boot, reserved, esp, multiboot, rescue and config-drive are implicit; a volume is asked for, raw is a volume without a filesystem, a raid-member is a part of an MD array, a pv of an LVM volume group
   */
  purpose: "bios-boot" | "reserved" | "esp" | "multiboot" | "rescue" | "config-drive" | "volume" | "raw" | "raid-member" | "pv";
}
/**
 * An MD array as it will be
 */
export interface PlannedArray {
  /**
   * true for one that is made beside what is there
   */
  added?: boolean;
  /**
   * true for one that is in use: it is not opened, and not closed at the end
   */
  stays?: boolean;
  /**
   * the device node that it has while the plan is carried out; the systems name it by its UUID
   */
  device: string;
  /**
   * the name in its superblocks
   */
  name: string;
  /**
   * its UUID as blkid prints it
   */
  uuid: string;
  /**
   * the RAID level
   */
  level: 0 | 1 | 5 | 6 | 10;
  /**
   * the version of its superblocks
   */
  metadata: "0.90" | "1.0" | "1.1" | "1.2";
  /**
   * bytes that it uses of each member
   */
  memberSize: number;
  /**
   * bytes
   */
  size: number;
  /**
   * the partitions that it is made of, in its order
   */
  members: string[];
  /**
   * true where it is there already and kept
   */
  keep?: boolean;
}
/**
 * An LVM volume group as it will be
 */
export interface PlannedGroup {
  /**
   * true for one that is made beside what is there
   */
  added?: boolean;
  /**
   * true for one that is in use: it is not opened, and not closed at the end
   */
  stays?: boolean;
  /**
   * the name
   */
  name: string;
  /**
   * bytes of an extent
   */
  extentSize: number;
  /**
   * bytes of all its physical volumes
   */
  size: number;
  /**
   * in the group's order
   */
  physicalVolumes: PlannedPhysicalVolume[];
  /**
   * in config order
   */
  volumes: PlannedLogicalVolume[];
  /**
   * true where it is there already and kept
   */
  keep?: boolean;
}
/**
 * A partition or an array that a volume group is made of
 */
export interface PlannedPhysicalVolume {
  /**
   * bytes that the group has of it now, if that becomes more; absent if it does not
   */
  grownFrom?: number;
  /**
   * the device node
   */
  device: string;
  /**
   * how many copies of the metadata it has, which share that room: one at its beginning, the other at its end; absent = one
   */
  metaCopies?: 2;
  /**
   * bytes for LVM's metadata, which the group does not get
   */
  metaSize: number;
  /**
   * bytes that the group gets
   */
  size: number;
}
/**
 * A logical volume as it will be
 */
export interface PlannedLogicalVolume {
  /**
   * bytes that it has now, if it is made larger; absent if it is not
   */
  grownFrom?: number;
  /**
   * true for one that is marked as not made to its end, so that what is on it counts for nothing until all is made and read back; absent else
   */
  unfinished?: boolean;
  /**
   * true for one that is made beside what is there
   */
  added?: boolean;
  /**
   * the name
   */
  name: string;
  /**
   * the device node
   */
  device: string;
  /**
   * bytes
   */
  size: number;
}
/**
 * What a storage layer without a list of its own makes
 */
export interface PlannedLayer {
  /**
   * of an encrypted volume: what opens it; no key is in here
   */
  encryption?: {
    /**
     * the file, on the machine that deploys, with the key; absent for the key that the deploy is given
     */
    keyFile?: string;
    /**
     * how the systems open it at boot
     */
    unlock: "passphrase" | "key-file" | "tpm2";
    /**
     * with tpm2: the PCRs whose values count
     */
    pcrs?: number[];
    /**
     * bytes of its sectors
     */
    sectorSize: number;
  };
  /**
   * the name of the layer
   */
  layer: string;
  /**
   * the device node that it will have
   */
  device: string;
  /**
   * its UUID
   */
  uuid: string;
  /**
   * bytes
   */
  size: number;
  /**
   * the devices that it lies on
   */
  below: string[];
  /**
   * true where it is kept as it was found; where absent it is made anew
   */
  keep?: boolean;
}
/**
 * A filesystem or swap area as it will be
 */
export interface PlannedVolume {
  /**
   * bytes that the filesystem takes now, if it is made larger; absent if it is not
   */
  grownFrom?: number;
  /**
   * true for one that is made beside what is kept, in a layout that grows; absent else
   */
  added?: boolean;
  /**
   * the device node
   */
  device: string;
  /**
   * bytes
   */
  size: number;
  /**
   * the filesystem, or swap
   */
  type: "ext2" | "ext3" | "ext4" | "xfs" | "btrfs" | "vfat" | "swap";
  /**
   * the filesystem UUID as blkid prints it
   */
  uuid: string;
  /**
   * the filesystem label
   */
  label: string | null;
  /**
   * true where what is on it is kept; where absent it is made anew
   */
  keep?: boolean;
  /**
   * true where it is kept as an earlier phase made it, and a whole deploy would make it anew: the image of a filesystem may take its place; absent else
   */
  givenUp?: boolean;
  /**
   * false where the config does not ask that its data are kept; absent where it does
   */
  keepData?: boolean;
  /**
   * the mount point; null for a volume that is not mounted and for swap
   */
  mount: string | null;
  /**
   * the images that it belongs to; empty for the multiboot partition
   */
  images: string[];
  /**
   * its line in the fstab of its images; null where it has none
   */
  fstab: {
    /**
     * false writes the line as a comment
     */
    enabled: boolean;
    /**
     * mount options
     */
    options: string;
  } | null;
}
/**
 * An operating system as it will be deployed
 */
export interface PlannedImage {
  /**
   * the volumes of the system that lie in LUKS2 containers; absent for none
   */
  encrypted?: EncryptedMount[];
  /**
   * true if what is in its place stays, and the image is not brought; absent for an image that is deployed
   */
  keep?: boolean;
  /**
   * volumes that are there and that the system mounts too: what the image has below these mount points is left out; absent for none
   */
  outside?: PlannedMount[];
  /**
   * the image's name in the config
   */
  name: string;
  /**
   * image_name, else the name
   */
  imageName: string;
  /**
   * image_uuid, else empty
   */
  imageUuid: string;
  /**
   * how it is deployed
   */
  driver: "rsync" | "file" | "oci" | "existing";
  /**
   * where it is
   */
  source: string;
  /**
   * options for the driver's program
   */
  flags: string[];
  file?: PlannedFile;
  oci?: PlannedOci;
  /**
   * whether bareon-boot and bareon-provision are installed into it
   */
  bootTool: boolean;
  /**
   * paths and globs of files that outlive a new version of it; absent for the default
   */
  carry?: string[];
  /**
   * true for an image of a filesystem whose folders go onto the volumes that are mounted over them; absent if those hide them
   */
  spread?: boolean;
  /**
   * files that the system gets from the config; absent for none
   */
  given?: GivenFile[];
  seed?: PlannedSeed;
  /**
   * in depth order: a parent before what lies below it
   */
  mounts: PlannedMount[];
  /**
   * the filesystem UUID of its root
   */
  rootUuid: string;
  /**
   * the text of its /etc/fstab
   */
  fstab: string;
}
/**
 * A mount point whose volume the system opens at boot; no key is in here
 */
export interface EncryptedMount {
  /**
   * the mount point
   */
  mount: string;
  /**
   * the UUID of the container
   */
  uuid: string;
  /**
   * how the system opens it
   */
  unlock: "passphrase" | "key-file" | "tpm2";
  /**
   * with tpm2: the PCRs whose values count
   */
  pcrs?: number[];
}
/**
 * A volume in the tree of an image
 */
export interface PlannedMount {
  /**
   * the mount point in the image
   */
  mount: string;
  /**
   * the device node
   */
  device: string;
  /**
   * the filesystem
   */
  type: string;
  /**
   * its UUID
   */
  uuid: string;
}
/**
 * What the driver file is told of an image file, all of it from the config
 */
export interface PlannedFile {
  /**
   * container_format; absent = detected
   */
  format?: "raw" | "tar" | "qcow2";
  /**
   * absent = detected
   */
  compression?: "none" | "gzip" | "xz" | "zstd" | "bz2";
  /**
   * ALGORITHM:HEX
   */
  checksum?: string;
  /**
   * a list of checksums
   */
  checksumUrl?: string;
  /**
   * whether an MD5 is taken for a checksum
   */
  allowMd5?: boolean;
  /**
   * a detached signature of the list of checksums, else of the file
   */
  signatureUrl?: string;
  /**
   * the public key for it
   */
  signatureKey?: string;
  /**
   * certificates to trust instead of the system's
   */
  caFile?: string;
  /**
   * a torrent of the file, which then comes from other nodes
   */
  torrentUrl?: string;
  /**
   * the YAML text beside an image that says what is in it once it is unpacked; one that cannot be read is ignored
   */
  manifestUrl?: string;
  /**
   * bytes a second that a download takes at most; absent = no limit. An update alone has it
   */
  rate?: number;
}
/**
 * What the driver oci is told of a container image, from the config but for what was found
 */
export interface PlannedOci {
  /**
   * certificates to trust instead of the system's
   */
  caFile?: string;
  /**
   * the file with the credentials for registries, as containers-auth.json(5) has it
   */
  authFile?: string;
  /**
   * whether the registry is spoken to by http, and not by https; absent = https
   */
  plainHttp?: boolean;
  /**
   * a folder of the machine with layers by their digests, and for those that are fetched. An update alone has it
   */
  layers?: string;
  /**
   * bytes a second that a download takes at most; absent = no limit. An update alone has it
   */
  rate?: number;
  /**
   * the digest of the manifest that the address meant when it was looked at; absent = not looked at yet
   */
  manifest?: string;
}
/**
 * A file that a system gets from the config
 */
export interface GivenFile {
  /**
   * its path in the system
   */
  path: string;
  /**
   * what is in it
   */
  text: string;
  /**
   * a path of the system without which it does not get the file; absent = it gets it
   */
  onlyWith?: string;
}
/**
 * What cloud-init in the system is told, as a NoCloud seed; absent files are empty or not there
 */
export interface PlannedSeed {
  /**
   * the instance-id if the meta-data have none
   */
  instanceId: string;
  metaData?: PlannedSeedPart;
  userData?: PlannedSeedPart;
  networkConfig?: PlannedSeedPart;
}
/**
 * A file of a seed: where its content is, which is not in the plan
 */
export interface PlannedSeedPart {
  /**
   * an absolute path, an address, or inline for what stands in the config
   */
  source: string;
  /**
   * of what stands in the config; absent = found out when it is read
   */
  bytes?: number;
}
/**
 * An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted
 */
export interface PlannedUtility {
  /**
   * true if what is in its place stays, and the image is not brought; absent for an image that is deployed
   */
  keep?: boolean;
  /**
   * the image's name in the config
   */
  name: string;
  /**
   * how it is deployed
   */
  driver: "rsync" | "file" | "oci" | "existing";
  /**
   * where it is
   */
  source: string;
  /**
   * options for the driver's program
   */
  flags: string[];
  file?: PlannedFile;
  oci?: PlannedOci;
  /**
   * the folder that its content goes to, from the top of each tree
   */
  target: string;
  /**
   * the operating systems whose trees it goes into; empty where it goes onto its own volumes
   */
  into: string[];
  /**
   * its own volumes in depth order; empty where it goes into operating systems
   */
  mounts: PlannedMount[];
}
/**
 * What becomes of the config drive that the node was given; what is in it is not in the plan
 */
export interface PlannedConfigDrive {
  /**
   * a partition, or a seed in trees
   */
  as: "partition" | "seed";
  /**
   * of the image, unpacked
   */
  bytes: number;
  /**
   * its partition; null for a seed, and if the partitions that are kept have none for it
   */
  device: string | null;
  /**
   * the systems that it is unpacked into; none for a partition, which all systems see
   */
  images: string[];
}
/**
 * A copy of the multiboot partition on another disk
 */
export interface MultibootCopy {
  /**
   * the device node of its disk
   */
  disk: string;
  /**
   * its device node
   */
  device: string;
  /**
   * its filesystem UUID
   */
  uuid: string;
  /**
   * true where it stays with all that is on it; where absent it is made anew
   */
  keep?: boolean;
}
/**
 * An EFI system partition
 */
export interface PlannedEsp {
  /**
   * its disk
   */
  disk: string;
  /**
   * its partition number
   */
  number: number;
  /**
   * its device node
   */
  device: string;
  /**
   * its PARTUUID
   */
  partuuid: string;
  /**
   * its filesystem UUID as blkid prints it
   */
  uuid: string;
  /**
   * true where the files on it are kept, except the boot loader
   */
  keep?: boolean;
}
/**
 * Runs programs
 */
export interface CommandStep {
  kind: "commands";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * programs to run in this order
   */
  commands: Command[];
}
/**
 * A program call
 */
export interface Command {
  /**
   * the program's name
   */
  program: string;
  /**
   * its arguments
   */
  args: string[];
  /**
   * text for its standard input
   */
  input?: string;
  /**
   * exit codes that count as success, [0] where absent
   */
  okCodes?: number[];
  /**
   * additions to its environment
   */
  env?: {
    [k: string]: string;
  };
}
/**
 * Makes one filesystem
 */
export interface MakeFilesystemStep {
  kind: "make-filesystem";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the partition, array or logical volume
   */
  device: string;
  /**
   * programs to run in this order
   */
  commands: Command[];
  concurrency?: Concurrency;
}
/**
 * What runs at the same time as others. Steps of one group follow each other in the plan and run at the same time, except that those that share a device keep their order
 */
export interface Concurrency {
  /**
   * the name of the group
   */
  group: string;
  /**
   * the devices that the step writes to
   */
  devices: string[];
}
/**
 * Unmounts a device of a named disk, also among the mounts that the program was started with
 */
export interface UnmountStep {
  kind: "unmount";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * mount points, in the order of unmounting
   */
  targets: string[];
}
/**
 * Ends the use of a device of a named disk that is not mounted, such as swap
 */
export interface EndUseStep {
  kind: "end-use";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * programs to run in this order
   */
  commands: Command[];
}
/**
 * Keeps udev from looking at disks, so that what is taken down is not put together again before it is erased
 */
export interface LockStep {
  kind: "lock-disks";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the disks
   */
  disks: string[];
}
/**
 * Takes down one thing that sits on named disks
 */
export interface TearDownStep {
  kind: "tear-down";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * programs to run in this order
   */
  commands: Command[];
}
/**
 * Lets udev have the locked disks again, and waits until it has looked at them
 */
export interface UnlockStep {
  kind: "unlock-disks";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
}
/**
 * Makes an encrypted volume and opens it, or opens one that is there; the key is no part of the plan
 */
export interface EncryptionStep {
  kind: "encryption";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the UUID of the volume's layer in the plan, whose key each of the programs reads from its standard input
   */
  uuid: string;
  /**
   * programs to run in this order
   */
  commands: Command[];
}
/**
 * Writes boot code that says that the disk holds no complete deployment
 */
export interface InvalidateBootSectorStep {
  kind: "invalidate-boot-sector";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the disk
   */
  disk: string;
}
/**
 * Removes the boot loader from an EFI system partition whose other files are kept
 */
export interface InvalidateEspStep {
  kind: "invalidate-esp";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the partition
   */
  device: string;
}
/**
 * Waits for the partitions of a disk, reads its table back and compares it with the plan
 */
export interface TableStep {
  kind: "check-table";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the disk
   */
  disk: string;
}
/**
 * Reads the MD arrays and volume groups back and compares them with the plan
 */
export interface StackStep {
  kind: "check-stacks";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
}
/**
 * Reads every filesystem's type, UUID and label back and compares them with the plan
 */
export interface FilesystemStep {
  kind: "check-filesystems";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
}
/**
 * Mounts an image's volumes, deploys it, writes its fstab and unmounts them
 */
export interface ImageStep {
  kind: "deploy-image";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the image
   */
  image: string;
  concurrency?: Concurrency;
}
/**
 * Deploys a utility image into one tree
 */
export interface UtilityStep {
  kind: "deploy-utility";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * its name
   */
  image: string;
  /**
   * the operating system whose tree it goes into; null for its own volumes
   */
  into: string | null;
  concurrency?: Concurrency;
}
/**
 * Writes the config drive onto its partition and reads it back
 */
export interface ConfigDriveStep {
  kind: "write-config-drive";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the partition
   */
  device: string;
}
/**
 * Mounts an image's volumes, writes what cloud-init in it is told, and unmounts them
 */
export interface SeedStep {
  kind: "write-seed";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the image
   */
  image: string;
}
/**
 * Puts kernel and initrd of the rescue system onto its partition
 */
export interface RescueStep {
  kind: "install-rescue";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
}
/**
 * Finds the installed systems, installs GRUB, writes the menu, boot-info and the record, and proves each entry
 */
export interface BootStep {
  kind: "install-boot";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
}
/**
 * Writes to the multiboot partition what is about to be made, so that a deploy that is cut off can be run again
 */
export interface BeginExtendStep {
  kind: "begin-extend";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * what holds nothing that counts until the menu has its system
   */
  volumes: {
    /**
     * what it is known by whatever is on it
     */
    place: string;
    /**
     * the images that it is for
     */
    images: string[];
    /**
     * what may be on it until then; absent if that is not known, so that it may be anything
     */
    holds?: {
      /**
       * as blkid calls it
       */
      type: string;
      /**
       * the UUID; absent if it may be any
       */
      uuid?: string;
    }[];
  }[];
}
/**
 * Adds partitions to a table that may be in use, and shows the kernel each of them
 */
export interface AppendStep {
  kind: "append-partitions";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the disk
   */
  disk: string;
  /**
   * the numbers of those that are added
   */
  add: number[];
  /**
   * what erases the places of the new ones on the disk, before they are partitions
   */
  clear: Command[];
  /**
   * how the kernel is told of each that it may not know
   */
  show: Command[];
}
/**
 * Makes partitions of a table that is kept larger where they are, and adds others in its free space
 */
export interface ChangeTableStep {
  kind: "change-table";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the disk
   */
  disk: string;
  /**
   * the numbers of those that are made larger
   */
  grow: number[];
  /**
   * the numbers of those that are added
   */
  add: number[];
  /**
   * what erases, before the table is written, the free space in which signatures could lie
   */
  clear: Command[];
}
/**
 * Takes the mark off new partitions that says that they are not made to their end
 */
export interface FinishPartitionsStep {
  kind: "finish-partitions";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the disk
   */
  disk: string;
  /**
   * their numbers
   */
  numbers: number[];
}
/**
 * Mounts a filesystem and makes it as large as the device that it is on
 */
export interface GrowFilesystemStep {
  kind: "grow-filesystem";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
  /**
   * the partition, array or logical volume
   */
  device: string;
  /**
   * the filesystem
   */
  type: "ext2" | "ext3" | "ext4" | "xfs" | "btrfs" | "vfat" | "swap";
  /**
   * bytes that it takes now
   */
  from: number;
  /**
   * bytes of the device
   */
  to: number;
}
/**
 * Finds the new systems, proves their kernels, and adds their entries to the menu, boot-info and the record
 */
export interface ExtendBootStep {
  kind: "extend-boot";
  /**
   * unique in the plan
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * what part of the deploy fails with it
   */
  phase: "storage" | "transfer" | "bootloader";
}
/**
 * What the plan was made from. It is in every plan that plan --json prints: a plan is deployed only if the same comes out of this again
 */
export interface StoredRequest {
  /**
   * the dialect of the deploy config, a name that --data-driver takes
   */
  dialect: string;
  /**
   * the deploy config
   */
  config: {
    [k: string]: unknown;
  };
  /**
   * the deploy driver of images that do not name one; absent = their address decides
   */
  driver?: "rsync" | "file" | "oci" | "existing";
  /**
   * what was set beside the deploy config; absent = nothing
   */
  settings?: {
    /**
     * whether a config drive is made of what the config says; absent = yes
     */
    prepareConfigDrive?: boolean;
    /**
     * whether systems are told the names of network interfaces that the config has; absent = yes
     */
    nameInterfaces?: boolean;
  };
  phases?: DeployPhases;
  /**
   * seconds that the boot menu waits if the config does not say it; absent = as its dialect has it
   */
  menuTimeout?: number;
  /**
   * the config drive that the node was given; absent = none
   */
  configDrive?: {
    /**
     * of the image, unpacked
     */
    bytes: number;
  };
  inventory: Inventory;
  /**
   * the random UUIDs, in the order in which they were used
   */
  uuids: string[];
}
