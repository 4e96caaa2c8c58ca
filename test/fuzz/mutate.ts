/** Makes damaged and hostile inputs out of good ones, the same ones for the same seed: for bytes, for lines and for JSON values. */

/** Numbers from 0 to 1, the same row for the same seed (mulberry32). */
export function randomRow(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Longest input in bytes: what the bounded readers of the programs let through is no longer. */
export const longestInput = 256 * 1024;

/** Pieces that parsers trip over: quoting, blanks, numbers at their limits, separators, other encodings. */
export const pieces = [
  "\0",
  "\n",
  "\r\n",
  " ",
  "\t",
  "'",
  '"',
  "\\",
  "\\\n",
  "$",
  "$(",
  "`",
  "{",
  "}",
  "[",
  "]",
  "=",
  "+=",
  "#",
  "/",
  "../",
  "//",
  "%",
  "%zz",
  ":",
  ";",
  ",",
  "&",
  "*",
  "<<",
  "---\n",
  "!!binary ",
  "-1",
  "0",
  "00",
  "1e999",
  "4294967295",
  "9007199254740993",
  "99999999999999999999",
  "NaN",
  "menuentry ",
  "linux ",
  "initrd ",
  "set default=",
  "NAME=",
  "export ",
  "\u{ff}",
  "\u{2028}",
  "\u{1b}[2J",
  "ä",
].map((text) => new TextEncoder().encode(text));

function pick<T>(random: () => number, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)];
}

function splice(bytes: Uint8Array, start: number, end: number, middle: Uint8Array): Uint8Array {
  const result = new Uint8Array(start + middle.length + bytes.length - end);
  result.set(bytes.subarray(0, start));
  result.set(middle, start);
  result.set(bytes.subarray(end), start + middle.length);
  return result;
}

function repeat(bytes: Uint8Array, count: number): Uint8Array {
  const result = new Uint8Array(bytes.length * count);
  for (let index = 0; index < count; index += 1) result.set(bytes, index * bytes.length);
  return result;
}

type Change = (bytes: Uint8Array, random: () => number, seeds: readonly Uint8Array[]) => Uint8Array;

const changes: readonly Change[] = [
  (bytes, random) => {
    const copy = bytes.slice();
    for (let count = 1 + Math.floor(random() * 8); count > 0; count -= 1)
      copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
    return copy;
  },
  (bytes, random) => {
    const start = Math.floor(random() * bytes.length);
    return splice(bytes, start, Math.min(bytes.length, start + 1 + Math.floor(random() * 64)), new Uint8Array());
  },
  (bytes, random) => {
    const start = Math.floor(random() * (bytes.length + 1));
    return splice(bytes, start, start, pick(random, pieces) ?? new Uint8Array());
  },
  // Many times the same: what is quadratic or worse shows here.
  (bytes, random) => {
    const start = Math.floor(random() * (bytes.length + 1));
    const piece = pick(random, pieces) ?? new Uint8Array([0]);
    const length = 2 ** (4 + Math.floor(random() * 14));
    return splice(bytes, start, start, repeat(piece, Math.max(1, Math.floor(length / piece.length))));
  },
  (bytes, random) => {
    const start = Math.floor(random() * bytes.length);
    const part = bytes.subarray(start, start + 1 + Math.floor(random() * 200));
    return splice(bytes, start, start, repeat(part, 2 ** Math.floor(random() * 11)));
  },
  (bytes, random, seeds) => {
    const other = pick(random, seeds) ?? bytes;
    return splice(
      other,
      Math.floor(random() * (other.length + 1)),
      other.length,
      bytes.subarray(Math.floor(random() * bytes.length)),
    );
  },
  (bytes, random) => bytes.subarray(0, Math.floor(random() * (bytes.length + 1))),
];

/** One input: a seed, changed in one to four ways; at most `longestInput` bytes. */
export function mutateBytes(seeds: readonly Uint8Array[], random: () => number): Uint8Array {
  let bytes = pick(random, seeds) ?? new Uint8Array();
  for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) {
    const change = pick(random, changes);
    if (change !== undefined && bytes.length > 0) bytes = change(bytes, random, seeds).subarray(0, longestInput);
  }
  return bytes;
}

const strangeValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  1e308,
  2 ** 53 - 1,
  2 ** 53,
  "",
  " ",
  "/",
  "//",
  "../..",
  "a\0b",
  "\u{1b}[31m",
  "x".repeat(70_000),
  [],
  {},
  [[]],
  { a: null },
  "40%",
  "remaining",
  "1 EiB",
  "none",
  "swap",
  "__proto__",
  "constructor",
  { __proto__: null, toString: 1 },
];

interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string | number;
}

function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown> | unknown[];
  const keys: readonly (string | number)[] = Array.isArray(holder) ? [...holder.keys()] : Object.keys(holder);
  return keys.flatMap((key) => [{ holder, key }, ...placesOf((holder as Record<string | number, unknown>)[key])]);
}

/** A JSON value with some of its parts replaced, dropped, doubled or exchanged with another part. */
export function mutateJson(seeds: readonly unknown[], random: () => number): unknown {
  const value = structuredClone(pick(random, seeds));
  for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) {
    const places = placesOf(value);
    const place = pick(random, places);
    if (place === undefined) return value;
    const holder = place.holder as Record<string | number, unknown>;
    const kind = random();
    if (kind < 0.5) holder[place.key] = structuredClone(pick(random, strangeValues));
    else if (kind < 0.65 && Array.isArray(place.holder)) place.holder.push(structuredClone(holder[place.key]));
    else if (kind < 0.8) Reflect.deleteProperty(holder, place.key);
    else {
      const other = pick(random, places);
      if (other !== undefined)
        holder[place.key] = structuredClone((other.holder as Record<string | number, unknown>)[other.key]);
    }
  }
  return value;
}
