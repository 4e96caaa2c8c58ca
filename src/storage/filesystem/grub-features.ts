/**
 * Features of filesystems that GRUB cannot read, or could not before some version. It refuses an ext4 or xfs with an incompatible
 * feature that it does not know, wherever the kernel lies on it, and the feature may be set years after the deploy.
 */
import { viewOf } from "./filesystem.ts";

interface Feature {
  readonly bit: number;
  readonly name: string;
  /** The first GRUB that reads it; null if none did up to 2.14. */
  readonly since: string | null;
}

interface FeatureTable {
  /** The incompatible features in the first bytes of the device; undefined where there is no such superblock. */
  readonly read: (head: DataView) => bigint | undefined;
  /** Bits that every GRUB from 2.02 on reads. */
  readonly plain: bigint;
  readonly features: readonly Feature[];
  /** True if GRUB refuses the filesystem for a bit that it does not know. */
  readonly isStrict: boolean;
}

/** EXT2_DRIVER_SUPPORTED_INCOMPAT and EXT2_DRIVER_IGNORED_INCOMPAT of grub-core/fs/ext2.c, by release; names as tune2fs has them. */
const ext: FeatureTable = {
  read: (head) => (head.getUint16(1024 + 56, true) === 0xef53 ? BigInt(head.getUint32(1024 + 96, true)) : undefined),
  // filetype, needs_recovery, meta_bg, extent, 64bit, flex_bg
  plain: 0x2d6n,
  features: [
    { bit: 0, name: "compression", since: null },
    { bit: 3, name: "journal_dev", since: null },
    { bit: 8, name: "mmp", since: "2.04" },
    { bit: 10, name: "ea_inode", since: null },
    { bit: 12, name: "dirdata", since: null },
    // Commit 7fd5feff97c4, three days after 2.06; Debian and others have it in their 2.06.
    { bit: 13, name: "metadata_csum_seed", since: "2.12" },
    // Commit 2e9fa73a0404.
    { bit: 14, name: "large_dir", since: "2.12" },
    { bit: 15, name: "inline_data", since: null },
    { bit: 16, name: "encrypt", since: "2.04" },
    { bit: 17, name: "casefold", since: null },
  ],
  isStrict: true,
};

/** XFS_SB_FEAT_INCOMPAT_SUPPORTED of grub-core/fs/xfs.c, by release; names as xfs_db and mkfs.xfs have them. */
const xfs: FeatureTable = {
  read: (head) => {
    if (head.getUint32(0) !== 0x58465342) return undefined;
    // Only version 5 has the field.
    return (head.getUint16(100) & 0xf) === 5 ? BigInt(head.getUint32(216)) : 0n;
  },
  // ftype, meta_uuid
  plain: 0x5n,
  features: [
    // Commit cda0a857dd7a.
    { bit: 1, name: "sparse inodes", since: "2.04" },
    // Commits 8b1e5d1936ff and 777276063e2e.
    { bit: 3, name: "bigtime", since: "2.06" },
    { bit: 4, name: "needsrepair", since: "2.06" },
    // Commit aa7c1322671e.
    { bit: 5, name: "nrext64", since: "2.12" },
    // "fs/xfs: Add new superblock features added in Linux 6.12/6.13".
    { bit: 6, name: "exchange", since: "2.14" },
    { bit: 7, name: "parent", since: "2.14" },
    { bit: 8, name: "metadir", since: "2.14" },
  ],
  isStrict: true,
};

/** grub-core/fs/btrfs.c looks at no feature bits: what it does not know it misreads. It needs no list of block groups. */
const btrfs: FeatureTable = {
  read: (head) => {
    const at = 64 * 1024;
    if (head.byteLength < at + 4096 || head.getBigUint64(at + 64, true) !== 0x4d5f53665248425fn) return undefined;
    return head.getBigUint64(at + 188, true);
  },
  plain: 0n,
  features: [
    // NEWS of 2.04.
    { bit: 4, name: "compress_zstd", since: "2.04" },
    { bit: 7, name: "raid56", since: "2.04" },
    // Commit 495781f5ed1b.
    { bit: 11, name: "raid1c34", since: "2.06" },
    { bit: 12, name: "zoned", since: null },
    { bit: 13, name: "extent_tree_v2", since: null },
    { bit: 14, name: "raid_stripe_tree", since: null },
  ],
  isStrict: false,
};

const tables: Readonly<Record<string, FeatureTable | undefined>> = { ext2: ext, ext3: ext, ext4: ext, xfs, btrfs };

/** The newest GRUB that the tables know. */
const newest = "2.14";

/** The types whose features are known. */
export const typesWithFeatures = Object.keys(tables);

/** How much of a device's beginning unreadableFeatures looks at. */
export const featureHead = 64 * 1024 + 4096;

function isBefore(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const [thanMajor = 0, thanMinor = 0] = other.split(".").map((part) => Number.parseInt(part, 10));
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

export interface UnreadableFeatures {
  /** Names of what no GRUB so far reads. */
  readonly never: readonly string[];
  /** Names of what a GRUB of this version reads only if its distribution took that over from a later one. */
  readonly later: readonly string[];
}

const none: UnreadableFeatures = { never: [], later: [] };

/**
 * What a GRUB of that version cannot read of a filesystem. `head` is the beginning of its device, `grub` the version as GRUB
 * prints it, null where it is not known. Nothing is known of a GRUB that is newer than this table.
 */
export function unreadableFeatures(type: string, head: Uint8Array, grub: string | null): UnreadableFeatures {
  const table = tables[type];
  if (table === undefined || head.byteLength < 4096 || (grub !== null && isBefore(newest, grub))) return none;
  const bits = table.read(viewOf(head));
  if (bits === undefined) return none;
  const set = table.features.filter(({ bit }) => ((bits >> BigInt(bit)) & 1n) === 1n);
  const named = table.features.reduce((mask, { bit }) => mask | (1n << BigInt(bit)), table.plain);
  const unknown = table.isStrict ? bits & ~named : 0n;
  return {
    never: [
      ...set.flatMap(({ name, since }) => (since === null ? [name] : [])),
      ...(unknown === 0n ? [] : [`incompatible features 0x${unknown.toString(16)}`]),
    ],
    later: set.flatMap(({ name, since }) => (since !== null && grub !== null && isBefore(grub, since) ? [name] : [])),
  };
}

/** The version in the text of GRUB's normal.mod; null if there is none. */
export function grubVersion(normal: Uint8Array): string | null {
  const text = new TextDecoder("latin1").decode(normal);
  return /\0(?<version>2\.\d{2}[\w.+~-]{0,60})\0/u.exec(text)?.groups?.["version"] ?? null;
}
