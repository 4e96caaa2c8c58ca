/** The row of swap space, which stands in the table because it has a UUID, a label and a mkfs as filesystems have. */
import { MiB } from "../../base/sizes.ts";
import { type Filesystem, labelOptions, plainUuid } from "./filesystem.ts";

export const swap: Filesystem = {
  make: ({ device, uuid, label }) => ({
    program: "mkswap",
    args: ["--force", "--uuid", uuid, ...labelOptions("--label", label), "--", device],
  }),
  minimum: MiB,
  // util-linux writes one byte less than the field has.
  labelLimit: 15,
  labelForm: undefined,
  uuid: plainUuid,
  isMountable: false,
  keepsOwnership: false,
  spansDevices: false,
  fsckPass: { root: 0, other: 0 },
  grubModule: undefined,
  safe: [],
  view: { whole: [], unreplayed: [] },
  image: undefined,
};
