/** Generated from schema/inventory.schema.json by `npm run schema`; edit that, not this. */

/**
 * what keeps the device busy: mount points, [SWAP], devices that sit on it (/dev/md0, /dev/mapper/vg-root), and [BUSY] where somebody holds it whom none of these explains, such as a mount in another mount namespace
 */
export type Uses = string[];

/**
 * A machine as bareon-provision inspect --json found it
 */
export interface Inventory {
  /**
   * the version of this format, 2
   */
  version: 2;
  /**
   * what uname -m prints
   */
  architecture: string;
  /**
   * how the machine was started
   */
  firmware: "bios" | "uefi";
  /**
   * true where the firmware starts only what is signed; absent where it does not
   */
  secureBoot?: boolean;
  /**
   * the BOOTIF= value of the kernel command line, null where the machine was not started from the network
   */
  bootInterface: string | null;
  /**
   * every disk of the machine, sorted by path
   */
  disks: Disk[];
  /**
   * every MD array that has a member on the machine, assembled or not, sorted by UUID
   */
  arrays: MdArray[];
  /**
   * every LVM volume group that has a physical volume on the machine, active or not, sorted by name and UUID
   */
  groups: VolumeGroup[];
  /**
   * what other storage layers found, each item named by its layer; absent where there is nothing of them
   */
  layers?: FoundLayer[];
  /**
   * every other device that sits on one of these: crypt, mpath, bcache, dm, ..., sorted by path
   */
  others: StackedDevice[];
  /**
   * members of something larger of which nothing more can be read, so that nobody can say where the rest of it is
   */
  unreadable: {
    /**
     * the device
     */
    path: string;
    /**
     * why
     */
    problem: string;
  }[];
  /**
   * what the multiboot partition says of the node; absent where there is none that can be read
   */
  deployed?: {
    /**
     * the system that is booted by default; null where that is none that was deployed
     */
    default: string | null;
    /**
     * true where the node was adopted and released, so that its menu boots nothing; absent else
     */
    released?: boolean;
    /**
     * the systems that were deployed, in menu order
     */
    systems: {
      /**
       * the image's name
       */
      name: string;
      /**
       * its filesystems
       */
      mounts: {
        /**
         * the mount point
         */
        mount: string;
        /**
         * the filesystem UUID
         */
        uuid: string;
      }[];
    }[];
    /**
     * volumes that hold nothing that counts: those of a deploy that was cut off, and of systems that were removed
     */
    spare: {
      /**
       * what it is known by whatever is on it
       */
      place: string;
      /**
       * the images that it was for
       */
      images: string[];
    }[];
  };
  /**
   * what a deploy that was to adopt the node has left, cut off before its boot loader was in place; absent if there is nothing of the kind
   */
  adopting?: {
    /**
     * the device of its multiboot partition
     */
    multiboot: string;
    /**
     * volumes that hold nothing that counts
     */
    spare: {
      /**
       * what it is known by whatever is on it
       */
      place: string;
      /**
       * the images that it was for
       */
      images: string[];
    }[];
  };
  /**
   * the devices that the running system cannot do without, beside what it has mounted
   */
  running: {
    /**
     * the device that / lies on, null where / is in memory, as in a ramdisk
     */
    root: string | null;
    /**
     * the devices that a ramdisk was started from: those that the kernel command line names as root= or live medium, and those that hold the file of a loop device
     */
    medium: string[];
  };
}
/**
 * A disk as it is found
 */
export interface Disk {
  /**
   * the device node, such as /dev/vda
   */
  path: string;
  /**
   * major:minor
   */
  device: string;
  /**
   * bytes
   */
  size: number;
  /**
   * logical sector size in bytes
   */
  sectorSize: number;
  /**
   * model
   */
  model: string | null;
  /**
   * serial number
   */
  serial: string | null;
  /**
   * World Wide Name
   */
  wwn: string | null;
  /**
   * host:channel:target:lun
   */
  scsi: string | null;
  /**
   * the udev names below /dev/disk that lead to it, sorted
   */
  links: string[];
  /**
   * sata, sas, nvme, usb, virtio, ...
   */
  transport: string | null;
  /**
   * whether the kernel holds it read-only
   */
  readOnly: boolean;
  /**
   * whether it is removable
   */
  removable: boolean;
  /**
   * the partition table, null where there is none
   */
  table: {
    /**
     * gpt, dos, ...
     */
    type: string;
    /**
     * the table's UUID or id
     */
    id: string | null;
  } | null;
  /**
   * a signature on the bare disk, null where there is none
   */
  content: Content | null;
  uses: Uses;
  /**
   * the paths of a dm-multipath map; absent for what is no map
   */
  multipath?: {
    /**
     * by which multipath(8) knows the disk
     */
    wwid: string;
    /**
     * the disks that are one, sorted by path; none of them is a disk of this inventory
     */
    paths: MultipathPath[];
  };
  /**
   * in the order of their start
   */
  partitions: Partition[];
}
/**
 * A signature found on a device
 */
export interface Content {
  /**
   * what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other
   */
  type: string;
  /**
   * the label
   */
  label: string | null;
  /**
   * the UUID
   */
  uuid: string | null;
  /**
   * bytes that the filesystem takes; absent if nothing of the machine is to be made larger, and for what has no such size
   */
  size?: number;
  /**
   * bytes behind the filesystem that it takes nothing of if they are fewer than this; absent for none
   */
  spare?: number;
  /**
   * bytes that the filesystem can have at most; absent if nothing limits it
   */
  largest?: number;
  /**
   * why the filesystem cannot be made larger; absent if nothing is known against it
   */
  fixed?: string;
}
/**
 * One way to the disk of a dm-multipath map
 */
export interface MultipathPath {
  /**
   * the kernel's device node, such as /dev/sda
   */
  path: string;
  /**
   * host:channel:target:lun
   */
  scsi: string | null;
  /**
   * the udev names below /dev/disk that lead to it, sorted
   */
  links: string[];
  /**
   * what the kernel takes it for; unknown if that cannot be read
   */
  state: "active" | "failed" | "unknown";
}
/**
 * A partition as it is found
 */
export interface Partition {
  /**
   * the device node
   */
  path: string;
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
   * the partition type: a GUID, or a hexadecimal number on a dos table
   */
  type: string;
  /**
   * PARTUUID
   */
  partuuid: string | null;
  /**
   * GPT name
   */
  name: string | null;
  /**
   * the signature on it, null where blkid finds none
   */
  content: Content | null;
  uses: Uses;
  /**
   * true for one that a deploy began to make and did not finish; absent else
   */
  unfinished?: boolean;
}
/**
 * An MD array as its members tell of it
 */
export interface MdArray {
  /**
   * the kernel's device node where it is assembled, else the name below /dev/disk/by-id that it would have
   */
  path: string;
  /**
   * whether it is assembled
   */
  active: boolean;
  /**
   * the name in its superblocks, null where there is none (metadata 0.90)
   */
  name: string | null;
  /**
   * the UUID, as blkid writes it
   */
  uuid: string;
  /**
   * raid1, raid5, linear, ...
   */
  level: string;
  /**
   * the version of the superblocks: 0.90, 1.0, 1.1 or 1.2
   */
  metadata: string;
  /**
   * how many devices it is made of; with fewer members some are missing
   */
  devices: number;
  /**
   * bytes of the array
   */
  size: number;
  /**
   * the devices on this machine that have its superblock, sorted
   */
  members: string[];
  /**
   * bytes from the start of each member to its data
   */
  dataOffsets: number[];
  /**
   * the signature on it, also where it is not assembled; null where there is none
   */
  content: Content | null;
  uses: Uses;
}
/**
 * An LVM volume group as its physical volumes tell of it
 */
export interface VolumeGroup {
  /**
   * the name, which several groups may have
   */
  name: string;
  /**
   * the UUID, as LVM writes it
   */
  uuid: string;
  /**
   * bytes of an extent
   */
  extentSize: number;
  /**
   * bytes of all its physical volumes
   */
  size: number;
  /**
   * how it is shared with other hosts (sanlock, dlm, clustered), or exported to another, null where it is this one's alone
   */
  lock: string | null;
  /**
   * in the group's order; a copy of one that is on the machine twice comes after it
   */
  physicalVolumes: PhysicalVolume[];
  /**
   * in the order of their names
   */
  volumes: LogicalVolume[];
}
/**
 * A physical volume as its group knows it
 */
export interface PhysicalVolume {
  /**
   * the device, which may be an array that is not assembled; null where it is missing
   */
  path: string | null;
  /**
   * the UUID, as LVM writes it
   */
  uuid: string;
  /**
   * bytes that the group has of it
   */
  size: number;
  /**
   * bytes from the start of the device to the first extent
   */
  start?: number;
  /**
   * bytes of the device as the group knows it
   */
  deviceSize?: number;
  /**
   * bytes that no volume has and that are not to be given out (pvchange -x n); absent if all can be
   */
  closed?: number;
}
/**
 * A logical volume
 */
export interface LogicalVolume {
  /**
   * the name
   */
  name: string;
  /**
   * the node below /dev/mapper that it has when it is active
   */
  path: string;
  /**
   * the UUID, as LVM writes it
   */
  uuid: string;
  /**
   * bytes
   */
  size: number;
  /**
   * whether it is active
   */
  active: boolean;
  /**
   * the signature on it, null where there is none; of a volume that is not active it is known where the volume lies in plain pieces
   */
  content: Content | null;
  uses: Uses;
  /**
   * true for one that a deploy began to make and did not finish; absent else
   */
  unfinished?: boolean;
  /**
   * how its extents are used if not simply one after the other, such as thin, snapshot or raid1; absent else
   */
  kind?: string;
  /**
   * why it cannot be made larger, such as that it is read-only; absent if nothing is known against it
   */
  fixed?: string;
}
/**
 * What a storage layer without a list of its own found
 */
export interface FoundLayer {
  /**
   * the name of the layer
   */
  layer: string;
  /**
   * the device node, which is there only if active
   */
  path: string;
  /**
   * whether the device is there
   */
  active: boolean;
  /**
   * its UUID, null for none
   */
  uuid: string | null;
  /**
   * bytes
   */
  size: number;
  /**
   * the devices that it sits on
   */
  parents: string[];
  /**
   * the signature on it, null where there is none
   */
  content: Content | null;
  uses: Uses;
}
/**
 * A device that sits on others and is none of the above
 */
export interface StackedDevice {
  /**
   * the device node
   */
  path: string;
  /**
   * what lsblk calls it: crypt, mpath, bcache, dm, ...
   */
  type: string;
  /**
   * the devices that it sits on, sorted
   */
  parents: string[];
  /**
   * the signature on it, null where there is none
   */
  content: Content | null;
  uses: Uses;
}
