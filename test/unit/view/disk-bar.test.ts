/** Disks drawn to scale. */
import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { renderBar, scaleColumns } from "../../../src/view/disk-bar.ts";
import { plainStyle, textWidth } from "../../../src/view/style.ts";

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;
const paint = (text: string): string => text;

test("columns are in proportion, and what is tiny stays visible at the cost of the others", () => {
  expect(scaleColumns([GiB, 3 * GiB], 40, 3)).toEqual([10, 30]);
  expect(scaleColumns([24 * MiB, 100 * MiB, 10 * GiB, 10 * GiB], 76, 3)).toEqual([3, 3, 35, 35]);
  expect(scaleColumns([1, 1, 1, 1], 3, 3)).toEqual([1, 1, 1, 1]);
});

test("the columns always add up, keep their order of size and their minimum", () => {
  const sizes = array(integer({ min: 1, max: 4 * 1024 * GiB }), { minLength: 1, maxLength: 20 });
  assert(
    property(sizes, integer({ min: 60, max: 300 }), (parts, columns) => {
      const widths = scaleColumns(parts, columns, 3);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(columns);
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

test("labels are whole, or cut where enough of them is left, or only the number", () => {
  const segments = [
    { bytes: 100 * MiB, number: "1", label: "boot", paint },
    { bytes: 2 * GiB, number: "2", label: "/srv/日本語/shared", paint },
    { bytes: 6 * GiB, number: "3", label: "/", paint },
  ];
  const lines = renderBar(segments, 60, plainStyle);
  expect(lines).toEqual([
    "┌───┬─────────────┬────────────────────────────────────────┐",
    "│1  │2 /srv/日本… │3 /                                     │",
    "└───┴─────────────┴────────────────────────────────────────┘",
  ]);
  expect(lines.map(textWidth)).toEqual([60, 60, 60]);
});
