/** How an ext4 becomes larger with what is on it: what is against it, what it can become at most, and what it leaves of its device. */
import { checkExt } from "./e2fsck.ts";
import { type Growth, type Growable, viewOf } from "./filesystem.ts";

/** Where the superblock is. */
const at = 1024;

/** Block groups that have a copy of the superblock with "sparse_super"; all have one without. */
function hasCopy(group: number, isSparse: boolean): boolean {
  if (!isSparse || group <= 1) return true;
  return [3, 5, 7].some((base) => {
    let power = base;
    while (power < group) power *= base;
    return power === group;
  });
}

/**
 * Blocks that mke2fs and resize2fs want for one more block group: its own and 50 more (e2fsprogs 1.47, ext2fs_initialize and
 * adjust_fs_info). What is less than that stays free behind the last whole group. s_first_data_block 20, s_blocks_per_group 32,
 * s_inodes_per_group 40, s_rev_level 76, s_inode_size 88, s_reserved_gdt_blocks 206, s_desc_size 254.
 */
function leastGroup(head: Uint8Array, { unit, group, is64 }: { unit: number; group: number; is64: boolean }): number {
  const view = viewOf(head);
  const inodeSize = view.getUint32(at + 76, true) === 0 ? 128 : view.getUint16(at + 88, true);
  const inodeBlocks = Math.ceil((view.getUint32(at + 40, true) * inodeSize) / unit);
  const descriptorSize = is64 ? view.getUint16(at + 254, true) : 32;
  const descriptorBlocks = Math.ceil(((group + 1) * descriptorSize) / unit);
  const isSparse = (view.getUint32(at + 100, true) & 1) !== 0;
  const copy = hasCopy(group, isSparse) ? 1 + descriptorBlocks + view.getUint16(at + 206, true) : 0;
  return 2 + inodeBlocks + copy + 50;
}

/** s_blocks_count_lo 4, s_log_block_size 24, s_feature_incompat 96, s_blocks_count_hi 336; without "64bit" blocks have numbers of 32 bits. */
function measure(head: Uint8Array): Growable {
  const view = viewOf(head);
  const is64 = (view.getUint32(at + 96, true) & 0x80) !== 0;
  const unit = 1024 * 2 ** view.getUint32(at + 24, true);
  const blocks = view.getUint32(at + 4, true) + (is64 ? view.getUint32(at + 336, true) * 2 ** 32 : 0);
  const [first, perGroup] = [view.getUint32(at + 20, true), view.getUint32(at + 32, true)];
  const isWhole = perGroup > 0 && (blocks - first) % perGroup === 0;
  const group = (blocks - first) / perGroup;
  return {
    ...(isWhole ? { spare: leastGroup(head, { unit, group, is64 }) * unit } : {}),
    ...(is64 ? {} : { largest: (2 ** 32 - 1) * unit }),
  };
}

/** s_feature_compat 92, s_feature_ro_compat 100. */
function findUnfit(head: Uint8Array): string | undefined {
  const view = viewOf(head);
  const readOnlyCompatible = view.getUint32(at + 100, true);
  if ((readOnlyCompatible & 0x5000) !== 0) return "that is made for reading alone";
  if ((view.getUint32(at + 92, true) & 0x200) !== 0) return "with sparse_super2";
  return (readOnlyCompatible & 0x200) === 0 ? undefined : "with bigalloc";
}

/** Linux makes an ext4 larger while it is mounted, also one without room left for descriptors of block groups (since 3.7). */
export const extGrowth: Growth = {
  check: (device) => [checkExt(device, false)],
  capability: { name: "CAP_SYS_RESOURCE", bit: 24 },
  grow: ({ device }) => ({ program: "resize2fs", args: [device] }),
  least: 0,
  unfit: findUnfit,
  measure,
};
