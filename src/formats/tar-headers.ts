/** The headers of a tar archive (ustar, pax and GNU), read while it streams by; judging them is the caller's. */

export type MemberKind = "file" | "hard link" | "symlink" | "character device" | "block device" | "directory" | "fifo";

export interface Member {
  readonly kind: MemberKind;
  /** Every name that a reader may take for the member's: that of the header, and of the extensions before it. */
  readonly names: readonly string[];
  /** The same for what a link leads to; empty for others. */
  readonly targets: readonly string[];
}

const block = 512;
/** Names and attributes of one member; more of them than this is no archive of files. */
const longestExtension = 4 * 1024 * 1024;

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

interface Extensions {
  names: string[];
  targets: string[];
  size: number | undefined;
}

/** Names are bytes: what they mean is not asked here. */
const latin1 = new TextDecoder("latin1");

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return latin1.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or a number in base 256 if the first bit is set. */
function number(bytes: Uint8Array): number {
  if (((bytes[0] ?? 0) & 0x80) === 0) return Number.parseInt(text(bytes).trim() || "0", 8);
  return bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, (bytes[0] ?? 0) & 0x7f);
}

function isIntact(header: Uint8Array): boolean {
  // The field of the checksum counts as blanks.
  let sum = 8 * 0x20;
  for (const byte of header.subarray(0, 148)) sum += byte;
  for (const byte of header.subarray(156)) sum += byte;
  return number(header.subarray(148, 156)) === sum;
}

/** The records of a pax extension, each `LENGTH KEY=VALUE\\n`. */
function readPax(content: Uint8Array, into: Extensions): void {
  let rest = content;
  while (rest.length > 0) {
    const { length, key } = /^(?<length>\d+) (?<key>[^=]+)=/u.exec(latin1.decode(rest.subarray(0, 256)))?.groups ?? {};
    const end = Number(length ?? 0);
    if (length === undefined || key === undefined || end > rest.length || end < length.length + key.length + 3)
      throw new Error("a pax extension is broken");
    const value = latin1.decode(rest.subarray(length.length + key.length + 2, end - 1));
    if (key === "path" || key === "GNU.sparse.name") into.names.push(value);
    if (key === "linkpath") into.targets.push(value);
    if (key === "size") into.size = Number(value);
    rest = rest.subarray(end);
  }
}

function nothing(): Extensions {
  return { names: [], targets: [], size: undefined };
}

type Part = "header" | "sparse" | "L" | "K" | "x" | "g";

function isExtension(type: string): type is "L" | "K" | "x" | "g" {
  return type === "L" || type === "K" || type === "x" || type === "g";
}

function inBlocks(size: number): number {
  return Math.ceil(size / block) * block;
}

/**
 * Reads an archive in pieces of any size; calls `onMember` for each member as soon as its header is there. Unpacking is tar's. This
 * exists because a judge has to see every name that some reader could take for the member's, and old GNU sparse headers as well,
 * while a library returns the one name that it chose.
 */
export class TarHeaders {
  readonly #onMember: (member: Member) => void;
  #extensions = nothing();
  /** What is being collected, and how much of it counts. */
  #type: Part = "header";
  #part: Uint8Array = new Uint8Array(block);
  #size = block;
  #filled = 0;
  /** Bytes of content to pass over: of the next part, and of what the header in hand announced. */
  #skip = 0;
  #content = 0;
  #ended = false;

  constructor(onMember: (member: Member) => void) {
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
    // The map of an old GNU sparse file goes on block by block, before its content.
    else if (type === "sparse") this.#goOn((part[504] ?? 0) !== 0);
    else if (type === "L") this.#extensions.names.push(text(part));
    else if (type === "K") this.#extensions.targets.push(text(part));
    else readPax(part, this.#extensions);
  }

  #goOn(isContinued: boolean): void {
    if (isContinued) this.#collect("sparse", block);
    else this.#skip = this.#content;
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
      this.#collect(type, size);
      return;
    }
    const kind = kinds[type];
    if (kind === undefined) throw new Error(`a member of type "${type}" is nothing that belongs into a tree of files`);
    this.#readMember(kind, header, size);
    this.#goOn(type === "S" && header[482] !== 0);
  }

  #readMember(kind: MemberKind, header: Uint8Array, size: number): void {
    const { names, targets, size: paxSize = size } = this.#extensions;
    this.#extensions = nothing();
    const prefix = text(header.subarray(257, 263)) === "ustar" ? text(header.subarray(345, 500)) : "";
    const name = text(header.subarray(0, 100));
    const isLink = kind === "hard link" || kind === "symlink";
    const target = text(header.subarray(157, 257));
    if (!Number.isSafeInteger(paxSize) || paxSize < 0) throw new Error("a member has no size that can be");
    // Of a hard link tar ignores the size; of others it would pass over what was not judged.
    if (kind !== "file" && kind !== "hard link" && paxSize > 0) throw new Error(`a ${kind} has content`);
    this.#content = kind === "file" ? inBlocks(paxSize) : 0;
    this.#onMember({
      kind,
      names: names.length > 0 ? names : [prefix === "" ? name : `${prefix}/${name}`],
      targets: !isLink ? [] : targets.length > 0 ? targets : [target],
    });
  }
}
