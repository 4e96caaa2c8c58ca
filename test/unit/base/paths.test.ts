/** Paths as texts. */
import { expect, test } from "vitest";
import { isWithin, pathNames } from "../../../src/base/paths.ts";

test.each([
  ["/boot", "/boot", true],
  ["/boot", "/boot/grub2/grub.cfg", true],
  ["/boot", "/bootstrap", false],
  ["/boot", "/", false],
  ["/", "/", true],
  ["/", "/boot", true],
])("within %s: %s is %s", (directory, path, expected) => {
  expect(isWithin(directory, path)).toBe(expected);
});

test("a path has its names, with those that climb and without those that stay in place", () => {
  expect(pathNames("//a/./b/../c/")).toEqual(["a", "b", "..", "c"]);
  expect(pathNames("/")).toEqual([]);
});
