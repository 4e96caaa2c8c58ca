/** The row of Btrfs. */
import type { Command } from "../../base/command.ts";
import { MiB } from "../../base/sizes.ts";
import { btrfsFeatures } from "./features.ts";
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

/** Linux resizes no btrfs to less (btrfs_ioctl_resize). */
const least = 256 * MiB;

function grow(mountPoint: string): Command {
  return { program: "btrfs", args: ["filesystem", "resize", "max", mountPoint] };
}

const adoption: Adoption = {
  // Never mounted before its UUID is its own: the kernel takes two devices with one UUID for parts of one filesystem.
  replay: undefined,
  identify: ({ device, uuid, label }) => [
    { program: "btrfs", args: ["check", "--readonly", device] },
    { program: "btrfstune", args: ["-f", "-U", uuid, device] },
    ...labelCommands(label, (text) => ({ program: "btrfs", args: ["filesystem", "label", device, text] })),
  ],
  grow,
  leastToGrow: least,
};

/** At 64 KiB: flags 56 (bit 32 makes it a seed), num_devices 136, and in dev_item (201) first its devid (Linux, struct btrfs_super_block). */
const growth: Growth = {
  check: () => [],
  grow: ({ mountPoint }) => grow(mountPoint),
  least,
  unfit: (head) => {
    const [view, at] = [viewOf(head), 0x1_0000];
    const devices = view.getBigUint64(at + 136, true);
    if (devices > 1n) return `on ${devices} devices`;
    // "max" alone means the device with the number 1.
    if (view.getBigUint64(at + 201, true) !== 1n) return "whose first device was replaced by another one";
    return (view.getUint32(at + 60, true) & 1) === 0 ? undefined : "that is a seed";
  },
};

/** At 64 KiB: fsid 32, magic 64, total_bytes 112 (Linux, struct btrfs_super_block). */
function readSuperblock(head: Uint8Array): FoundSuperblock | undefined {
  const at = 0x1_0000;
  if (head.length < at + 4096 || textAt(head, at + 64, 8) !== "_BHRfS_M") return undefined;
  return { type: "btrfs", size: Number(viewOf(head).getBigUint64(at + 112, true)), uuid: uuidAt(head, at + 32) };
}

/** num_devices 136; bit 32 of flags (56) makes it a seed, bit 10 of incompat_flags (188) is metadata-uuid, with which btrfstune -U refuses. */
function findUnfit(head: Uint8Array): string | undefined {
  const [view, at] = [viewOf(head), 0x1_0000];
  const devices = view.getBigUint64(at + 136, true);
  if (devices > 1n) return `that lies on ${devices} devices, of which the image is one`;
  if ((view.getUint32(at + 188, true) & 0x400) !== 0)
    return "whose UUID was changed by btrfstune -m, and cannot be changed once more";
  return (view.getUint32(at + 60, true) & 1) === 0 ? undefined : "that is a seed, which nothing can be written to";
}

export const btrfs: Filesystem = {
  make: ({ device, uuid, label }) => ({
    program: "mkfs.btrfs",
    args: ["--quiet", "--force", "--uuid", uuid, ...labelOptions("--label", label), "--", device],
  }),
  minimum: 109 * MiB,
  // BTRFS_LABEL_SIZE without its end.
  labelLimit: 255,
  labelForm: undefined,
  uuid: plainUuid,
  isMountable: true,
  keepsOwnership: true,
  spansDevices: true,
  fsckPass: { root: 0, other: 0 },
  grubModule: "btrfs",
  // The top of the filesystem, as GRUB sees it, and not its default subvolume.
  safe: [],
  // Kernels since 5.9 know rescue=nologreplay; 6.8 and 6.9 refuse norecovery, which is what those before 5.9 know.
  view: { whole: ["subvolid=5"], unreplayed: ["rescue=nologreplay"], otherwise: [["norecovery"], []] },
  image: {
    superblock: {
      family: "btrfs",
      read: readSuperblock,
      // sectorsize.
      traits: (head) => ({
        unit: viewOf(head).getUint32(0x1_0000 + 144, true),
        features: btrfsFeatures(head),
        unfit: findUnfit(head),
      }),
    },
    adoption,
  },
  growth,
};
