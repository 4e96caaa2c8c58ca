/** How a file is compressed, by its first bytes. */

export type Compression = "none" | "gzip" | "xz" | "zstd" | "bz2";

const magics: readonly (readonly [Compression, readonly number[]])[] = [
  ["gzip", [0x1f, 0x8b]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["bz2", [0x42, 0x5a, 0x68]],
];

/** Where the first frame begins that is none to be skipped; pzstd begins its files with one of those (RFC 8878, 3.1.2). */
function startOf(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let at = 0;
  while (at + 8 <= head.length && (view.getUint32(at, true) & 0xffff_fff0) === 0x184d_2a50)
    at += 8 + view.getUint32(at + 4, true);
  return at;
}

export function detectCompression(head: Uint8Array): Compression {
  const start = startOf(head);
  // Only zstd and lz4 have such frames; one of lz4 ends the first look.
  if (start >= head.length && start > 0) return "zstd";
  const found = magics.find(([, magic]) => magic.every((byte, index) => head[start + index] === byte))?.[0] ?? "none";
  return start === 0 || found === "zstd" ? found : "none";
}
