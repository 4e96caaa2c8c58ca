/** What makes a filesystem that came as an image a filesystem of this node: checked, with an identity of its own, and as large as its volume. */
import type { Command } from "../base/command.ts";
import { MiB } from "../base/sizes.ts";
import type { ImageFileSystem } from "../formats/superblock.ts";

export interface Adoption {
  readonly device: string;
  readonly uuid: string;
  /** Null keeps the image's own. */
  readonly label: string | null;
}

interface Kind {
  /** Before it is mounted. */
  readonly identify: (adoption: Adoption) => readonly Command[];
  /** Mounted once where that replays its journal, which programs that change it want empty. */
  readonly replay: readonly string[] | undefined;
  /** While it is mounted; undefined where `identify` has done it. */
  readonly grow: ((mountPoint: string) => Command) | undefined;
  /** Bytes of the smallest volume that it can be grown to. */
  readonly leastToGrow: number;
}

function labelled(label: string | null, make: (label: string) => Command): Command[] {
  return label === null ? [] : [make(label)];
}

/** e2fsck gives 1 where it mended something; any more is a broken image. */
function checkExt(device: string): Command {
  return { program: "e2fsck", args: ["-f", "-p", device], okCodes: [0, 1] };
}

/** GRUB reads metadata_csum_seed from 2.12 on only. With it gone a new UUID means new checksums, so it goes first. */
const ext: Kind = {
  identify: ({ device, uuid, label }) => [
    checkExt(device),
    { program: "tune2fs", args: ["-O", "^metadata_csum_seed", device] },
    { program: "tune2fs", args: ["-U", uuid, device] },
    ...labelled(label, (text) => ({ program: "tune2fs", args: ["-L", text, device] })),
    checkExt(device),
    { program: "resize2fs", args: [device] },
  ],
  replay: undefined,
  grow: undefined,
  leastToGrow: 0,
};

const kinds: Readonly<Record<ImageFileSystem, Kind>> = {
  ext2: ext,
  ext3: ext,
  ext4: ext,
  xfs: {
    identify: ({ device, uuid, label }) => [
      { program: "xfs_repair", args: ["-n", device] },
      { program: "xfs_admin", args: ["-U", uuid, device] },
      ...labelled(label, (text) => ({ program: "xfs_admin", args: ["-L", text, device] })),
    ],
    // Another copy of the image may be mounted.
    replay: ["nouuid"],
    grow: (mountPoint) => ({ program: "xfs_growfs", args: ["-d", mountPoint] }),
    leastToGrow: 0,
  },
  // Never mounted before its UUID is its own: the kernel takes two devices with one UUID for parts of one filesystem.
  btrfs: {
    identify: ({ device, uuid, label }) => [
      { program: "btrfs", args: ["check", "--readonly", device] },
      { program: "btrfstune", args: ["-f", "-U", uuid, device] },
      ...labelled(label, (text) => ({ program: "btrfs", args: ["filesystem", "label", device, text] })),
    ],
    replay: undefined,
    grow: (mountPoint) => ({ program: "btrfs", args: ["filesystem", "resize", "max", mountPoint] }),
    // Linux resizes no btrfs to less (btrfs_ioctl_resize).
    leastToGrow: 256 * MiB,
  },
};

export function adoption(type: ImageFileSystem): Kind {
  return kinds[type];
}
