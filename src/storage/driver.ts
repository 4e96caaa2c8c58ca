/** A driver of the kernel, without which no thing of a layer can be made or switched on. */
export interface Driver {
  /** What messages call it. */
  readonly what: string;
  readonly module: string;
  /** A path that is there as soon as the kernel has it. */
  readonly shown: string;
  /** A word that this file has then, if it is there without the driver. */
  readonly word?: string;
}

export interface NeededDriver extends Driver {
  /** What of the plan needs it. */
  readonly by: string;
}

/** For all layers whose devices are tables over other devices: its node is for all of these (Documentation/admin-guide/device-mapper of Linux). */
export const deviceMapper: Driver = {
  what: "the device mapper",
  module: "dm_mod",
  shown: "/sys/class/misc/device-mapper",
};

/** Of what is to be mounted; the kernel looks for the driver by the module's name as well. */
export function filesystemDriver(type: string, by: string): NeededDriver {
  return { what: `the filesystem ${type}`, module: `fs-${type}`, shown: "/proc/filesystems", word: type, by };
}
