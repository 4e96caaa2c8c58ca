/** A folder for libraries, told to the loader of a program that is made by hand. */
import { expect, test } from "vitest";
import { addSearchPath } from "../../../src/build/elf-search-path.ts";
import { readElfNeeds } from "../../../src/formats/elf.ts";

/** One segment with everything in it: headers, a dynamic section at 512, and a table of names at 1024. */
const usual = "\0malloc\0_ZN2v81aEv\0_ZN2v87Isolate5EnterEv\0free\0";

function makeProgram(names = usual): Buffer {
  const elf = Buffer.alloc(2048);
  elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  elf.writeUInt16LE(62, 18);
  elf.writeBigUInt64LE(64n, 32);
  elf.writeUInt16LE(56, 54);
  elf.writeUInt16LE(2, 56);
  for (const [index, [type, offset, size]] of [
    [1, 0, 2048],
    [2, 512, 48],
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
  // The table of names, its size, and the end.
  for (const [index, value] of [5n, 0x400400n, 10n, BigInt(names.length)].entries())
    elf.writeBigUInt64LE(value, 512 + index * 8);
  elf.write(names, 1024, "latin1");
  return elf;
}

const read = async (elf: Buffer): Promise<string | undefined> =>
  (await readElfNeeds(async (offset, length) => await Promise.resolve(elf.subarray(offset, offset + length))))
    ?.searchPath;

test("the loader is told the folder in place of a name that nothing asks for, and nothing else of the program changes", async () => {
  const elf = makeProgram();
  expect(await read(elf)).toBeUndefined();
  addSearchPath(elf, "/usr/lib/own");
  expect(await read(elf)).toBe("/usr/lib/own");
  const names = elf.toString("latin1", 1024, 1024 + usual.length).split("\0");
  expect(names).toEqual(["", "malloc", "_ZN2v81aEv", "/usr/lib/own", "e5EnterEv", "free", ""]);
  // The end is still behind it, and belongs to the section.
  expect(elf.readBigUInt64LE(64 + 56 + 32)).toBe(64n);
  expect(elf.subarray(560, 576).every((byte) => byte === 0)).toBe(true);
});

test("a program without room for it, or that has a folder already, is refused", () => {
  const full = makeProgram();
  full.fill(1, 560, 576);
  expect(() => addSearchPath(full, "/own")).toThrow(/no room for a search path/u);
  expect(() => addSearchPath(makeProgram("\0malloc\0_ZN2v81aEv\0"), "/usr/lib/own")).toThrow(/exports no name/u);
  const told = makeProgram();
  addSearchPath(told, "/own");
  expect(() => addSearchPath(told, "/other")).toThrow(/another form than is known/u);
  const foreign = makeProgram();
  foreign.writeBigUInt64LE(0n, 520);
  expect(() => addSearchPath(foreign, "/own")).toThrow(/another form than is known/u);
});
