/** Sizes in bytes as people and configs write them (COMPAT: a bare number is MiB, kB is 1000, KiB is 1024). */

export const MiB = 1024 * 1024;

export type SizeSpec =
  | { readonly kind: "bytes"; readonly bytes: number }
  | { readonly kind: "percent"; readonly percent: number }
  | { readonly kind: "remaining" };

const decimal = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const binary = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

function unitFactor(unit: string): number | undefined {
  if (unit === "") return MiB;
  if (unit === "B") return 1;
  const thousand = decimal.indexOf(unit);
  if (thousand >= 0) return 1000 ** (thousand + 1);
  const kibi = binary.indexOf(unit);
  return kibi >= 0 ? 1024 ** (kibi + 1) : undefined;
}

/** Reads a size of the deploy config; undefined where the text is none, or beyond what a JSON number holds exactly. */
export function parseSize(value: string | number): SizeSpec | undefined {
  const text = String(value).trim();
  if (text === "remaining") return { kind: "remaining" };
  const match = /^(?<amount>\d+(?:\.\d+)?) ?(?<unit>%|[A-Za-z]*)$/u.exec(text);
  const { amount = "", unit = "" } = match?.groups ?? {};
  if (amount === "") return undefined;
  if (unit === "%") {
    const percent = Number(amount);
    return percent > 0 && percent <= 100 ? { kind: "percent", percent } : undefined;
  }
  const factor = unitFactor(unit);
  if (factor === undefined) return undefined;
  const bytes = Math.ceil(Number(amount) * factor);
  return Number.isSafeInteger(bytes) && bytes > 0 ? { kind: "bytes", bytes } : undefined;
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
