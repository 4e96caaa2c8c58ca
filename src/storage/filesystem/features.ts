/**
 * Features of filesystems that not every kernel mounts, with the first Linux that does: of ext Documentation/filesystems/ext4 and the
 * man page ext4(5), of xfs fs/xfs/libxfs/xfs_format.h and mkfs.xfs(8), of btrfs the table in btrfs(5). What older kernels than 4.4 know
 * is left out. GRUB's are those of grub-core/fs/ext2.c and xfs.c (2.06 to 2.14), which refuse what they do not know.
 */
import { type FilesystemFeature, viewOf } from "./filesystem.ts";

/** A bit of a word in the superblock. */
type Row = readonly [name: string, offset: number, bit: number, linux: string, grub?: "never"];

/** In s_feature_incompat (96) and s_feature_ro_compat (100) of the superblock at 1024. */
const ext: readonly Row[] = [
  ["metadata_csum_seed", 1120, 0x2000, "4.4"],
  ["large_dir", 1120, 0x4000, "4.13"],
  ["ea_inode", 1120, 0x400, "4.13", "never"],
  ["inline_data", 1120, 0x8000, "3.8", "never"],
  ["casefold", 1120, 0x2_0000, "5.2", "never"],
  ["bigalloc", 1124, 0x200, "3.2", "never"],
  ["project", 1124, 0x2000, "4.5"],
  ["verity", 1124, 0x8000, "5.4"],
  ["orphan_file", 1124, 0x1_0000, "5.15"],
];

/** In sb_features_ro_compat (212) and sb_features_incompat (216). */
const xfs: readonly Row[] = [
  ["rmapbt", 212, 0x2, "4.8"],
  ["reflink", 212, 0x4, "4.9"],
  ["inobtcount", 212, 0x8, "5.10"],
  ["bigtime", 216, 0x8, "5.10"],
  ["nrext64", 216, 0x20, "5.19"],
  ["exchange", 216, 0x40, "6.10", "never"],
  ["parent", 216, 0x80, "6.10", "never"],
  ["metadir", 216, 0x100, "6.13", "never"],
];

/** In compat_ro_flags (180) and incompat_flags (188) of the superblock at 65536. */
const btrfs: readonly Row[] = [
  ["free-space-tree", 65_716, 0x1, "4.5"],
  ["block-group-tree", 65_716, 0x8, "6.1"],
  ["compress-zstd", 65_724, 0x10, "4.14"],
  ["metadata-uuid", 65_724, 0x400, "5.0"],
  ["zoned", 65_724, 0x1000, "5.12"],
  ["simple-quota", 65_724, 0x1_0000, "6.7"],
];

function select(rows: readonly Row[], word: (offset: number) => number): FilesystemFeature[] {
  return rows.flatMap(([name, offset, bit, linux, grub]) =>
    (word(offset) & bit) === 0 ? [] : [{ name, linux, isReadByGrub: grub !== "never" }],
  );
}

export function extFeatures(head: Uint8Array): FilesystemFeature[] {
  return select(ext, (offset) => viewOf(head).getUint32(offset, true));
}

/** Only version 5 has these words. */
export function xfsFeatures(head: Uint8Array): FilesystemFeature[] {
  const view = viewOf(head);
  return (view.getUint16(100) & 0xf) === 5 ? select(xfs, (offset) => view.getUint32(offset)) : [];
}

export function btrfsFeatures(head: Uint8Array): FilesystemFeature[] {
  return select(btrfs, (offset) => viewOf(head).getUint32(offset, true));
}

/** True if a kernel is older than a version; false for what is no version. Kernels of distributions may know more than theirs says. */
export function isOlder(kernel: string, version: string): boolean {
  const [major, minor] = /^(\d+)\.(\d+)/u.exec(kernel)?.slice(1).map(Number) ?? [];
  const [leastMajor = 0, leastMinor = 0] = version.split(".").map(Number);
  return major !== undefined && minor !== undefined && (major - leastMajor || minor - leastMinor) < 0;
}
