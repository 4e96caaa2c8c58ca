/** Generated from schema/ansible.schema.json by `npm run schema`; edit that, not this. */

/**
 * What a task of the Ansible collection bareon.node asks of the program: the module and its options, without those that begin with _ansible_
 */
export type AnsibleTask = BootTask | BootInfoTask | UpdateTask;
/**
 * the number, name or id of an entry, or a word such as @other
 */
export type Entry = string;
/**
 * a whole number from 1 to 9
 */
export type Tries = number;
/**
 * seconds from 0 to 86400
 */
export type Wait = number;

/**
 * bareon.node.boot
 */
export interface BootTask {
  module: "boot";
  /**
   * the option state
   */
  options: {
    /**
     * default, once, trial, confirmed, rejected, cancelled or rolled_back
     */
    state: "default" | "once" | "trial" | "confirmed" | "rejected" | "cancelled" | "rolled_back";
    entry?: Entry;
    tries?: Tries;
    /**
     * true to give a trial that is in progress all its tries again
     */
    reset?: boolean;
    expect_current?: Entry;
    /**
     * true to take an entry although it was seen that it cannot be booted
     */
    force?: boolean;
    wait?: Wait;
  };
}
/**
 * bareon.node.boot_info
 */
export interface BootInfoTask {
  module: "boot_info";
  /**
   * an object
   */
  options: {
    entry?: Entry;
    wait?: Wait;
  };
}
/**
 * bareon.node.update
 */
export interface UpdateTask {
  module: "update";
  /**
   * an object
   */
  options: {
    entry?: Entry;
    /**
     * an address, as --source of bareon-provision update takes it
     */
    source?: string;
    /**
     * sha256: or sha512: and hexadecimal digits
     */
    checksum?: string;
    /**
     * an address
     */
    checksum_url?: string;
    /**
     * an address
     */
    signature_url?: string;
    /**
     * an address
     */
    torrent_url?: string;
    /**
     * the path of a file with credentials for registries
     */
    auth_file?: string;
    /**
     * the path of a folder in which layers stay
     */
    layers?: string;
    /**
     * true to speak to a registry by http
     */
    plain_http?: boolean;
    /**
     * the name of the version
     */
    image_name?: string;
    /**
     * the UUID of the version
     */
    image_uuid?: string;
    /**
     * mirror, fresh or overlay
     */
    method?: "mirror" | "fresh" | "overlay";
    /**
     * idle, running or none
     */
    carry_from?: "idle" | "running" | "none";
    /**
     * trial, once, set-default or nothing
     */
    then?: "trial" | "once" | "set-default" | "nothing";
    tries?: Tries;
    /**
     * bytes a second, such as 500K or 20M
     */
    bandwidth?: string;
    /**
     * true to take all that the disks and the processor have
     */
    full_speed?: boolean;
    /**
     * true to refuse an image of which nothing proves that it is the right one
     */
    require_verified?: boolean;
    /**
     * a path or an address
     */
    seed_meta_data?: string;
    /**
     * a path or an address
     */
    seed_user_data?: string;
    /**
     * a path or an address
     */
    seed_network_config?: string;
    /**
     * true to update also a system that has this version already
     */
    force?: boolean;
  };
}
