/** Data of ICU, made small; and a program without a range of its file. */
import { expect, test } from "vitest";
import { findIcuData, isNeeded, renderIcuData, shrinkIcuData } from "../../../src/build/icu-data.ts";

/** Data with those items, as ICU's tools make it, somewhere in other bytes. */
function makeProgram(items: readonly (readonly [name: string, content: string])[]): Buffer {
  const header = Buffer.alloc(32);
  header.writeUInt16LE(32, 0);
  header.set([0xda, 0x27], 2);
  header.set(Buffer.from("CmnD"), 12);
  const none = { start: 0, length: 0, items: [] };
  const contents = items.map(([name, text]) => ({ name: `icudt78l/${name}`, bytes: Buffer.from(text) }));
  return Buffer.concat([
    Buffer.from("CmnD before it "),
    renderIcuData(header, none, contents),
    Buffer.from("after it"),
  ]);
}

const fillers = Array.from({ length: 200 }, (_, index) => [`zone/de_${index}.res`, "x".repeat(100)] as const);
const program = makeProgram([
  ["brkitr/char.brk", "characters"],
  ["cnvalias.icu", "names"],
  ["de.res", "Deutsch"],
  ["en.res", "English"],
  ["ibm-37.cnv", "EBCDIC"],
  ["root.res", "root"],
  ...fillers,
  ["zone/zu.res", "the last"],
]);

test("what another language or encoding needs is left out, and the last item stays where it is", () => {
  const before = findIcuData(program);
  expect(before.items).toHaveLength(206);
  expect(before.items.at(2)?.name).toBe("icudt78l/de.res");
  expect(Buffer.from(before.items[2]?.bytes ?? []).toString("latin1", 0, 7)).toBe("Deutsch");
  const small = Buffer.from(program);
  const free = shrinkIcuData(small);
  expect(small.length).toBe(program.length);
  expect(small.subarray(0, before.start)).toEqual(program.subarray(0, before.start));
  expect(small.subarray(before.start + before.length)).toEqual(program.subarray(before.start + before.length));
  expect(free.start + free.length).toBe(before.start + before.length);
  expect(small.subarray(free.start, free.start + free.length).every((byte) => byte === 0)).toBe(true);
  const count = small.readUInt32LE(before.start + 32);
  expect(count).toBe(4);
  const read = (at: number): string => small.toString("latin1", at, small.indexOf(0, at));
  const table = before.start + 32;
  const item = (index: number): string[] =>
    [4, 8].map((field) => read(table + small.readUInt32LE(table + field + index * 8)));
  expect([0, 1, 2, 3].map((index) => item(index))).toEqual([
    ["icudt78l/brkitr/char.brk", "characters"],
    ["icudt78l/cnvalias.icu", "names"],
    ["icudt78l/en.res", "English"],
    ["icudt78l/root.res", "root"],
  ]);
});

test.each([
  ["root.res", true],
  ["en_US.res", true],
  ["zone/en.res", true],
  ["coll/ucadata.icu", true],
  ["supplementalData.res", true],
  ["pool.res", true],
  ["en_GB.res", false],
  ["lang/pt_BR.res", false],
  ["zh.res", false],
  ["gb18030-2022.cnv", false],
  ["brkitr/cjdict.dict", false],
  ["unames.icu", false],
])("of the items %s is needed: %s", (name, needed) => {
  expect(isNeeded(name)).toBe(needed);
});

test("a program without such data is refused", () => {
  expect(() => findIcuData(Buffer.from("CmnD and no table"))).toThrow(/has no data of ICU in the known form/u);
});
