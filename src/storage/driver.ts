/** A driver of the kernel, without which no thing of a layer can be made or switched on. */
export interface Driver {
  /** What messages call it. */
  readonly what: string;
  readonly module: string;
  /** A path that is there as soon as the kernel has it. */
  readonly shown: string;
}

/** For all layers whose devices are tables over other devices: its node is for all of these (Documentation/admin-guide/device-mapper of Linux). */
export const deviceMapper: Driver = {
  what: "the device mapper",
  module: "dm_mod",
  shown: "/sys/class/misc/device-mapper",
};
