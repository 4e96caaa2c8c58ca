/** How long a machine did not answer is the longest time between two answers. */
import { expect, test } from "vitest";
import { longestGap } from "../../support/vm/answers.ts";

test("the longest time between two answers, in whatever order they came", () => {
  expect(longestGap([1000, 1400, 9000, 1200, 8800])).toBe(7400);
  expect(longestGap([5])).toBe(0);
  expect(longestGap([])).toBe(0);
});
