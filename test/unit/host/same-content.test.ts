/** Files are compared by a program, and by size before that: what is large is read only if it may be the same. */
import { expect, test } from "vitest";
import { haveSameContent } from "../../../src/host/same-content.ts";
import { createRecordingHost, type ExpectedCommand, type Seed } from "../../support/hosts/recording-host.ts";

async function compare(
  one: Seed,
  other: Seed,
  more: { readonly expect?: readonly ExpectedCommand[]; readonly programs?: readonly string[] } = {},
): Promise<boolean> {
  const host = createRecordingHost({ files: { "/one": one, "/other": other }, ...more });
  const isSame = await haveSameContent(host, "/one", "/other");
  host.assertDone();
  return isSame;
}

test("the program decides between files of one size", async () => {
  const expected = (exitCode: number): readonly ExpectedCommand[] => [{ command: "cmp -s -- /one /other", exitCode }];
  expect(await compare("abc", "abc", { expect: expected(0) })).toBe(true);
  expect(await compare("abc", "abd", { expect: expected(1) })).toBe(false);
  await expect(compare("abc", "abc", { expect: expected(2) })).rejects.toMatchObject({ exit: "failure" });
});

test("files of other sizes, and what is no file, are read by nothing", async () => {
  expect(await compare("abc", "abcd")).toBe(false);
  expect(await compare({ kind: "symlink", target: "/other" }, "abc")).toBe(false);
  expect(await compare("abc", { kind: "other" })).toBe(false);
});

test("without the program they are read in pieces", async () => {
  const large = new Uint8Array(9 * 1024 * 1024).fill(1);
  const none = { programs: [] };
  expect(await compare(large, large.slice(), none)).toBe(true);
  expect(await compare(large, large.with(8 * 1024 * 1024 + 1, 2), none)).toBe(false);
  expect(await compare(new Uint8Array(), new Uint8Array(), none)).toBe(true);
});
