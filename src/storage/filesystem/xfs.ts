/** The row of XFS. */
import { MiB } from "../../base/sizes.ts";
import { xfsFeatures } from "./features.ts";
import {
  type Adoption,
  type Filesystem,
  type FoundSuperblock,
  labelCommands,
  labelOptions,
  plainUuid,
  textAt,
  uuidAt,
  viewOf,
} from "./filesystem.ts";

const adoption: Adoption = {
  // xfs_admin refuses a log that is not empty. Another copy of the image may be mounted, whose UUID this one still has.
  replay: ["nouuid"],
  identify: ({ device, uuid, label }) => [
    { program: "xfs_repair", args: ["-n", device] },
    { program: "xfs_admin", args: ["-U", uuid, device] },
    ...labelCommands(label, (text) => ({ program: "xfs_admin", args: ["-L", text, device] })),
  ],
  grow: (mountPoint) => ({ program: "xfs_growfs", args: ["-d", mountPoint] }),
  leastToGrow: 0,
};

/** Big-endian: sb_magicnum 0, sb_blocksize 4, sb_dblocks 8, sb_uuid 32 (XFS Algorithms & Data Structures). */
function readSuperblock(head: Uint8Array): FoundSuperblock | undefined {
  const view = viewOf(head);
  if (head.length < 512 || textAt(head, 0, 4) !== "XFSB") return undefined;
  return { type: "xfs", size: Number(view.getBigUint64(8)) * view.getUint32(4), uuid: uuidAt(head, 32) };
}

export const xfs: Filesystem = {
  // bigtime and inobtcount need Linux 5.10, nrext64 5.19.
  make: ({ device, uuid, label }) => ({
    program: "mkfs.xfs",
    args: [
      "-q",
      "-f",
      "-m",
      `uuid=${uuid},bigtime=0,inobtcount=0`,
      "-i",
      "nrext64=0",
      ...labelOptions("-L", label),
      device,
    ],
  }),
  // mkfs.xfs refuses less than 300 MB since 5.19.
  minimum: 300 * MiB,
  // sb_fname.
  labelLimit: 12,
  labelForm: undefined,
  uuid: plainUuid,
  isMountable: true,
  keepsOwnership: true,
  spansDevices: false,
  fsckPass: { root: 0, other: 0 },
  grubModule: "xfs",
  safe: [],
  view: { whole: [], unreplayed: ["norecovery"] },
  image: {
    superblock: {
      family: "xfs",
      read: readSuperblock,
      // sb_sectsize.
      traits: (head) => ({ unit: viewOf(head).getUint16(102), features: xfsFeatures(head) }),
    },
    adoption,
  },
};
