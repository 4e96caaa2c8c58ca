/**
 * Byte text: a text of which each character is one byte. A file of somebody else is read and written as such, because a line in
 * Latin-1 has to stay what it is; only what is compared or put into it is made from text.
 */

/** TextDecoder's "latin1" is windows-1252, which is not each byte as it is. */
export function toByteText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export function fromByteText(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

/** A text of ours as the bytes of UTF-8. */
export function encodeByteText(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** Byte text for people: UTF-8 if it is that, else each byte a character. */
export function showByteText(text: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(fromByteText(text));
  } catch {
    return text;
  }
}
