/** UUIDs are the same whatever their letters are, and what is not there is the same as nothing. */
import { expect, test } from "vitest";
import { isSameUuid } from "../../../src/base/uuid.ts";

test.each([
  ["ABCD-12EF", "abcd-12ef", true],
  ["abcd-12ef", "abcd-12ef", true],
  ["abcd-12ef", "abcd-12e0", false],
  ["abcd-12ef", null, false],
  [undefined, "abcd-12ef", false],
  [null, null, false],
  [undefined, undefined, false],
])("%s and %s: %s", (one, other, isSame) => {
  expect(isSameUuid(one, other)).toBe(isSame);
});
