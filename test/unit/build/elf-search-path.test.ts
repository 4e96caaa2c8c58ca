/** A folder for libraries, told to the loader of a program that is made by hand. */
import { expect, test } from "vitest";
import { addSearchPath } from "../../../src/build/elf-search-path.ts";
import { readElfNeeds } from "../../../src/formats/elf.ts";

/** One segment with everything in it: headers, a dynamic section at 512, and zeros from 1024 on. */
function makeProgram(): Buffer {
  const elf = Buffer.alloc(2048);
  elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  elf.writeUInt16LE(62, 18);
  elf.writeBigUInt64LE(64n, 32);
  elf.writeUInt16LE(56, 54);
  elf.writeUInt16LE(2, 56);
  for (const [index, [type, offset, size]] of [
    [1, 0, 2048],
    [2, 512, 32],
  ].entries()) {
    const at = 64 + index * 56;
    elf.writeUInt32LE(type ?? 0, at);
    for (const [field, value] of [
      [8, offset],
      [16, 0x400000 + (offset ?? 0)],
      [32, size],
      [40, size],
    ] as const)
      elf.writeBigUInt64LE(BigInt(value ?? 0), at + field);
  }
  // The table of names, and the end.
  elf.writeBigUInt64LE(5n, 512);
  elf.writeBigUInt64LE(0x400000n + 900n, 520);
  return elf;
}

const read = async (elf: Buffer): Promise<string | undefined> =>
  (await readElfNeeds(async (offset, length) => await Promise.resolve(elf.subarray(offset, offset + length))))
    ?.searchPath;

test("the loader is told the folder, and nothing else of the program changes", async () => {
  const elf = makeProgram();
  expect(await read(elf)).toBeUndefined();
  expect(addSearchPath(elf, 1024, "/usr/lib/own")).toBe(13);
  expect(await read(elf)).toBe("/usr/lib/own");
  // The end is still behind it, and belongs to the section.
  expect(elf.readBigUInt64LE(64 + 56 + 32)).toBe(48n);
  expect(elf.subarray(544, 560).every((byte) => byte === 0)).toBe(true);
});

test("a program without room for it, or that has a folder already, is refused", () => {
  const full = makeProgram();
  full.fill(1, 544, 560);
  expect(() => addSearchPath(full, 1024, "/own")).toThrow(/no room for a search path/u);
  const used = makeProgram();
  used.fill(1, 1024, 1025);
  expect(() => addSearchPath(used, 1024, "/own")).toThrow(/no room for a search path/u);
  const told = makeProgram();
  addSearchPath(told, 1024, "/own");
  expect(() => addSearchPath(told, 1100, "/other")).toThrow(/another form than is known/u);
  expect(() => addSearchPath(makeProgram(), 4096, "/own")).toThrow(/no place for a search path/u);
});
