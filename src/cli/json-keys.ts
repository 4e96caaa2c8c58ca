/** Keys that stand twice in one object of a JSON text: JSON.parse takes the last of them without a word. */

export interface RepeatedKey {
  readonly key: string;
  /** Characters from the begin of the text. */
  readonly offset: number;
}

/** The offset of the quotation mark that ends the text that begins at `start`. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

/** Whether a colon follows the text that ends there. */
function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (/\s/u.test(text[at] ?? "")) at += 1;
  return text[at] === ":";
}

/** The first key that stands again in its object; undefined if there is none. The text has to be valid JSON. */
export function findRepeatedKey(text: string): RepeatedKey | undefined {
  /** The keys of each object that is open; those of a list stay empty. */
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{" || character === "[") open.push(new Set());
    else if (character === "}" || character === "]") open.pop();
    else if (character === '"') {
      const start = at;
      at = endOfText(text, start);
      if (!isKey(text, at)) continue;
      const key = String(JSON.parse(text.slice(start, at + 1)));
      if (open.at(-1)?.has(key) === true) return { key, offset: start };
      open.at(-1)?.add(key);
    }
  }
  return undefined;
}
