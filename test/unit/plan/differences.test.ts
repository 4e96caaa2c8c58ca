/** Where two JSON values differ: the innermost places, whatever the order of keys. */
import { expect, test } from "vitest";
import { findDifferences } from "../../../src/plan/differences.ts";

test("the innermost places are told, keys in any order", () => {
  const one = { a: [1, { b: "x", "c/d": null }], e: true, f: [1], g: {} };
  const other = { e: true, a: [1, { "c/d": 0, b: "x" }], f: [1, 2], h: "new", g: {} };
  expect(findDifferences(one, other)).toEqual([
    { pointer: "/a/1/c~1d", one: null, other: 0 },
    { pointer: "/f", one: [1], other: [1, 2] },
    { pointer: "/h", one: undefined, other: "new" },
  ]);
  expect(findDifferences(one, structuredClone(one))).toEqual([]);
});

test("an object is not a list, and nothing is not null", () => {
  expect(findDifferences({ a: {} }, { a: [] })).toEqual([{ pointer: "/a", one: {}, other: [] }]);
  expect(findDifferences({ a: null }, {})).toEqual([{ pointer: "/a", one: null, other: undefined }]);
  expect(findDifferences("x", "y")).toEqual([{ pointer: "", one: "x", other: "y" }]);
});
