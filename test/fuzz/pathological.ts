/** Inputs that grow: a small piece many times, alone and inside of a good input. A parser that takes more than its share of time for a length shows with them. */
import { pieces } from "./mutate.ts";

/** What is repeated besides: pairs of which one begins what the other ends or goes on, and lines as the formats have them. */
const pairs = [
  " \n",
  "\r\n\r\n",
  " ---\n",
  "- ",
  "- a\n",
  "? ",
  "a: ",
  "a: b\n",
  "[a,",
  "&a [*a,",
  '\\"',
  '"\\',
  "'\\''",
  "a=b\n",
  "a b\n",
  "a/",
  "/b/../",
  "x-",
  "a.",
  "a://",
  "?a",
  "@",
  "a@\r",
  "a:b:",
  " : ",
  "() = ",
  "(35)",
  "$$",
  "linux /a\n",
  "menuentry 'a' {\n",
  " bareon.reason=a",
  "options a\n",
  "DEVNAME=a\n\n",
  "HTTP/1.1 100 A\n\n",
  "/dev/a:a:a:linux\n",
  "/dev/a:/dev/a:a:/a:/a:a\n",
  "a {\n",
  "a = [",
  "\\x41",
  "\\040",
].map((text) => new TextEncoder().encode(text));

const repeated: readonly Uint8Array[] = [...pieces, ...pairs];

/** Behind the first of each the pieces are put in. */
const places = ['"', "=", " ", ":", "\n", "{", "(", "/", "'", "["];

/** Places of a seed that are used, besides its ends. */
const mostCuts = 5;

function fill(piece: Uint8Array, length: number): Uint8Array {
  const count = Math.max(1, Math.floor(length / piece.length));
  const result = new Uint8Array(count * piece.length);
  for (let at = 0; at < result.length; at += piece.length) result.set(piece, at);
  return result;
}

export interface GrowingInput {
  /** What it is, for a message. */
  readonly name: string;
  /** The input that has about that length. */
  readonly make: (length: number) => unknown;
}

/** Where a seed is cut: behind one of each of the places, at the end of its first line, and at its own. */
function cutsOf(seed: Uint8Array): ReadonlySet<number> {
  const text = Buffer.from(seed).toString("latin1");
  const found = places.map((place) => text.indexOf(place)).filter((at) => at >= 0);
  const line = text.indexOf("\n");
  return new Set([...found.map((at) => at + 1).slice(0, mostCuts), ...(line < 0 ? [] : [line]), seed.length]);
}

/** For bytes. Of long seeds, which are such inputs themselves, only what they are repeated is of use. */
export function growingBytes(seeds: readonly Uint8Array[]): GrowingInput[] {
  const name = (piece: Uint8Array): string => JSON.stringify(Buffer.from(piece).toString().slice(0, 60));
  const inside = seeds
    .filter((seed) => seed.length < 2000)
    .slice(0, 1)
    .flatMap((seed, number) => Array.from(cutsOf(seed), (at) => ({ seed, number, at })));
  return [
    ...repeated.map((piece) => ({ name: name(piece), make: (length: number) => fill(piece, length) })),
    ...seeds.map((seed) => ({ name: `all of ${name(seed)}`, make: (length: number) => fill(seed, length) })),
    ...repeated.flatMap((piece) =>
      inside.map(({ seed, number, at }) => ({
        name: `${name(piece)} at ${at} of seed ${number}`,
        make: (length: number) => Buffer.concat([seed.subarray(0, at), fill(piece, length), seed.subarray(at)]),
      })),
    ),
  ];
}

type Holder = Record<string | number, unknown>;

/** The paths to every value, one of each list alone. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()].slice(0, 1) : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf((value as Holder)[key], [...path, key]))];
}

function grow(value: unknown, length: number): unknown {
  if (typeof value === "string") return Buffer.from(fill(Buffer.from(value === "" ? "x" : value), length)).toString();
  if (!Array.isArray(value) || value.length === 0) return value;
  const share = JSON.stringify(value[0]).length;
  return Array.from(
    { length: Math.ceil(length / share) },
    (_, index) => structuredClone(value[index % value.length]) as unknown,
  );
}

/** For JSON values: each of their texts and lists many times as long. */
export function growingJson([seed]: readonly unknown[]): GrowingInput[] {
  return pathsOf(seed).flatMap((path) => {
    const last = path.at(-1);
    if (last === undefined) return [];
    const make = (length: number): unknown => {
      const copy: unknown = structuredClone(seed);
      const holder = path.slice(0, -1).reduce((one, key) => (one as Holder)[key], copy) as Holder;
      holder[last] = grow(holder[last], length);
      return copy;
    };
    return [{ name: `a long ${path.join("/")}`, make }];
  });
}
