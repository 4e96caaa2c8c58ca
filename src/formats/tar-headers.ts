/** The headers of a tar archive (v7, ustar, pax and GNU), read while it streams by; judging them is the caller's. */
import { type Extensions, inBlocks, noExtensions, readPax } from "./pax-records.ts";

export type MemberKind = "file" | "hard link" | "symlink" | "character device" | "block device" | "directory" | "fifo";

export interface Member {
  readonly kind: MemberKind;
  /** Every name that a reader may take for the member's: that of the header, and of the extensions before it. */
  readonly names: readonly string[];
  /** The same for what a link leads to; empty for others. */
  readonly targets: readonly string[];
  /** `major:minor` of a device; empty for others. */
  readonly device: string;
  /** Permission bits. */
  readonly mode: number;
  /** Whether content follows it. */
  readonly hasContent: boolean;
  /** Names of its extended attributes, as pax has them. */
  readonly attributes: readonly string[];
}

/** Bytes of a header, of which everything in an archive is a multiple. */
export const tarBlock = 512;
const block = tarBlock;
/** Bytes of the names and attributes of one member; more of them than this is no archive of files. */
const longestExtension = 4 * 1024 * 1024;
/** Each of them is judged, so that many of them cost as much as many members. */
const mostNames = 8;

const kinds: Readonly<Record<string, MemberKind>> = {
  "0": "file",
  "\0": "file",
  "7": "file",
  S: "file",
  "1": "hard link",
  "2": "symlink",
  "3": "character device",
  "4": "block device",
  "5": "directory",
  "6": "fifo",
};

/** Names are bytes: what they mean is not asked here. */
const latin1 = new TextDecoder("latin1");

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return latin1.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or a number in base 256 if the first bit is set. Throws an Error for what tar reads otherwise. */
function number(bytes: Uint8Array): number {
  if (((bytes[0] ?? 0) & 0x80) !== 0)
    return bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, (bytes[0] ?? 0) & 0x7f);
  const { digits } = /^[\t-\r ]*(?<digits>[0-7]*)(?:[\0\t-\r ]|$)/u.exec(latin1.decode(bytes))?.groups ?? {};
  if (digits === undefined) throw new Error("a header is broken: it has no number where one belongs");
  return Number.parseInt(digits === "" ? "0" : digits, 8);
}

function isIntact(header: Uint8Array): boolean {
  // The field of the checksum counts as blanks.
  let sum = 8 * 0x20;
  for (const byte of header.subarray(0, 148)) sum += byte;
  for (const byte of header.subarray(156)) sum += byte;
  return number(header.subarray(148, 156)) === sum;
}

/** True for the first bytes of an archive; one of tar's seventh edition has nothing but its checksum to tell. */
export function beginsArchive(head: Uint8Array): boolean {
  const header = head.subarray(0, block);
  try {
    return header.length === block && header[0] !== 0 && isIntact(header);
  } catch {
    return false;
  }
}

type Part = "header" | "sparse" | "map" | "L" | "K" | "x" | "g";

function isExtension(type: string): type is "L" | "K" | "x" | "g" {
  return type === "L" || type === "K" || type === "x" || type === "g";
}

/** Bytes in blocks that the parts of an old GNU sparse file take, of a table with so many rows; tar ends it at a row without a length. */
function partsIn(table: Uint8Array, rows: number, isContinued: boolean): number {
  let sum = 0;
  for (let row = 0; row < rows; row += 1) {
    const length = table.subarray(row * 24 + 12, row * 24 + 24);
    if (length[0] !== 0) sum += inBlocks(number(length));
    else if (isContinued) throw new Error("the map of a sparse file goes on after its end");
    else break;
  }
  return sum;
}

/**
 * Turns a header into that of a label, in place. Tar passes over a label in the middle of an archive, together with the extensions
 * that belong to it (GNU tar 1.34, extract_volhdr), so that nothing is unpacked for this member.
 */
export function eraseMember(header: Uint8Array): void {
  const write = (at: number, digits: string): void => header.set(new TextEncoder().encode(digits), at);
  write(124, "00000000000\0");
  header[156] = 0x56;
  write(148, "        ");
  const sum = header.subarray(0, block).reduce((total, byte) => total + byte, 0);
  write(148, `${sum.toString(8).padStart(6, "0")}\0 `);
}

/**
 * Reads an archive in pieces of any size; calls `onMember` for each member as soon as its header is there. Unpacking is tar's. This
 * exists because a judge has to see every name that some reader could take for the member's, and old GNU sparse headers as well,
 * while a library returns the one name that it chose.
 */
export class TarHeaders {
  readonly #onMember: (member: Member, headerAt: number) => void;
  /** How much of the chunk in hand was read. */
  #at = 0;
  #extensions: Extensions = noExtensions();
  /** Bytes that the extensions of the next member have. */
  #extended = 0;
  /** What is being collected, and how much of it counts. */
  #type: Part = "header";
  #part: Uint8Array = new Uint8Array(block);
  #size = block;
  #filled = 0;
  /** Bytes of content to pass over: of the next part, and of what the header in hand announced. */
  #skip = 0;
  #content = 0;
  /** Bytes that the parts of a sparse file take of its content. */
  #parts = 0;
  /** Of the map at the start of a sparse file: its text so far, which is short. */
  #map = "";
  #mapLines = 0;
  #ended = false;

  /** `headerAt` is the place of its header in the chunk; below 0 if it began in an earlier one. */
  constructor(onMember: (member: Member, headerAt: number) => void) {
    this.#onMember = onMember;
  }

  /** True once the mark at the archive's end was there: what follows it is not read by tar either. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Throws what `onMember` throws, and an Error for what is no archive. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && !this.#ended) {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, chunk.length - at);
        this.#skip -= passed;
        at += passed;
        continue;
      }
      const taken = chunk.subarray(at, at + this.#part.length - this.#filled);
      this.#part.set(taken, this.#filled);
      this.#filled += taken.length;
      at += taken.length;
      this.#at = at;
      if (this.#filled === this.#part.length) this.#finishPart();
    }
  }

  #collect(type: Part, size: number): void {
    this.#type = type;
    this.#size = size;
    this.#part = new Uint8Array(inBlocks(size));
    this.#filled = 0;
  }

  #finishPart(): void {
    const [part, type] = [this.#part.subarray(0, this.#size), this.#type];
    this.#collect("header", block);
    if (type === "header") this.#readHeader(part);
    else if (type === "map") this.#readMap(part);
    else if (type === "sparse") {
      const isContinued = (part[504] ?? 0) !== 0;
      this.#parts += partsIn(part, 21, isContinued);
      this.#goOn(isContinued);
    } else if (type === "L") this.#extensions.names.push(text(part));
    else if (type === "K") this.#extensions.targets.push(text(part));
    else readPax(part, this.#extensions, type === "g");
  }

  /** The map of an old GNU sparse file goes on block by block, before its content. */
  #goOn(isContinued: boolean): void {
    if (isContinued) return this.#collect("sparse", block);
    this.#passContent();
  }

  /** Tar reads as many blocks as the parts have, also where the content is shorter: the rest would be headers that nobody judged. */
  #passContent(): void {
    if (this.#parts > this.#content) throw new Error("a sparse file is longer than its content");
    this.#skip = this.#content;
  }

  #startMap(): void {
    if (this.#content < block) throw new Error("the map of a sparse file is missing");
    this.#map = "";
    this.#mapLines = 0;
    this.#collect("map", block);
  }

  /** The map at the start of a sparse file's content: a count, and then an offset and a length for each part, each on a line. */
  #readMap(part: Uint8Array): void {
    const more = latin1.decode(part);
    this.#map += more;
    this.#mapLines += more.split("\n").length - 1;
    this.#content -= block;
    if (this.#map.length > longestExtension || !/^[\d\n\0]+$/u.test(more))
      throw new Error("the map of a sparse file is broken");
    // Without an end of its line the first number is none, and more is wanted.
    const count = Number(/^(?<count>\d{1,10})\n/u.exec(this.#map.slice(0, 12))?.groups?.["count"] ?? Number.NaN);
    if (!(this.#mapLines > count * 2)) {
      if (this.#content < block) throw new Error("the map of a sparse file has no end");
      return this.#collect("map", block);
    }
    const lines = this.#map.split("\n", count * 2 + 1);
    for (let row = 0; row < count; row += 1) this.#parts += inBlocks(Number(lines[row * 2 + 2]));
    if (!Number.isSafeInteger(this.#parts)) throw new Error("the map of a sparse file is broken");
    this.#passContent();
  }

  #readHeader(header: Uint8Array): void {
    if (header.every((byte) => byte === 0)) {
      this.#ended = true;
      return;
    }
    if (!isIntact(header)) throw new Error("a header is broken");
    const type = String.fromCharCode(header[156] ?? 0);
    const size = number(header.subarray(124, 136));
    if (isExtension(type)) {
      if (!(size > 0 && size <= longestExtension)) throw new Error(`an extension of ${size} bytes is none`);
      this.#extended += size;
      if (this.#extended > longestExtension)
        throw new Error(`a member has extensions of more than ${longestExtension} bytes`);
      this.#collect(type, size);
      return;
    }
    // The label of the whole archive (tar --label).
    if (type === "V" && size === 0 && this.#extensions.size === undefined) {
      this.#forgetExtensions();
      return;
    }
    const kind = kinds[type];
    if (kind === undefined) throw new Error(`a member of type "${type}" is nothing that belongs into a tree of files`);
    this.#readMember(kind, header, size);
  }

  #forgetExtensions(): void {
    this.#extensions = noExtensions();
    this.#extended = 0;
  }

  #readMember(type: MemberKind, header: Uint8Array, size: number): void {
    const { names, targets, size: paxSize = size, attributes, sparse } = this.#extensions;
    const magic = latin1.decode(header.subarray(257, 265));
    const prefix = magic.startsWith("ustar\0") ? text(header.subarray(345, 500)) : "";
    const own = text(header.subarray(0, 100));
    const all = names.length > 0 ? names : [prefix === "" ? own : `${prefix}/${own}`];
    // Directories of tar's seventh edition. With content, tar would take that for headers.
    const slashes = all.filter((name) => name.endsWith("/")).length;
    const kind = type === "file" && slashes > 0 ? "directory" : type;
    if (kind !== type && slashes < all.length)
      throw new Error("a member is a file by one of its names, and a directory by another");
    const isLink = kind === "hard link" || kind === "symlink";
    const isDevice = kind === "character device" || kind === "block device";
    const isOldSparse = header[156] === 0x53;
    if (!Number.isSafeInteger(paxSize) || paxSize < 0) throw new Error("a member has no size that can be");
    // Of a hard link tar ignores the size in the header alone; of others it would pass over what was not judged.
    const isSized = kind === "hard link" ? (this.#extensions.size ?? 0) > 0 : paxSize > 0;
    if (kind !== "file" && isSized) throw new Error(`a ${kind} has content`);
    if (isOldSparse && magic !== "ustar  \0") throw new Error("a sparse file is none of GNU tar");
    if (sparse !== undefined && `${sparse.major}.${sparse.minor}` !== "1.0")
      throw new Error("a sparse file is of another version than 1.0");
    if (sparse !== undefined && (kind !== "file" || isOldSparse)) throw new Error(`a ${kind} is sparse in two ways`);
    if (names.length > mostNames || targets.length > mostNames)
      throw new Error(`a member has more than ${mostNames} names`);
    this.#forgetExtensions();
    this.#content = kind === "file" ? inBlocks(paxSize) : 0;
    this.#parts = 0;
    const member = {
      kind,
      names: all,
      targets: !isLink ? [] : targets.length > 0 ? targets : [text(header.subarray(157, 257))],
      device: isDevice ? `${number(header.subarray(329, 337))}:${number(header.subarray(337, 345))}` : "",
      mode: number(header.subarray(100, 108)),
      hasContent: this.#content > 0 || isOldSparse || sparse !== undefined,
      attributes,
    };
    this.#onMember(member, this.#at - block);
    if (sparse !== undefined) this.#startMap();
    else if (isOldSparse) {
      const isContinued = (header[482] ?? 0) !== 0;
      this.#parts = partsIn(header.subarray(386), 4, isContinued);
      this.#goOn(isContinued);
    } else this.#passContent();
  }
}
