/** What an image file is by its first bytes: a filesystem with its size and UUID, a tar archive, or something else. */

/** Bytes of a file that are enough to tell: a btrfs has its superblock at 64 KiB. */
export const headLength = 128 * 1024;

export type ImageFileSystem = "ext2" | "ext3" | "ext4" | "xfs" | "btrfs";

export type ImageContent =
  | {
      readonly kind: "filesystem";
      readonly type: ImageFileSystem;
      /** Bytes that it takes of its volume. */ readonly size: number;
      readonly uuid: string;
    }
  | { readonly kind: "tar" }
  /** In the words of a message. */
  | { readonly kind: "unknown"; readonly what: string };

function textAt(head: Uint8Array, offset: number, length: number): string {
  return new TextDecoder("latin1").decode(head.subarray(offset, offset + length));
}

function uuidAt(head: Uint8Array, offset: number): string {
  const hex = Array.from(head.subarray(offset, offset + 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

/** The superblock of ext2/3/4 at 1024: s_blocks_count_lo 4, s_log_block_size 24, s_magic 56, s_feature_* 92, s_uuid 104, s_blocks_count_hi 336. */
function readExt(view: DataView, head: Uint8Array): ImageContent {
  const at = 1024;
  const [compatible, incompatible] = [view.getUint32(at + 92, true), view.getUint32(at + 96, true)];
  const is64 = (incompatible & 0x80) !== 0;
  const blocks = view.getUint32(at + 4, true) + (is64 ? view.getUint32(at + 336, true) * 2 ** 32 : 0);
  // As blkid tells them: a journal makes an ext3, extents, flex_bg and what came later an ext4.
  const type =
    (incompatible & ~0x16) !== 0 || (view.getUint32(at + 100, true) & ~0x7) !== 0
      ? "ext4"
      : (compatible & 0x4) !== 0
        ? "ext3"
        : "ext2";
  return {
    kind: "filesystem",
    type,
    size: blocks * 1024 * 2 ** view.getUint32(at + 24, true),
    uuid: uuidAt(head, at + 104),
  };
}

/** XFS is big-endian: sb_blocksize 4, sb_dblocks 8, sb_uuid 32. */
function readXfs(view: DataView, head: Uint8Array): ImageContent {
  return {
    kind: "filesystem",
    type: "xfs",
    size: Number(view.getBigUint64(8)) * view.getUint32(4),
    uuid: uuidAt(head, 32),
  };
}

/** The btrfs superblock at 64 KiB: fsid 32, magic 64, total_bytes 112. */
function readBtrfs(view: DataView, head: Uint8Array): ImageContent {
  const at = 0x1_0000;
  return {
    kind: "filesystem",
    type: "btrfs",
    size: Number(view.getBigUint64(at + 112, true)),
    uuid: uuidAt(head, at + 32),
  };
}

/** Of files that people take for an image; in this order. */
const others: readonly { readonly what: string; readonly test: (head: Uint8Array) => boolean }[] = [
  { what: "a page of HTML", test: (head) => /^\s*<(?:!doctype|html|\?xml)/iu.test(textAt(head, 0, 256)) },
  { what: "a qcow2 image", test: (head) => textAt(head, 0, 4) === "QFI\u00FB" },
  {
    what: "the image of a whole disk with a partition table",
    test: (head) => head[510] === 0x55 && head[511] === 0xaa,
  },
  { what: "a squashfs", test: (head) => textAt(head, 0, 4) === "hsqs" },
];

/** `head` are the first bytes of the file after unpacking: as many as it has, up to `headLength`. */
export function detectContent(head: Uint8Array): ImageContent {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (textAt(head, 257, 5) === "ustar") return { kind: "tar" };
  if (head.length >= 0x1_0000 + 4096 && textAt(head, 0x1_0000 + 64, 8) === "_BHRfS_M") return readBtrfs(view, head);
  if (head.length >= 512 && textAt(head, 0, 4) === "XFSB") return readXfs(view, head);
  if (head.length >= 2048 && view.getUint16(1024 + 56, true) === 0xef53) return readExt(view, head);
  const other = others.find(({ test }) => test(head));
  return {
    kind: "unknown",
    what: other?.what ?? "neither a tar archive nor the image of an ext, xfs or btrfs filesystem",
  };
}
