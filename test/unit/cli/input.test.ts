/** Documents from users: JSON, YAML, and where it is wrong. */
import { expect, test } from "vitest";
import { parseDocument, readDocument, readSource } from "../../../src/cli/input.ts";
import { readActions } from "../../../src/cli/provision/actions.ts";
import { readConfigSource, readInventory, readPlan } from "../../../src/cli/provision/deploy-source.ts";
import { readGivenKeys } from "../../../src/cli/provision/keys.ts";
import { validate } from "../../../src/schema/inventory.validate.js";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

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
  ["a: 1\n---\nb: 2\n", "x:2:1: this is neither JSON nor YAML: there is more than one document"],
  ['{"a": 1,\n "b": [{"a": 1, "c": {}}, {"a": 2}],\n "\\u0061" : 3}', 'x:3:2: the key "a" stands twice in one object.'],
  ['[{"a": ["\\\\", ":\\"", "a"], "d": {"a": "a", "a": 1}}]', 'x:1:44: the key "a" stands twice in one object.'],
  [" \n", "x is empty."],
])("the place of an error is named: %j", async (text, message) => {
  await expect(parse(text)).rejects.toThrow(message);
});

test("an anchor is used several times, and means the same each time", async () => {
  expect(await parse("a: &x [1, 2]\nb: *x\nc: {d: *x}\n")).toEqual({ a: [1, 2], b: [1, 2], c: { d: [1, 2] } });
});

const multiplied = Array.from(
  { length: 8 },
  (_, level) => `a${level}: &a${level} [${`*a${level - 1},`.repeat(level === 0 ? 0 : 10)}1]\n`,
);

test.each([
  [
    "aliases that multiply",
    multiplied.join(""),
    "x:6:9: this is neither JSON nor YAML: there are more than 100000 values",
  ],
  ["many aliases", `a: &x 1\nb: [${"*x, ".repeat(101)}]\n`, /^x:2:\d+: .*there are more than 100 aliases$/u],
  [
    "an alias inside of its own anchor",
    "a: &x [*x]\n",
    "x:1:8: this is neither JSON nor YAML: the alias has no anchor before it",
  ],
  ["an alias without an anchor", "a: *x\n", "the alias has no anchor before it"],
  ["lists in lists on a line", `a: ${"[".repeat(5000)}`, /^x.*lists and maps are nested more than 64 deep$/u],
  ["lists in lists by dashes", `${"- ".repeat(5000)}a\n`, /^x.*lists and maps are nested more than 64 deep$/u],
  [
    "maps in maps by blanks",
    Array.from({ length: 70 }, (_, level) => `${" ".repeat(level)}a:\n`).join(""),
    /nested more than 64 deep$/u,
  ],
  ["deep JSON", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, /^x: lists and maps are nested more than 64 deep/u],
  ["a list as a key", "? [a]\n: b\n", "x:1:3: this is neither JSON nor YAML: a key has to be a plain text"],
  ["long YAML", "a: b # \n".repeat(40_000), "x: this is neither JSON nor YAML: it is longer than 256 KiB"],
])("%s: refused as invalid, with the place", async (_, text, message) => {
  await expect(parse(text)).rejects.toMatchObject({ exit: "invalid" });
  await expect(parse(text)).rejects.toThrow(message);
});

test("a file that is too long for a document is not read", async () => {
  const host = createRecordingHost({ files: { "/long": "x".repeat(17 * 1024 * 1024) } });
  await expect(readSource(createTestContext(host), "/long")).rejects.toMatchObject({
    exit: "invalid",
    message: "/long is longer than 16 MiB, and so no document.",
  });
});

test("a missing file, a folder, one that is no text, and one of another schema are refused as invalid", async () => {
  const host = createRecordingHost({
    files: { "/bytes": Uint8Array.of(0xff, 0xfe), "/other": '{"version": 2}', "/old": '{"version": 1}' },
  });
  await expect(readSource(createTestContext(host), "/none")).rejects.toMatchObject({
    exit: "invalid",
    message: "There is no file /none.",
  });
  for (const [option, read] of [
    ["key-file", readGivenKeys(createTestContext(host), new Map([["key-file", ["/none"]]]))],
    ["plan", readPlan(createTestContext(host), "/none")],
    ["inventory", readInventory(createTestContext(host), "/none")],
  ] as const)
    await expect(read).rejects.toMatchObject({ message: `--${option}: There is no file /none.` });
  const folder = createRecordingHost({ files: { "/folder/file": "" } });
  for (const [option, read] of [
    ["key-file", readGivenKeys(createTestContext(folder), new Map([["key-file", ["/folder"]]]))],
    ["plan", readPlan(createTestContext(folder), "/folder")],
    ["actions", readActions(createTestContext(folder), new Map([["actions", "/folder"]]))],
  ] as const)
    await expect(read).rejects.toMatchObject({
      exit: "invalid",
      message: expect.stringMatching(new RegExp(`^--${option}: Cannot read /folder`, "u")) as string,
    });
  await expect(readSource(createTestContext(host), "/bytes")).rejects.toMatchObject({ exit: "invalid" });
  await expect(readDocument(createTestContext(host), "/other", "inventory", 2, validate)).rejects.toMatchObject({
    exit: "invalid",
    message: "/other is no inventory.",
    violations: expect.arrayContaining([
      expect.objectContaining({ problem: expect.stringContaining("disks") as string }),
    ]) as unknown[],
  });
  await expect(readDocument(createTestContext(host), "/old", "inventory", 2, validate)).rejects.toMatchObject({
    exit: "invalid",
    message: "/old is of version 1 of its format, and this program reads version 2.",
    violations: [],
  });
});

test("who names no deploy config, and has none at the usual place, is told how to name one", async () => {
  const ctx = createTestContext(createRecordingHost({ files: {} }));
  const usual = new Map([["input-data-file", "/tmp/provision.json"]]);
  await expect(readConfigSource(ctx, usual)).rejects.toMatchObject({
    message: "There is no file /tmp/provision.json.",
    hint: "Name the deploy config: --input-data-file FILE",
  });
  const named = new Map([["input-data-file", "/x.json"]]);
  await expect(readConfigSource(ctx, named)).rejects.toMatchObject({ exit: "invalid", hint: undefined });
});
