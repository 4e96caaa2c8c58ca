/** Generated from schema/loader-info.schema.json by `npm run schema`; edit that, not this. */

/**
 * How a node is started by UEFI: bareon/loader.json on its multiboot partition, beside the copies of the files in bareon/esp
 */
export interface LoaderInfo {
  /**
   * the version of this format, 1
   */
  version: 1;
  /**
   * what the node was made bootable for
   */
  firmware: "uefi" | "both";
  /**
   * what uname -m prints
   */
  architecture: string;
  /**
   * whether the files are those that are signed for Secure Boot
   */
  signed: boolean;
  /**
   * where the firmware has the node's entry
   */
  order: "first" | "after-network" | "keep";
  /**
   * paths on each EFI system partition, in the order of writing
   */
  files: string[];
  /**
   * the EFI system partitions; the firmware has an entry for the first, and for those that are listed
   */
  partitions: {
    /**
     * its PARTUUID
     */
    partuuid: string;
    /**
     * its filesystem UUID as blkid prints it
     */
    uuid: string;
    /**
     * true where the firmware has an entry for it beside that of the first; absent for none
     */
    listed?: true;
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
