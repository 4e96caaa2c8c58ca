/** Documents from users: JSON, YAML, and where it is wrong. */
import { expect, test } from "vitest";
import { parseDocument, readDocument, readSource } from "../../../src/cli/input.ts";
import { validate } from "../../../src/schema/inventory.validate.js";
import { createRecordingHost } from "../../support/hosts/recording-host.ts";

async function parse(text: string): Promise<unknown> {
  return await parseDocument({ name: "x", text });
}

test("JSON and YAML give the same", async () => {
  const value = { images: [{ name: "a", size: "1 GiB", boot: true }], partitions: [] };
  expect(await parse(JSON.stringify(value))).toEqual(value);
  expect(await parse("images:\n  - name: a\n    size: 1 GiB\n    boot: true\npartitions: []\n")).toEqual(value);
});

test.each([
  ['{"a": 1,\n "b" 2}', "x:2:6: this is neither JSON nor YAML: Expected ':' after property name"],
  ["a: 1\nb: [1, 2\nc: 3\n", /^x:3:\d+: this is neither JSON nor YAML: /u],
  ["a: 1\na: 2\n", "x:2:1: this is neither JSON nor YAML: Map keys must be unique"],
])("the place of an error is named: %j", async (text, message) => {
  await expect(parse(text)).rejects.toThrow(message);
});

test("a missing file, one that is no text, and one of another schema are refused as invalid", async () => {
  const host = createRecordingHost({
    files: { "/bytes": Uint8Array.of(0xff, 0xfe), "/other": '{"version": 2}', "/old": '{"version": 1}' },
  });
  await expect(readSource(host, "/none")).rejects.toMatchObject({
    exit: "invalid",
    message: "There is no file /none.",
  });
  await expect(readSource(host, "/bytes")).rejects.toMatchObject({ exit: "invalid" });
  await expect(readDocument(host, "/other", "inventory", 2, validate)).rejects.toMatchObject({
    exit: "invalid",
    message: "/other is no inventory.",
    violations: expect.arrayContaining([
      expect.objectContaining({ problem: expect.stringContaining("disks") as string }),
    ]) as unknown[],
  });
  await expect(readDocument(host, "/old", "inventory", 2, validate)).rejects.toMatchObject({
    exit: "invalid",
    message: "/old is of version 1 of its format, and this program reads version 2.",
    violations: [],
  });
});
