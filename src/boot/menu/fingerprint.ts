/** A short mark of a text, by which menus and files are told apart. */

/** FNV-1a, 32 bits, as 8 hexadecimal digits: equal menus have equal fingerprints, so that what was armed for one counts for the other. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
