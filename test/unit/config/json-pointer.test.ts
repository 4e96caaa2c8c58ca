/** JSON pointers and the order of a document. */
import { expect, test } from "vitest";
import { at, inDocumentOrder } from "../../../src/config/json-pointer.ts";

test("pointers escape what JSON pointers must, and sort as the document does", () => {
  expect(at("/a", "b/c", "d~e", 0)).toBe("/a/b~1c/d~0e/0");
  const document = { z: [{}, { "a/b": 1 }], ["a"]: 1 };
  const items = ["/a", "/z/1/gone/deep", "/z/1/a~1b", "/nowhere", "/z/0", ""].map((pointer) => ({ pointer }));
  expect(inDocumentOrder(document, items).map(({ pointer }) => pointer)).toEqual([
    "/nowhere",
    "",
    "/z/0",
    "/z/1/gone/deep",
    "/z/1/a~1b",
    "/a",
  ]);
});
