/** Generated from schema/inventory.schema.json by `npm run schema`; edit that, not this. */

/**
 * what keeps the device busy: mount points, [SWAP], and devices that sit on it (/dev/md0, /dev/mapper/vg-root)
 */
export type Uses = string[];

/**
 * A machine as bareon-provision inspect --json found it
 */
export interface Inventory {
  /**
   * the version of this format, 1
   */
  version: 1;
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
}
/**
 * A disk as it is found
 */
export interface Disk {
  /**
   * the kernel's device node, such as /dev/vda
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
}
