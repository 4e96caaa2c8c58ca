/** A GUID partition table as bytes (UEFI 2.10, chapter 5.3): its header, and its entries with some more or fewer. */

/** Where things are in a header. */
const at = { size: 12, crc: 16, own: 24, other: 32, first: 40, last: 48, entries: 72, count: 80, entry: 84, sum: 88 };
const signature = "EFI PART";
const smallestHeader = 92;
const entrySize = 128;
const nameAt = 56;
/** Entries that a table may have here; all tables that are met have 128. */
const mostEntries = 1024;

export interface TableHeader {
  readonly bytes: Uint8Array;
  /** The sectors in which it and its copy are, and in which its entries begin. */
  readonly own: number;
  readonly other: number;
  readonly entries: number;
  /** The first and the last sector that partitions may have. */
  readonly first: number;
  readonly last: number;
  /** Bytes of all entries. */
  readonly length: number;
  /** The checksum of all entries. */
  readonly sum: number;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function sector(data: DataView, offset: number): number {
  return Number(data.getBigUint64(offset, true));
}

/** The CRC-32 of ISO 3309, bit by bit: a table has few KiB. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** The checksum of a header has zeros in its own place. */
function sumOf(bytes: Uint8Array): number {
  const copy = Uint8Array.from(bytes);
  view(copy).setUint32(at.crc, 0, true);
  return crc32(copy);
}

/** Undefined for anything but a whole header whose entries have the usual size. */
export function parseHeader(bytes: Uint8Array): TableHeader | undefined {
  if (bytes.length < smallestHeader || new TextDecoder("latin1").decode(bytes.subarray(0, 8)) !== signature)
    return undefined;
  const data = view(bytes);
  const [size, count] = [data.getUint32(at.size, true), data.getUint32(at.count, true)];
  if (size < smallestHeader || size > bytes.length || data.getUint32(at.entry, true) !== entrySize) return undefined;
  if (count === 0 || count > mostEntries) return undefined;
  const own = Uint8Array.from(bytes.subarray(0, size));
  if (sumOf(own) !== data.getUint32(at.crc, true)) return undefined;
  return {
    ...{ bytes: own, own: sector(data, at.own), other: sector(data, at.other), entries: sector(data, at.entries) },
    ...{ first: sector(data, at.first), last: sector(data, at.last) },
    ...{ length: count * entrySize, sum: data.getUint32(at.sum, true) },
  };
}

export type Places = Pick<TableHeader, "own" | "other" | "entries" | "first" | "last">;

/** The header of these entries, at these places; all else stays. */
export function renderHeader({ bytes }: TableHeader, places: Places, entries: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const data = view(changed);
  for (const key of ["own", "other", "entries", "first", "last"] as const)
    data.setBigUint64(at[key], BigInt(places[key]), true);
  data.setUint32(at.sum, crc32(entries), true);
  data.setUint32(at.crc, sumOf(changed), true);
  return changed;
}

export function isWhole({ sum, length }: TableHeader, entries: Uint8Array): boolean {
  return entries.length === length && crc32(entries) === sum;
}

export interface TableEntry {
  readonly number: number;
  /** Its first and its last sector. */
  readonly first: number;
  readonly last: number;
}

/** The entries that stand for a partition. */
export function parseEntries(entries: Uint8Array): TableEntry[] {
  const data = view(entries);
  return Array.from({ length: Math.floor(entries.length / entrySize) }, (_, index) => index * entrySize)
    .filter((start) => entries.subarray(start, start + 16).some((byte) => byte !== 0))
    .map((start) => ({
      number: start / entrySize + 1,
      first: sector(data, start + 32),
      last: sector(data, start + 40),
    }));
}

/** The first three parts of a GUID have their bytes the other way round. */
function guidBytes(guid: string): Uint8Array {
  const hex = guid.replaceAll("-", "").match(/../gu) ?? [];
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (place) => Number.parseInt(hex[place] ?? "0", 16));
}

export interface NewEntry extends TableEntry {
  readonly type: string;
  readonly partuuid: string;
  readonly name: string;
  readonly attributes: bigint;
}

/** Throws RangeError if the table has no such number. */
export function withEntry(entries: Uint8Array, entry: NewEntry): Uint8Array {
  const bytes = new Uint8Array(entrySize);
  const data = view(bytes);
  bytes.set(guidBytes(entry.type), 0);
  bytes.set(guidBytes(entry.partuuid), 16);
  data.setBigUint64(32, BigInt(entry.first), true);
  data.setBigUint64(40, BigInt(entry.last), true);
  data.setBigUint64(48, entry.attributes, true);
  for (let index = 0; index < Math.min(entry.name.length, (entrySize - nameAt) / 2); index += 1)
    data.setUint16(nameAt + 2 * index, entry.name.charCodeAt(index), true);
  const changed = Uint8Array.from(entries);
  changed.set(bytes, (entry.number - 1) * entrySize);
  return changed;
}

/** Throws RangeError if the table has no such number. */
export function withoutEntry(entries: Uint8Array, number: number): Uint8Array {
  const changed = Uint8Array.from(entries);
  changed.set(new Uint8Array(entrySize), (number - 1) * entrySize);
  return changed;
}

/** The entries with another last sector of one partition, of which all else stays. Throws RangeError if the table has no such number. */
export function withLast(entries: Uint8Array, { number, last }: Pick<TableEntry, "number" | "last">): Uint8Array {
  const changed = Uint8Array.from(entries);
  view(changed).setBigUint64((number - 1) * entrySize + 40, BigInt(last), true);
  return changed;
}

/** The entries without one attribute of one partition. Throws RangeError if the table has no such number. */
export function withoutAttribute(entries: Uint8Array, number: number, attribute: bigint): Uint8Array {
  const changed = Uint8Array.from(entries);
  const place = (number - 1) * entrySize + 48;
  const data = view(changed);
  data.setBigUint64(place, data.getBigUint64(place, true) & ~attribute, true);
  return changed;
}
