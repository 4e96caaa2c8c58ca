/** Sizes in bytes as people and configs write them (a bare number is MiB, kB is 1000, as KB is, KiB is 1024, s is a sector; provision.json(5), "Sizes"). */

/** The sector of GPT, GRUB, LVM and MD metadata: 512 bytes, whatever the disk has. */
export const sectorSize = 512;
export const MiB = 1024 * 1024;

export type SizeSpec =
  | { readonly kind: "bytes"; readonly bytes: number }
  | { readonly kind: "percent"; readonly percent: number }
  | { readonly kind: "remaining" };

/** Characters of a size: exact arithmetic with more digits takes more than its share of time, and no disk has such a size. */
const longestSize = 64;

const decimal = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const binary = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

function unitFactor(written: string): bigint | undefined {
  const unit = written === "KB" ? "kB" : written;
  if (unit === "") return BigInt(MiB);
  if (unit === "B") return 1n;
  if (unit === "s") return BigInt(sectorSize);
  const thousand = decimal.indexOf(unit);
  if (thousand >= 0) return 1000n ** BigInt(thousand + 1);
  const kibi = binary.indexOf(unit);
  return kibi >= 0 ? 1024n ** BigInt(kibi + 1) : undefined;
}

/** A decimal number times a factor, rounded up; exact: floating point would be off by a byte, and so by a MiB. */
function multiply(amount: string, factor: bigint): number {
  const [whole = "", fraction = ""] = amount.split(".");
  const scale = 10n ** BigInt(fraction.length);
  return Number((BigInt(whole + fraction) * factor + scale - 1n) / scale);
}

/** Reads a size of the deploy config; undefined for any other text, and for a number beyond what JSON holds exactly. */
export function parseSize(value: string | number): SizeSpec | undefined {
  const text = String(value).trim();
  if (text === "remaining") return { kind: "remaining" };
  if (text.length > longestSize) return undefined;
  const match = /^(?<amount>\d+(?:\.\d+)?) ?(?<unit>%|[A-Za-z]*)$/u.exec(text);
  const { amount = "", unit = "" } = match?.groups ?? {};
  if (amount === "") return undefined;
  if (unit === "%") {
    const percent = Number(amount);
    return percent > 0 && percent <= 100 ? { kind: "percent", percent } : undefined;
  }
  const factor = unitFactor(unit);
  if (factor === undefined) return undefined;
  const bytes = multiply(amount, factor);
  return Number.isSafeInteger(bytes) && bytes > 0 ? { kind: "bytes", bytes } : undefined;
}

/** True for a size of nothing, in any unit: how configs of old say that a volume is not wanted. */
export function isZeroSize(value: string | number): boolean {
  const text = String(value).trim();
  return text.length <= longestSize && /^0+(?:\.0+)?(?: ?[A-Za-z]+)?$/u.test(text);
}

export function floorMiB(bytes: number): number {
  return Math.floor(bytes / MiB) * MiB;
}

export function ceilMiB(bytes: number): number {
  return Math.ceil(bytes / MiB) * MiB;
}

/**
 * Bytes, in whole MiB, that a size takes of the room it is in: a fixed size rounded up, a percentage down but at least
 * 1 MiB, "remaining" its least, 1 MiB.
 */
export function sizeWithin(size: SizeSpec, room: number): number {
  if (size.kind === "bytes") return ceilMiB(size.bytes);
  return size.kind === "percent" ? Math.max(floorMiB((room * size.percent) / 100), MiB) : MiB;
}

export type Division =
  | { readonly kind: "fits"; readonly sizes: readonly number[] }
  /** Bytes that they need at the least. */
  | { readonly kind: "too-small"; readonly needed: number };

/** What each size gets of a room, in whole MiB and in their order; "remaining" gets exactly the rest. */
export function divide(room: number, sizes: readonly SizeSpec[]): Division {
  const least = sizes.map((size) => sizeWithin(size, Math.max(room, 0)));
  const needed = least.reduce((total, size) => total + size, 0);
  if (needed > room) return { kind: "too-small", needed };
  return {
    kind: "fits",
    sizes: least.map((size, index) => (sizes[index]?.kind === "remaining" ? size + room - needed : size)),
  };
}

/** Whole MiB for a person, for numbers that are compared with each other. */
export function renderMiB(bytes: number): string {
  return `${bytes / MiB} MiB`;
}

/** Bytes for a person, in the largest binary unit that keeps the number at 1 or more: "100 MiB", "3.9 GiB". */
export function renderSize(bytes: number): string {
  let value = bytes;
  let unit = "B";
  for (const next of binary) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} ${unit}`;
}
