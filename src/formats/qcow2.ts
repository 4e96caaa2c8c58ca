/** The header of a qcow2 image: what has to be known before qemu-img may open one. */

/** True for the first bytes of one. */
export function isQcow2(head: Uint8Array): boolean {
  return ["Q", "F", "I", "\u00FB"].every((letter, index) => head[index] === letter.codePointAt(0));
}

/** Bytes of the header that are judged. */
export const qcow2HeaderSize = 112;

/** Bits of the features that are known: dirty, a compression of its own, and extended tables (docs/interop/qcow2.txt). */
const knownFeatures = 0b1_1001n;

/** Whether a table is a part of the file. */
function isInside(offset: bigint, size: number, length: number | undefined): boolean {
  return offset > 0n && (length === undefined || offset + BigInt(size) <= BigInt(length));
}

/**
 * The size of its content, or why it is refused: one that refers to other files would have them read on this machine, and tables that
 * do not fit would have memory taken for them. `length` is that of the whole file, if it is known.
 */
export function readQcow2(head: Uint8Array, length?: number): { readonly size: number } | { readonly refused: string } {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 104) return { refused: "it ends in its header" };
  const version = view.getUint32(4);
  if (version !== 2 && version !== 3) return { refused: `it has version ${version} of the format` };
  if (view.getBigUint64(8) !== 0n) return { refused: "it names a backing file" };
  if (view.getUint32(32) !== 0) return { refused: "it is encrypted" };
  const features = version === 3 ? view.getBigUint64(72) : 0n;
  // Bit 1 is corrupt, bit 2 a data file beside it.
  if ((features & 6n) !== 0n) return { refused: "it is damaged, or its data are in another file" };
  if ((features & ~knownFeatures) !== 0n) return { refused: "it has features that are not known" };
  const [bits, size, rows] = [view.getUint32(20), view.getBigUint64(24), view.getUint32(36)];
  if (bits < 9 || bits > 21) return { refused: "its clusters have no size that can be" };
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return { refused: "its content has no size that can be" };
  const entrySize = (features & 0b1_0000n) === 0n ? 8 : 16;
  const perRow = 2 ** bits * (2 ** bits / entrySize);
  if (rows < Math.ceil(Number(size) / perRow) || rows > 4 * 1024 * 1024)
    return { refused: "its first table is too small or too large" };
  if (size > 0n && !isInside(view.getBigUint64(40), rows * 8, length))
    return { refused: "its first table is not in the file" };
  if (!isInside(view.getBigUint64(48), view.getUint32(56) * 2 ** bits, length))
    return { refused: "its table of reference counts is not in the file" };
  return { size: Number(size) };
}
