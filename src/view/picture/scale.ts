/** How parts share the length of a bar: to scale, except that what is tiny stays visible. */

/**
 * Whole units for parts of these sizes that together fill `units`, each at least `minimum` wide as long as they all fit so. What the
 * small ones get beyond their share is taken from the large ones.
 */
export function scaleTo(sizes: readonly number[], units: number, minimum: number): number[] {
  const least = Math.max(1, Math.min(minimum, Math.floor(units / Math.max(sizes.length, 1))));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let spare = units;
  let rest = total;
  const fixed = new Set<number>();
  // Parts that would be too narrow are set first; the others share what is left.
  for (let again = true; again;) {
    again = false;
    for (const [index, size] of sizes.entries()) {
      if (fixed.has(index) || (rest > 0 && (size / rest) * spare >= least)) continue;
      fixed.add(index);
      spare -= least;
      rest -= size;
      again = true;
    }
  }
  const widths = sizes.map((size, index) => (fixed.has(index) ? least : Math.floor((size / rest) * spare)));
  const order = sizes
    .map((_, index) => index)
    .filter((index) => !fixed.has(index))
    .sort((one, other) => (sizes[other] ?? 0) - (sizes[one] ?? 0));
  let left = units - widths.reduce((sum, width) => sum + width, 0);
  for (const index of order) {
    if (left <= 0) break;
    widths[index] = (widths[index] ?? 0) + 1;
    left -= 1;
  }
  return widths;
}
