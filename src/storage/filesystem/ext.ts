/** The rows of ext2, ext3 and ext4, and the ext4 of the multiboot partition. */
import type { Command } from "../../base/command.ts";
import { MiB } from "../../base/sizes.ts";
import { checkExt } from "./e2fsck.ts";
import { extGrowth } from "./ext-growth.ts";
import { extFeatures } from "./features.ts";
import {
  type Adoption,
  type Filesystem,
  type FilesystemRequest,
  type FoundSuperblock,
  labelCommands,
  labelOptions,
  plainUuid,
  type Superblock,
  uuidAt,
  viewOf,
} from "./filesystem.ts";

const adoption: Adoption = {
  replay: undefined,
  // GRUB reads metadata_csum_seed from 2.12 on only. Without it a new UUID means new checksums, so it is removed first. With an
  // orphan_file, resize2fs 1.47 makes a filesystem that is more than 1024 times as large, and cannot be mounted then
  // (LibreELEC.tv issue 8099); older programs of an image could not check it.
  identify: ({ device, uuid, label }) => [
    checkExt(device),
    { program: "tune2fs", args: ["-O", "^metadata_csum_seed,^orphan_file", device] },
    { program: "tune2fs", args: ["-U", uuid, device] },
    ...labelCommands(label, (text) => ({ program: "tune2fs", args: ["-L", text, device] })),
    checkExt(device),
    { program: "resize2fs", args: [device] },
  ],
  grow: undefined,
  leastToGrow: 0,
};

/**
 * At 1024: s_blocks_count_lo 4, s_log_block_size 24, s_magic 56, s_feature_* 92, s_uuid 104, s_blocks_count_hi 336
 * (Linux, Documentation/filesystems/ext4/super.rst).
 */
function readSuperblock(head: Uint8Array): FoundSuperblock | undefined {
  const view = viewOf(head);
  const at = 1024;
  if (head.length < 2048 || view.getUint16(at + 56, true) !== 0xef53) return undefined;
  const [compatible, incompatible] = [view.getUint32(at + 92, true), view.getUint32(at + 96, true)];
  const is64 = (incompatible & 0x80) !== 0;
  const blocks = view.getUint32(at + 4, true) + (is64 ? view.getUint32(at + 336, true) * 2 ** 32 : 0);
  // As blkid tells them apart: a journal makes an ext3, extents, flex_bg and what came later an ext4.
  const type =
    (incompatible & ~0x16) !== 0 || (view.getUint32(at + 100, true) & ~0x7) !== 0
      ? "ext4"
      : (compatible & 0x4) !== 0
        ? "ext3"
        : "ext2";
  return { type, size: blocks * 1024 * 2 ** view.getUint32(at + 24, true), uuid: uuidAt(head, at + 104) };
}

/** s_journal_inum 224; the bits are those of ext2_fs.h of e2fsprogs 1.47, whose compression and dirdata no Linux mounts. */
function findUnfit(head: Uint8Array): string | undefined {
  const [view, at] = [viewOf(head), 1024];
  const [compatible, incompatible] = [view.getUint32(at + 92, true), view.getUint32(at + 96, true)];
  if ((incompatible & 0x8) !== 0) return "that is the journal of another one";
  if ((compatible & 0x4) !== 0 && view.getUint32(at + 224, true) === 0) return "whose journal is on another device";
  if ((incompatible & 0x1001) !== 0) return "with features that no Linux mounts";
  if ((compatible & 0x800) !== 0) return "with stable_inodes, so that its UUID cannot be changed";
  const readOnlyCompatible = view.getUint32(at + 100, true);
  if ((readOnlyCompatible & 0x5000) !== 0) return "that is made for reading alone";
  return (readOnlyCompatible & 0x200) === 0 ? undefined : "with bigalloc, which resize2fs does not make larger";
}

const superblock: Superblock = {
  family: "ext",
  read: readSuperblock,
  traits: (head) => ({
    unit: 1024 * 2 ** viewOf(head).getUint32(1024 + 24, true),
    features: extFeatures(head),
    unfit: findUnfit(head),
  }),
};

function ext(type: "ext2" | "ext3" | "ext4", unreplayed: readonly string[]): Filesystem {
  return {
    // GRUB before 2.12 and kernels before 5.15 cannot read metadata_csum_seed and orphan_file.
    make: ({ device, uuid, label }) => ({
      program: `mkfs.${type}`,
      args: ["-q", "-F", "-O", "^metadata_csum_seed,^orphan_file", "-U", uuid, ...labelOptions("-L", label), device],
    }),
    minimum: MiB,
    // s_volume_name.
    labelLimit: 16,
    labelForm: undefined,
    uuid: plainUuid,
    isMountable: true,
    keepsOwnership: true,
    spansDevices: false,
    fsckPass: { root: 1, other: 2 },
    grubModule: "ext2",
    safe: ["errors=remount-ro"],
    view: { whole: [], unreplayed },
    image: { superblock, adoption },
  };
}

export const ext2 = ext("ext2", []);
export const ext3 = ext("ext3", ["noload"]);
export const ext4: Filesystem = { ...ext("ext4", ["noload"]), growth: extGrowth };

/**
 * Makes the filesystem of the multiboot partition: exactly the ext4 features that every GRUB from 2.02 on reads and that
 * survive a torn superblock write (metadata_csum does not); 4K blocks, because a small ext4 gets 1K by default.
 */
export function makeMultibootFilesystem({ device, uuid, label }: FilesystemRequest): Command {
  const features = "none,has_journal,ext_attr,dir_index,filetype,extent,flex_bg,sparse_super,large_file";
  return {
    program: "mkfs.ext4",
    args: ["-q", "-F", "-b", "4096", "-I", "256", "-O", features, "-U", uuid, ...labelOptions("-L", label), device],
  };
}
