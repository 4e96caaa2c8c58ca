/** Which files of a system its next version gets from it. */

/** For an image whose config does not say it: what the system is known by to others. */
export const defaultCarry = ["/etc/machine-id", "/etc/hostname", "/etc/ssh/ssh_host_*"] as const;
