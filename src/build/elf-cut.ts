/**
 * Takes a range out of a 64-bit program's file, without moving anything in its memory: the segment with the range becomes two, with pages
 * between them that are not there. Only offsets in the file change.
 */

const [loadable, headersType] = [1, 6] as const;
const headerSize = 56;
/** Fields of the file's header (elf(5)). */
const [headersAt, sectionsAt, headerCountAt, sectionSizeAt, sectionCountAt] = [0x20, 0x28, 0x38, 0x3a, 0x3c] as const;

export interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
  readonly alignment: number;
  /** Its header. */
  readonly bytes: Buffer;
  /** Where that is in the file. */
  readonly headerAt: number;
}

/** The segments of a program, as its headers tell them. */
export function readSegments(elf: Buffer): Segment[] {
  const start = Number(elf.readBigUInt64LE(headersAt));
  return Array.from({ length: elf.readUInt16LE(headerCountAt) }, (_, index) => {
    const headerAt = start + index * headerSize;
    const bytes = Buffer.from(elf.subarray(headerAt, headerAt + headerSize));
    const read = (at: number): number => Number(bytes.readBigUInt64LE(at));
    return {
      ...{ type: bytes.readUInt32LE(0), offset: read(8), address: read(16), size: read(32), alignment: read(48) },
      ...{ bytes, headerAt },
    };
  });
}

/** The header of a part of the segment, from `from` of its bytes on. */
function renderPart({ bytes, offset, address }: Segment, from: number, size: number, inMemory: number): Buffer {
  const part = Buffer.from(bytes);
  part.writeBigUInt64LE(BigInt(offset + from), 8);
  part.writeBigUInt64LE(BigInt(address + from), 16);
  part.writeBigUInt64LE(BigInt(address + from), 24);
  part.writeBigUInt64LE(BigInt(size), 32);
  part.writeBigUInt64LE(BigInt(inMemory), 40);
  return part;
}

/** Where the headers can grow by one: the next bytes of the file are empty, and belong to the segment that has the headers. */
function checkRoom(elf: Buffer, segments: readonly Segment[]): number {
  const start = Number(elf.readBigUInt64LE(headersAt));
  const end = start + segments.length * headerSize;
  const holds = segments.some(
    ({ type, offset, size }) => type === loadable && offset <= start && end + headerSize <= offset + size,
  );
  if (!holds || elf.subarray(end, end + headerSize).some((byte) => byte !== 0))
    throw new Error("The program has no room for the header of one more segment");
  return start;
}

/** Moves what lies behind the range in the file. */
function moveSections(elf: Buffer, end: number, removed: number): void {
  const move = (at: number): void => {
    const offset = Number(elf.readBigUInt64LE(at));
    if (offset >= end) elf.writeBigUInt64LE(BigInt(offset - removed), at);
  };
  const [start, size] = [Number(elf.readBigUInt64LE(sectionsAt)), elf.readUInt16LE(sectionSizeAt)];
  for (let index = 0; index < elf.readUInt16LE(sectionCountAt); index += 1) {
    const section = start + index * size;
    const [offset, length] = [Number(elf.readBigUInt64LE(section + 24)), Number(elf.readBigUInt64LE(section + 32))];
    move(section + 24);
    // The section with the range ends where the range begins.
    if (offset < end && offset + length > end) elf.writeBigUInt64LE(BigInt(end - removed - offset), section + 32);
  }
  move(sectionsAt);
}

/**
 * Headers that lie behind the range, as on arm64, come to lie at its beginning, with room for one more. Linux before 5.18 tells the loader that
 * they are in memory as far from the beginning as they are in the file, which is no longer so of what is behind the range. Where the rest of
 * the range begins is returned.
 */
function moveHeaders(elf: Buffer, start: number): number {
  const table = Number(elf.readBigUInt64LE(headersAt));
  if (table < start) return start;
  const segments = readSegments(elf);
  const at = Math.ceil(start / 8) * 8;
  const size = segments.length * headerSize;
  const load = segments.find((one) => one.type === loadable && one.offset <= at && at < one.offset + one.size);
  if (load === undefined || elf.subarray(at, at + size + headerSize).some((byte) => byte !== 0))
    throw new Error("The program has no room for its headers before the range");
  elf.copy(elf, at, table, table + size);
  elf.writeBigUInt64LE(BigInt(at), headersAt);
  const own = segments.findIndex(({ type }) => type === headersType);
  if (own >= 0) {
    const [offset, address] = [BigInt(at), BigInt(load.address + at - load.offset)];
    const fields = [offset, address, address, BigInt(size + headerSize), BigInt(size + headerSize)];
    for (const [field, value] of fields.entries()) elf.writeBigUInt64LE(value, at + own * headerSize + 8 + field * 8);
  }
  return at + size + headerSize;
}

/** The program without the whole pages of the range, which must lie in one segment and be zeros. */
export function cutRange(program: Buffer, first: number, whole: number): Buffer {
  const elf = Buffer.from(program);
  const start = moveHeaders(elf, first);
  const length = whole - (start - first);
  const segments = readSegments(elf);
  const table = checkRoom(elf, segments);
  const index = segments.findIndex(
    ({ type, offset, size }) => type === loadable && offset <= start && start + length <= offset + size,
  );
  const segment = segments[index];
  if (segment === undefined) throw new Error("The range is not in one segment");
  // Nothing behind the range moves in memory, so that its place in the file moves by whole pages.
  const page = segment.alignment;
  const begin = Math.ceil((start - segment.offset) / page) * page;
  const end = Math.floor((start + length - segment.offset) / page) * page;
  const removed = end - begin;
  if (removed <= 0) return elf;
  const headers = segments.flatMap((one, position) => {
    if (position === index)
      return [renderPart(one, 0, begin, begin), renderPart(one, end, one.size - end, one.size - end)];
    return [one.bytes];
  });
  moveSections(elf, segment.offset + end, removed);
  for (const header of headers) {
    const offset = Number(header.readBigUInt64LE(8));
    if (offset >= segment.offset + end) header.writeBigUInt64LE(BigInt(offset - removed), 8);
  }
  elf.set(Buffer.concat(headers), table);
  elf.writeUInt16LE(headers.length, headerCountAt);
  return Buffer.concat([elf.subarray(0, segment.offset + begin), elf.subarray(segment.offset + end)]);
}
