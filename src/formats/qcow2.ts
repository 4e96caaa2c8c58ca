/** The header of a qcow2 image: what has to be known before qemu-img may open one. */

/** True for the first bytes of one. */
export function isQcow2(head: Uint8Array): boolean {
  return ["Q", "F", "I", "\u00FB"].every((letter, index) => head[index] === letter.codePointAt(0));
}

/** The size of its content, or why it is refused: one that refers to other files would have them read on this machine. */
export function readQcow2(head: Uint8Array): { readonly size: number } | { readonly refused: string } {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 104) return { refused: "it ends in its header" };
  const version = view.getUint32(4);
  if (version !== 2 && version !== 3) return { refused: `it has version ${version} of the format` };
  if (view.getBigUint64(8) !== 0n) return { refused: "it names a backing file" };
  if (view.getUint32(32) !== 0) return { refused: "it is encrypted" };
  // Incompatible features: bit 0 is dirty, bit 1 corrupt, bit 2 a data file beside it.
  if (version === 3 && (view.getBigUint64(72) & 6n) !== 0n)
    return { refused: "it is damaged, or its data are in another file" };
  return { size: Number(view.getBigUint64(24)) };
}
