/** A program without a range of its file, made by hand. */
import { expect, test } from "vitest";
import { cutRange } from "../../../src/build/elf-cut.ts";

const page = 4096;

/** One segment of ten pages, numbered, with the headers in its first page; and one of a page behind it. */
function makeProgram(room = 56, table = 64): Buffer {
  const elf = Buffer.alloc(11 * page);
  for (let index = 1; index < 11; index += 1) elf.fill(index, index * page, (index + 1) * page);
  elf.writeBigUInt64LE(BigInt(table), 0x20);
  elf.fill(0, table, table + 3 * 56);
  elf.writeUInt16LE(2, 0x38);
  for (const [index, [offset, address, size]] of [
    [0, 0x400000, 10 * page],
    [10 * page, 0x800000, page],
  ].entries()) {
    const at = table + index * 56;
    elf.writeUInt32LE(1, at);
    elf.writeUInt32LE(4, at + 4);
    const fields = [offset, address, address, size, size, page];
    for (const [field, value] of fields.entries()) elf.writeBigUInt64LE(BigInt(value ?? 0), at + 8 + field * 8);
  }
  if (room < 56) elf.fill(1, table + 2 * 56 + room, table + 3 * 56);
  return elf;
}

function readSegments(elf: Buffer): number[][] {
  const table = Number(elf.readBigUInt64LE(0x20));
  return Array.from({ length: elf.readUInt16LE(0x38) }, (_, index) =>
    [8, 16, 32].map((field) => Number(elf.readBigUInt64LE(table + index * 56 + field))),
  );
}

test("the whole pages of the range are gone from the file, and all others are where they were in memory", () => {
  const cut = cutRange(makeProgram(), 3 * page + 100, 4 * page);
  expect(cut.length).toBe(8 * page);
  expect(readSegments(cut)).toEqual([
    [0, 0x400000, 4 * page],
    [4 * page, 0x400000 + 7 * page, 3 * page],
    [7 * page, 0x800000, page],
  ]);
  expect([1, 2, 3, 4, 5, 6, 7].map((index) => cut[index * page])).toEqual([1, 2, 3, 7, 8, 9, 10]);
});

test("headers that lie behind the range come to lie before it, as far from the beginning as they are in memory", () => {
  const program = makeProgram(56, 9 * page + 5);
  program.fill(0, 3 * page, 7 * page);
  // The segment that says where they are.
  program.writeUInt32LE(6, 9 * page + 5 + 56);
  const cut = cutRange(program, 3 * page + 4, 4 * page - 4);
  const table = 3 * page + 8;
  expect(Number(cut.readBigUInt64LE(0x20))).toBe(table);
  expect(readSegments(cut)).toEqual([
    [0, 0x400000, 4 * page],
    [4 * page, 0x400000 + 7 * page, 3 * page],
    [table, 0x400000 + table, 3 * 56],
  ]);
  expect(cut.length).toBe(8 * page);
});

test("a range without a whole page leaves the program as it is", () => {
  expect(cutRange(makeProgram(), 3 * page + 1, page)).toEqual(makeProgram());
});

test("a program whose headers cannot grow, or that has no such range, is refused", () => {
  expect(() => cutRange(makeProgram(8), 3 * page, page)).toThrow(/no room for the header/u);
  expect(() => cutRange(makeProgram(), 9 * page, 2 * page)).toThrow(/not in one segment/u);
  expect(() => cutRange(makeProgram(56, 9 * page), 3 * page, page)).toThrow(/no room for its headers/u);
});
