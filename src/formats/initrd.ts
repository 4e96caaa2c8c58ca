/** Whether a file is an initrd that a Linux kernel unpacks, by its first bytes; and what one that is something else looks like. */
import { readKernelImage } from "./kernel-image.ts";

interface Signature {
  readonly name: string;
  /** What it begins with, one byte a letter. */
  readonly magics: readonly string[];
}

/** Linux, init/initramfs.c and lib/decompress.c. A part for the processor's microcode, which is a cpio archive, may come first. */
const unpacked: readonly Signature[] = [
  { name: "a cpio archive", magics: ["070701", "070702"] },
  { name: "gzip data", magics: ["\x1f\x8b", "\x1f\x9e"] },
  { name: "bzip2 data", magics: ["BZh"] },
  { name: "lzma data", magics: ["]\0\0"] },
  { name: "xz data", magics: ["\xfd7zXZ\0"] },
  { name: "lzo data", magics: ["\x89LZO"] },
  { name: "lz4 data", magics: ["\x02!L\x18"] },
  { name: "zstd data", magics: ["(\xb5/\xfd"] },
];

const others: readonly Signature[] = [
  { name: "lz4 data without the option -l, which the kernel does not unpack", magics: ['\x04"M\x18'] },
  { name: "a cpio archive of another form than newc", magics: ["070707", "\xc7\x71"] },
  { name: "an ELF file", magics: ["\x7fELF"] },
  { name: "a program for UEFI", magics: ["MZ"] },
  { name: "a squashfs", magics: ["hsqs"] },
  { name: "a script", magics: ["#!"] },
];

/** One letter for each byte, with its number; TextDecoder's latin1 is windows-1252. */
function lettersOf(head: Uint8Array): string {
  return String.fromCodePoint(...head.subarray(0, 512));
}

function nameIn(list: readonly Signature[], text: string): string | undefined {
  return list.find(({ magics }) => magics.some((magic) => text.startsWith(magic)))?.name;
}

/** `head` are the first bytes of the file. The kernel skips zeros before an archive. */
export function isInitrd(head: Uint8Array): boolean {
  const start = head.findIndex((byte) => byte !== 0);
  return start !== -1 && nameIn(unpacked, lettersOf(head.subarray(start))) !== undefined;
}

/** What a person may take the file for, with its article; of a fixed set of texts, and none of the file's own. */
export function describeHead(head: Uint8Array): string {
  if (head.length === 0) return "an empty file";
  if (head.every((byte) => byte === 0)) return "nothing but zeros";
  if (readKernelImage(head) !== undefined) return "a kernel";
  const text = lettersOf(head);
  return (
    nameIn([...unpacked, ...others], text) ?? (/^[\t\n\f\r -~\u0080-\u00ff]*$/u.test(text) ? "a text" : "other data")
  );
}
