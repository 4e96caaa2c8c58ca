/** Sizes as configs write them, against exact arithmetic. */
import { assert, constantFrom, integer, nat, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import { parseSize, renderMiB, renderSize } from "../../../src/base/sizes.ts";

const letters = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
const units = new Map<string, bigint>([
  ["", 1024n ** 2n],
  ["B", 1n],
  ["s", 512n],
  ...letters.flatMap((letter, index): [string, bigint][] => {
    const power = BigInt(index + 1);
    return [
      [`${letter}B`, 1000n ** power],
      [`${letter === "k" ? "K" : letter}iB`, 1024n ** power],
    ];
  }),
]);

test("every unit counts exactly, rounded up to a byte, or is refused where a number cannot hold it", () => {
  const amounts = tuple(
    nat(20_000),
    integer({ min: 0, max: 999 }),
    nat(3),
    constantFrom(...units.keys()),
    constantFrom("", " "),
  );
  assert(
    property(amounts, ([whole, fraction, digits, unit, blank]) => {
      const tail = String(fraction).padStart(3, "0").slice(0, digits);
      const text = `${whole}${digits === 0 ? "" : `.${tail}`}${unit === "" ? "" : blank}${unit}`;
      const scale = 10n ** BigInt(tail.length);
      const exact = BigInt(whole) * scale + BigInt(digits === 0 || tail === "" ? 0 : tail);
      const bytes = (exact * (units.get(unit) ?? 0n) + scale - 1n) / scale;
      const fits = bytes > 0n && bytes <= BigInt(Number.MAX_SAFE_INTEGER);
      expect(parseSize(text)).toEqual(fits ? { kind: "bytes", bytes: Number(bytes) } : undefined);
    }),
    { numRuns: 10_000 },
  );
});

test("bare numbers are MiB, percentages and remaining are what they say", () => {
  expect(parseSize(64)).toEqual({ kind: "bytes", bytes: 64 * 1024 ** 2 });
  expect(parseSize(0.5)).toEqual({ kind: "bytes", bytes: 512 * 1024 });
  expect(parseSize("40%")).toEqual({ kind: "percent", percent: 40 });
  expect(parseSize(" 12.5 % ")).toEqual({ kind: "percent", percent: 12.5 });
  expect(parseSize(" remaining ")).toEqual({ kind: "remaining" });
});

test.for([
  "",
  "0",
  "0 GiB",
  "0%",
  "101%",
  "-1",
  "+1",
  "1e3",
  "1,5 GiB",
  "1.GiB",
  ".5 GiB",
  "1  GiB",
  "1 GiBs",
  "1 gib",
  "1 MIB",
  "1G",
  "1 k",
  "GiB",
  "Remaining",
  "9 PiB",
  "1 YiB",
])("%j is no size", (text) => {
  expect(parseSize(text)).toBeUndefined();
});

test.for([
  [0, "0 B"],
  [1, "1 B"],
  [1023, "1023 B"],
  [1024, "1 KiB"],
  [100 * 1024 ** 2, "100 MiB"],
  [3.9 * 1024 ** 3, "3.9 GiB"],
  [8 * 1024 ** 3 - 1, "8 GiB"],
  [500_107_862_016, "466 GiB"],
] as const)("%i bytes are shown as %s", ([bytes, text]) => {
  expect(renderSize(bytes)).toBe(text);
});

test("sizes that are compared are shown in MiB", () => {
  expect(renderMiB(8193 * 1024 ** 2)).toBe("8193 MiB");
});
