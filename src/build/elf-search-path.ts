/** Tells the loader of a program a folder where it looks for libraries first (DT_RPATH, ld.so(8)). */
import { readSegments, type Segment } from "./elf-cut.ts";

const [loadable, dynamicType] = [1, 2] as const;
/** Of the dynamic section. */
const [endTag, stringsTag, searchPathTag] = [0, 5, 15] as const;
const entrySize = 16;

function entries(elf: Buffer, { offset, size }: Segment): { readonly tag: number; readonly at: number }[] {
  return Array.from({ length: size / entrySize }, (_, index) => {
    const at = offset + index * entrySize;
    return { tag: Number(elf.readBigUInt64LE(at)), at };
  });
}

/**
 * Writes the folder's name to `textAt` of the file, where there are zeros that are loaded, and one more entry to the dynamic section, behind
 * which there must be zeros as well. Changes the program in place; the number of bytes that the name takes is returned.
 */
export function addSearchPath(elf: Buffer, textAt: number, folder: string): number {
  const segments = readSegments(elf);
  const text = Buffer.from(`${folder}\0`, "latin1");
  const dynamic = segments.find(({ type }) => type === dynamicType);
  const load = segments.find(
    ({ type, offset, size }) => type === loadable && offset <= textAt && textAt + text.length <= offset + size,
  );
  if (dynamic === undefined || load === undefined) throw new Error("The program has no place for a search path");
  const found = entries(elf, dynamic);
  const [end, strings] = [found.find(({ tag }) => tag === endTag), found.find(({ tag }) => tag === stringsTag)];
  if (end === undefined || strings === undefined || found.some(({ tag }) => tag === searchPathTag))
    throw new Error("The dynamic section of the program has another form than is known");
  const next = elf.subarray(end.at + entrySize, end.at + 2 * entrySize);
  if ([...next, ...elf.subarray(textAt, textAt + text.length)].some((byte) => byte !== 0))
    throw new Error("The program has no room for a search path");
  elf.set(text, textAt);
  elf.writeBigUInt64LE(BigInt(searchPathTag), end.at);
  // From the table of names on, which ends long before it.
  const address = BigInt(load.address + textAt - load.offset);
  elf.writeBigUInt64LE(address - elf.readBigUInt64LE(strings.at + 8), end.at + 8);
  const size = BigInt(Math.max(dynamic.size, end.at + 2 * entrySize - dynamic.offset));
  for (const field of [32, 40]) elf.writeBigUInt64LE(size, dynamic.headerAt + field);
  return text.length;
}
