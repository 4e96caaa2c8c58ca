/** The words for what lies on disks that documents of ironic and of nailgun share, since the former have them from the latter. */
import type { Wording } from "../config/wording.ts";

/** Where fields stand, of what is alike in both. */
export const sharedPaths = {
  disk: { id: "id", size: "size" },
  part: { name: "name", size: "size" },
  volume: { mount: "mount", fileSystem: "file_system", label: "disk_label", keepData: "keep_data" },
  pv: { group: "vg", metaSize: "lvm_meta_size" },
  group: { name: "id", volumes: "volumes" },
} as const;

export const sharedTerms = {
  unmounted: "none",
  keepData: { true: true, false: false },
  members: "volumes of type raid",
  pv: "volume of type pv",
  group: "volume group (type vg)",
} as const satisfies Partial<Wording>;
