/** What an image file is by its first bytes: a filesystem with its size and UUID, a tar archive, or something else. */
import { beginsArchive } from "../../formats/tar-headers.ts";
import type { FoundSuperblock } from "../../storage/filesystem/filesystem.ts";
import {
  type Filesystems,
  filesystems,
  readSuperblock,
  renderImageFamilies,
} from "../../storage/filesystem/filesystems.ts";

/** Bytes of a file that are enough to tell: the furthest superblock, that of btrfs, lies at 64 KiB. */
export const headLength = 128 * 1024;

export type ImageContent =
  | (FoundSuperblock & { readonly kind: "filesystem" })
  | { readonly kind: "tar" }
  /** In the words of a message. */
  | { readonly kind: "unknown"; readonly what: string };

function textAt(head: Uint8Array, offset: number, length: number): string {
  return new TextDecoder("latin1").decode(head.subarray(offset, offset + length));
}

/** What people take for an image; in this order. */
const others: readonly { readonly what: string; readonly test: (head: Uint8Array) => boolean }[] = [
  { what: "a page of HTML", test: (head) => /^\s*<(?:!doctype|html|\?xml)/iu.test(textAt(head, 0, 256)) },
  { what: "a qcow2 image", test: (head) => textAt(head, 0, 4) === "QFI\u00FB" },
  // These three also end their first sector as a partition table does.
  {
    what: "the image of a FAT filesystem",
    test: (head) => /^(?:FAT1[26] {3}|FAT {5})/u.test(textAt(head, 54, 8)) || textAt(head, 82, 8) === "FAT32   ",
  },
  { what: "the image of an NTFS or exFAT filesystem", test: (head) => /^(?:NTFS|EXFAT) +$/u.test(textAt(head, 3, 8)) },
  { what: "an ISO 9660 image, as of an installation medium", test: (head) => textAt(head, 32_769, 5) === "CD001" },
  {
    what: "the image of a whole disk with a partition table",
    test: (head) => head[510] === 0x55 && head[511] === 0xaa,
  },
  { what: "a squashfs", test: (head) => textAt(head, 0, 4) === "hsqs" },
];

/** `head` are the first bytes of the file after unpacking: as many as it has, up to `headLength`. */
export function detectContent(head: Uint8Array, table: Filesystems = filesystems): ImageContent {
  if (beginsArchive(head)) return { kind: "tar" };
  const found = readSuperblock(head, table);
  if (found !== undefined) return { kind: "filesystem", ...found };
  const other = others.find(({ test }) => test(head));
  return {
    kind: "unknown",
    what: other?.what ?? `neither a tar archive nor the image of an ${renderImageFamilies(table)} filesystem`,
  };
}
