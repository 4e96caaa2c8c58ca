/** Generated from schema/bareon-boot.schema.json by `npm run schema`; edit that, not this. */

/**
 * What bareon-boot prints with --json; readers must accept further keys and further commands.
 */
export type BootResult = ListResult | StatusResult | SetDefaultResult;
/**
 * the version of this format, 1
 */
export type Version = 1;
/**
 * what a person should look at; none of it is an error
 */
export type Warnings = string[];

/**
 * bareon-boot list
 */
export interface ListResult {
  version: Version;
  command: "list";
  /**
   * in the order of the menu
   */
  entries: Entry[];
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * An entry of the boot menu, or an image that the menu lacks
 */
export interface Entry {
  /**
   * its index in the boot menu; null where the menu lacks it
   */
  grub_id: number | null;
  /**
   * the entry's stable GRUB --id; null where the menu lacks it
   */
  entry_id: string | null;
  /**
   * image: a deployed image's own entry; kernel: an older kernel of one; foreign: a system that was not deployed
   */
  kind: "image" | "kernel" | "foreign";
  /**
   * the title in the boot menu
   */
  boot_name: string;
  /**
   * the image's image_name; null for a foreign system
   */
  image_name: string | null;
  /**
   * the image's image_uuid, empty where it has none; null for a foreign system
   */
  image_uuid: string | null;
  /**
   * the image's name in the deploy config; null for a foreign system
   */
  os_id: string | null;
  /**
   * the filesystem UUID of the root; null where another boot loader knows it
   */
  root_uuid: string | null;
  /**
   * whether it can be booted: root, kernel and initrd are there
   */
  valid: boolean;
  /**
   * why it cannot be booted
   */
  problem: string | null;
  /**
   * whether it is the one that is booted unless somebody chooses another
   */
  default: boolean;
  /**
   * whether it is the one that runs now
   */
  current: boolean;
}
/**
 * The multiboot partition
 */
export interface Partition {
  /**
   * the device node
   */
  device: string;
  /**
   * the filesystem UUID
   */
  uuid: string;
  /**
   * option: --uuid; file: /etc/bareon/multiboot; name: its GPT name
   */
  found_by: "option" | "file" | "name";
}
/**
 * bareon-boot status
 */
export interface StatusResult {
  version: Version;
  command: "status";
  /**
   * the entry that runs now; null where none can be told
   */
  current: Entry | null;
  /**
   * the filesystem UUID of the running root; null where it is on no filesystem with one
   */
  root_uuid: string | null;
  next: Entry;
  /**
   * why that is booted next: it is the default
   */
  reason: "default";
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * bareon-boot set-default
 */
export interface SetDefaultResult {
  version: Version;
  command: "set-default";
  /**
   * whether anything was written
   */
  changed: boolean;
  default: Entry;
  /**
   * the grub_id of the default before
   */
  previous: number;
  multiboot: Partition;
  warnings: Warnings;
}
