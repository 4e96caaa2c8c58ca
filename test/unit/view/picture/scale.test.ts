/** Parts of a bar to scale. */
import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { scaleTo } from "../../../../src/view/picture/scale.ts";

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

test("units are in proportion, and what is tiny stays visible at the cost of the others", () => {
  expect(scaleTo([GiB, 3 * GiB], 40, 3)).toEqual([10, 30]);
  expect(scaleTo([24 * MiB, 100 * MiB, 10 * GiB, 10 * GiB], 76, 3)).toEqual([3, 3, 35, 35]);
  expect(scaleTo([1, 1, 1, 1], 3, 3)).toEqual([1, 1, 1, 1]);
});

test("the units always add up, keep their order of size and their minimum", () => {
  const sizes = array(integer({ min: 1, max: 4 * 1024 * GiB }), { minLength: 1, maxLength: 20 });
  assert(
    property(sizes, integer({ min: 60, max: 1000 }), (parts, units) => {
      const widths = scaleTo(parts, units, 3);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(units);
      expect(Math.min(...widths)).toBeGreaterThanOrEqual(3);
      const misplaced = parts.flatMap((size, one) =>
        parts.flatMap((smaller, other) =>
          smaller < size && (widths[one] ?? 0) < (widths[other] ?? 0) ? [[smaller, size]] : [],
        ),
      );
      expect(misplaced).toEqual([]);
    }),
  );
});

test("what is wider than the minimum is to scale, to a unit, among all that is", () => {
  const sizes = array(integer({ min: 1, max: 4 * 1024 * GiB }), { minLength: 1, maxLength: 20 });
  assert(
    property(sizes, (parts) => {
      const widths = scaleTo(parts, 912, 16);
      const large = parts.map((size, index) => ({ size, width: widths[index] ?? 0 })).filter(({ width }) => width > 16);
      const [room, total] = [
        large.reduce((sum, one) => sum + one.width, 0),
        large.reduce((sum, one) => sum + one.size, 0),
      ];
      // A part that is exactly as wide as the minimum may be among the others, which then have a unit more or less.
      for (const { size, width } of large) expect(Math.abs(width - (size / total) * room)).toBeLessThanOrEqual(2);
    }),
  );
});
