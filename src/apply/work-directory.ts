/** The one place on the node where the programs mount things and keep their locks. */

/** Private to root; on a tmpfs, so that nothing of it outlives a boot. */
export const workDirectory = "/run/bareon";
