/** Text of man pages as their readers see it. */

/** A literal block with what its escapes stand for. Throws for an escape that would be read as something else than text. */
export function readLiteral(block: string): string {
  return block.replaceAll(/\\(?<escape>.?)/gu, (escape, character: string) => {
    if (character === "e") return "\\";
    if (character === "&") return "";
    throw new Error(`the page has ${escape} in a literal block, where a backslash is written as \\e`);
  });
}
