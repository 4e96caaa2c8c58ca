/**
 * Makes Node's data of ICU small: 33 MB for all languages, of which the programs, who speak English alone, need one tenth. The format is that
 * of ICU's common data (icu4c, common/ucmndata.h): a header, a sorted table of names, and the items, each at a multiple of 16 bytes.
 */

interface Item {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where the data lies in a program, and what may be written in its place. */
export interface IcuData {
  readonly start: number;
  /** Up to the last item, which stays where it is: its length is written nowhere. */
  readonly length: number;
  readonly items: readonly Item[];
}

const signature = Buffer.from([0xda, 0x27]);
const format = Buffer.from("CmnD");
/** Of the two in the header. */
const [signatureAt, formatAt] = [2, 12] as const;

/** A language's file in one of the folders: de.res, zone/pt_BR.res. Those of no language have longer names, such as root.res. */
const ofLanguage = /(?:^|\/)[a-z]{2,3}(?:_\w+)?\.res$/u;
const english = /(?:^|\/)en(?:_US(?:_POSIX)?|_001)?\.res$/u;
/** Tables of other encodings, dictionaries for breaking lines, names of characters, rules of transliteration. */
const unneeded =
  /\.(?:cnv|dict|cfu)$|(?:^|\/)unames\.icu$|^translit\/|^brkitr\/(?:line_|sent_|word_|\w+_|burmesedict|khmerdict)|lstm/iu;

/** Whether an item, by its name without the package's, is needed for English. */
export function isNeeded(name: string): boolean {
  return ofLanguage.test(name) ? english.test(name) : !unneeded.test(name);
}

function readName(bytes: Buffer, at: number): string {
  return bytes.toString("latin1", at, bytes.indexOf(0, at));
}

/** Finds the data in the bytes of a program. Throws where there is none, or another format than is known. */
export function findIcuData(program: Buffer): IcuData {
  for (let at = program.indexOf(format); at >= 0; at = program.indexOf(format, at + 1)) {
    const start = at - formatAt;
    if (start < 0 || !program.subarray(start + signatureAt, start + signatureAt + 2).equals(signature)) continue;
    const table = start + program.readUInt16LE(start);
    const count = program.readUInt32LE(table);
    if (count < 100 || count > 100_000) continue;
    const entry = (index: number): { name: string; at: number } => ({
      name: readName(program, table + program.readUInt32LE(table + 4 + index * 8)),
      at: table + program.readUInt32LE(table + 8 + index * 8),
    });
    const items = Array.from({ length: count - 1 }, (_, index): Item => {
      const { name, at: begin } = entry(index);
      return { name, bytes: program.subarray(begin, entry(index + 1).at) };
    });
    return { start, length: entry(count - 1).at - start, items };
  }
  throw new Error('The Node binary has no data of ICU in the known form: see "A new Node" in the map of the source');
}

function align(position: number): number {
  return Math.ceil(position / 16) * 16;
}

/** The same data with those items alone, which stay sorted. */
export function renderIcuData(program: Buffer, data: IcuData, items: readonly Item[]): Buffer {
  const header = program.subarray(data.start, data.start + program.readUInt16LE(data.start));
  const names = items.map(({ name }) => Buffer.from(`${name}\0`, "latin1"));
  const table = Buffer.alloc(4 + items.length * 8);
  table.writeUInt32LE(items.length, 0);
  let [nameAt, itemAt] = [table.length, align(table.length + names.reduce((sum, { length }) => sum + length, 0))];
  const parts: Uint8Array[] = [];
  for (const [index, { bytes }] of items.entries()) {
    table.writeUInt32LE(nameAt, 4 + index * 8);
    table.writeUInt32LE(itemAt, 8 + index * 8);
    nameAt += names[index]?.length ?? 0;
    parts.push(bytes, Buffer.alloc(align(bytes.length) - bytes.length));
    itemAt += align(bytes.length);
  }
  const gap = Buffer.alloc(align(nameAt) - nameAt);
  return Buffer.concat([header, table, ...names, gap, ...parts]);
}

/** Puts the small data in the place of the whole; what is free behind it, in the bytes of the program, is returned. */
export function shrinkIcuData(program: Buffer): { readonly start: number; readonly length: number } {
  const data = findIcuData(program);
  const items = data.items.filter(({ name }) => isNeeded(name.slice(name.indexOf("/") + 1)));
  const small = renderIcuData(program, data, items);
  if (small.length > data.length) throw new Error("The data of ICU did not become smaller");
  program.fill(0, data.start, data.start + data.length);
  program.set(small, data.start);
  return { start: data.start + small.length, length: data.length - small.length };
}
