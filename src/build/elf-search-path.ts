/** Tells the loader of a program a folder where it looks for libraries first (DT_RPATH, ld.so(8)). */
import { readSegments, type Segment } from "./elf-cut.ts";

const [loadable, dynamicType] = [1, 2] as const;
/** Of the dynamic section. */
const [endTag, stringsTag, stringsSizeTag, searchPathTag] = [0, 5, 10, 15] as const;
/** How the names of V8's own functions begin (Itanium C++ ABI); Node exports them for addons, which a single executable never loads. */
const unusedName = "\0_ZN2v8";
const entrySize = 16;

function entries(elf: Buffer, { offset, size }: Segment): { readonly tag: number; readonly at: number }[] {
  return Array.from({ length: size / entrySize }, (_, index) => {
    const at = offset + index * entrySize;
    return { tag: Number(elf.readBigUInt64LE(at)), at };
  });
}

/** Where in the file the table of names has one that nothing asks for and that is long enough for the text. */
function findUnusedName(elf: Buffer, table: number, size: number, length: number): number {
  const names = elf.subarray(table, table + size);
  for (let at = names.indexOf(unusedName, 0, "latin1"); at >= 0; at = names.indexOf(unusedName, at + 1, "latin1"))
    if (names.indexOf(0, at + 1) - at - 1 >= length) return table + at + 1;
  throw new Error("The program exports no name in whose place a search path can be written");
}

/**
 * Writes the folder's name into the table of names, as tools that check a program read it from there alone, and one more entry to the
 * dynamic section, behind which there must be zeros. Changes the program in place.
 */
export function addSearchPath(elf: Buffer, folder: string): void {
  const segments = readSegments(elf);
  const dynamic = segments.find(({ type }) => type === dynamicType);
  const found = dynamic === undefined ? [] : entries(elf, dynamic);
  const valueOf = (wanted: number): number | undefined => {
    const entry = found.find(({ tag }) => tag === wanted);
    return entry === undefined ? undefined : Number(elf.readBigUInt64LE(entry.at + 8));
  };
  const end = found.find(({ tag }) => tag === endTag);
  const [strings, size] = [valueOf(stringsTag) ?? 0, valueOf(stringsSizeTag) ?? 0];
  const load = segments.find(
    (one) => one.type === loadable && one.address <= strings && strings + size <= one.address + one.size,
  );
  if (dynamic === undefined || end === undefined || load === undefined || valueOf(searchPathTag) !== undefined)
    throw new Error("The dynamic section of the program has another form than is known");
  if (elf.subarray(end.at + entrySize, end.at + 2 * entrySize).some((byte) => byte !== 0))
    throw new Error("The program has no room for a search path");
  const table = strings - load.address + load.offset;
  const at = findUnusedName(elf, table, size, folder.length);
  elf.write(`${folder}\0`, at, "latin1");
  elf.writeBigUInt64LE(BigInt(searchPathTag), end.at);
  elf.writeBigUInt64LE(BigInt(at - table), end.at + 8);
  const whole = BigInt(Math.max(dynamic.size, end.at + 2 * entrySize - dynamic.offset));
  for (const field of [32, 40]) elf.writeBigUInt64LE(whole, dynamic.headerAt + field);
}
