/** What a text has to be that opens an encrypted volume. */
import { BareonError } from "./errors.ts";

/** Letters of the shortest key. */
const shortest = 8;
/** Bytes of the longest: cryptsetup reads no more of what is typed. */
const longest = 512;
/**
 * A key is one line of text, because it may have to be typed at boot; the newline at its end is no part of it, nor is a byte order mark before it. `name` is where it is from.
 * Throws BareonError "usage", which does not show it.
 */
export function parseKey(text: string, name: string): string {
  const key = text.replace(/^\uFEFF/u, "").replace(/\r?\n$/u, "");
  const problem = /\p{Cc}|\uFFFD/u.test(key)
    ? "has more than one line, or other characters than those of a text"
    : key.length < shortest
      ? `has fewer than ${shortest} characters`
      : new TextEncoder().encode(key).length > longest
        ? `has more than ${longest} bytes`
        : undefined;
  if (problem === undefined) return key;
  throw new BareonError("usage", `The key in ${name} ${problem}.`, {
    hint: `A key is one line of ${shortest} characters to ${longest} bytes; a newline at its end does not count.`,
  });
}
