/** Which of two versions is newer: the Version Format Specification of the UAPI group (UAPI.10), and the kernel's own way to name what comes before a release. */

/** In the names of kernels these come before the release that they lead to, as grub-mkconfig has it: 6.10.0-rc3 before 6.10.0. */
const preRelease = /[._-](?=(?:pre|rc|test|git|old|trunk)(?![a-z]))/gu;

const separators = ["-", "^", "."] as const;

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= "0" && char <= "9";
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && ((char >= "a" && char <= "z") || (char >= "A" && char <= "Z"));
}

function isKnown(char: string): boolean {
  return isDigit(char) || isLetter(char) || "~-^.".includes(char);
}

function rank(one: boolean, other: boolean): number {
  return Number(one) - Number(other);
}

/** Reads a text from its start to its end. */
class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get next(): string | undefined {
    return this.text[this.at];
  }

  skip(): void {
    this.at += 1;
  }

  take(accepts: (char: string | undefined) => boolean): string {
    const start = this.at;
    while (this.at < this.text.length && accepts(this.next)) this.at += 1;
    return this.text.slice(start, this.at);
  }
}

function compareNumbers(one: string, other: string): number {
  // A number is newer than none, and so than letters.
  if (one === "" || other === "") return rank(one !== "", other !== "");
  const [short, long] = [one.replace(/^0+/u, ""), other.replace(/^0+/u, "")];
  return short.length - long.length || rank(short > long, short < long);
}

function compareLetters(one: string, other: string): number {
  return rank(one > other, one < other);
}

/** Takes the character from both; where one alone has it, that one is the older. */
function compareMark(a: Reader, b: Reader, mark: string): number {
  const difference = rank(a.next !== mark, b.next !== mark);
  if (difference === 0 && a.next === mark) {
    a.skip();
    b.skip();
  }
  return difference;
}

/** The order of the next pieces of both; undefined at the end of one. */
function comparePieces(a: Reader, b: Reader): number | undefined {
  for (const reader of [a, b]) reader.take((char) => !isKnown(char ?? ""));
  const early = compareMark(a, b, "~");
  if (early !== 0) return early;
  if (a.next === undefined || b.next === undefined) return undefined;
  for (const mark of separators) {
    const difference = compareMark(a, b, mark);
    if (difference !== 0) return difference;
  }
  return isDigit(a.next) || isDigit(b.next)
    ? compareNumbers(a.take(isDigit), b.take(isDigit))
    : compareLetters(a.take(isLetter), b.take(isLetter));
}

/** Below 0 if `one` is older, above 0 if it is newer, 0 if they are the same version. It takes time in proportion to their length. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [new Reader(one.replaceAll(preRelease, "~")), new Reader(other.replaceAll(preRelease, "~"))];
  for (;;) {
    const difference = comparePieces(a, b);
    // Of two that are the same so far the longer one is the newer.
    if (difference === undefined) return rank(a.next !== undefined, b.next !== undefined);
    if (difference !== 0) return difference;
  }
}
