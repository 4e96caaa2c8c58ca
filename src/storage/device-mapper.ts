/** The driver of the kernel for all layers whose devices are tables over other devices. */
import type { Driver } from "./layer.ts";

/** Its node for all that is made with it (Documentation/admin-guide/device-mapper of Linux). */
export const deviceMapper: Driver = {
  what: "the device mapper",
  module: "dm_mod",
  shown: "/sys/class/misc/device-mapper",
};
