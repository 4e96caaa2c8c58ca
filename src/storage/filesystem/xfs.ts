/** The row of XFS. */
import type { Command } from "../../base/command.ts";
import { MiB } from "../../base/sizes.ts";
import { xfsFeatures } from "./features.ts";
import {
  type Adoption,
  type Filesystem,
  type FoundSuperblock,
  type Growth,
  labelCommands,
  labelOptions,
  plainUuid,
  textAt,
  uuidAt,
  viewOf,
} from "./filesystem.ts";

function grow(mountPoint: string): Command {
  return { program: "xfs_growfs", args: ["-d", mountPoint] };
}

const adoption: Adoption = {
  // xfs_admin refuses a log that is not empty. Another copy of the image may be mounted, whose UUID this one still has.
  replay: ["nouuid"],
  identify: ({ device, uuid, label }) => [
    { program: "xfs_repair", args: ["-n", device] },
    { program: "xfs_admin", args: ["-U", uuid, device] },
    ...labelCommands(label, (text) => ({ program: "xfs_admin", args: ["-L", text, device] })),
  ],
  grow,
  leastToGrow: 0,
};

const growth: Growth = {
  check: () => [],
  grow: ({ mountPoint }) => grow(mountPoint),
  least: 0,
  unfit: findUnfit,
};

/** Big-endian: sb_magicnum 0, sb_blocksize 4, sb_dblocks 8, sb_uuid 32 (XFS Algorithms & Data Structures). */
function readSuperblock(head: Uint8Array): FoundSuperblock | undefined {
  const view = viewOf(head);
  if (head.length < 512 || textAt(head, 0, 4) !== "XFSB") return undefined;
  return { type: "xfs", size: Number(view.getBigUint64(8)) * view.getUint32(4), uuid: uuidAt(head, 32) };
}

/** sb_rblocks 16, sb_logstart 48; in sb_features_incompat (216) of version 5, bit 4 is needsrepair, and bit 9 has the realtime part on the same device. */
function findUnfit(head: Uint8Array): string | undefined {
  const view = viewOf(head);
  const incompatible = (view.getUint16(100) & 0xf) === 5 ? view.getUint32(216) : 0;
  if (view.getBigUint64(48) === 0n) return "whose log is on another device";
  if (view.getBigUint64(16) > 0n && (incompatible & 0x200) === 0) return "whose realtime part is on another device";
  return (incompatible & 0x10) === 0 ? undefined : "that is to be mended by xfs_repair before it can be mounted";
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
      traits: (head) => ({ unit: viewOf(head).getUint16(102), features: xfsFeatures(head), unfit: findUnfit(head) }),
    },
    adoption,
  },
  growth,
};
