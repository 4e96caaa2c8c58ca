/** What an executable in ELF of 64 bits, in little endian, needs to start: machine, interpreter, libraries and their versions (elf(5)). */

export interface ElfNeeds {
  /** e_machine. */
  readonly machine: number;
  /** The program that loads it, such as /lib64/ld-linux-x86-64.so.2; undefined for one that needs no other file. */
  readonly interpreter: string | undefined;
  /** Where its name lies in the file, in bytes from the beginning, with the zero that ends it. */
  readonly interpreterAt: { readonly offset: number; readonly size: number } | undefined;
  /** The folder where that looks for libraries first (DT_RPATH). */
  readonly searchPath: string | undefined;
  /** Versions by library; a library of which no version is asked has none. */
  readonly libraries: ReadonlyMap<string, readonly string[]>;
}

/** Reads bytes of the file; fewer at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** Bytes of the largest table that is read. */
const limit = 1024 * 1024;
/** The most entries of a list that is walked. */
const mostEntries = 256;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function number64(data: DataView, offset: number): number {
  return Number(data.getBigUint64(offset, true));
}

/** e_machine of such an ELF file; undefined for another file. `head` are its first 64 bytes. */
export function readMachine(head: Uint8Array): number | undefined {
  const isElf = head.length >= 64 && head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
  return isElf && head[4] === 2 && head[5] === 1 ? view(head).getUint16(18, true) : undefined;
}

function textAt(bytes: Uint8Array, offset: number): string {
  const rest = bytes.subarray(offset, offset + 4096);
  const end = rest.indexOf(0);
  return new TextDecoder().decode(end < 0 ? rest : rest.subarray(0, end));
}

function readSegments(head: Uint8Array, table: Uint8Array): Segment[] {
  const [size, count] = [view(head).getUint16(54, true), view(head).getUint16(56, true)];
  const data = view(table);
  return Array.from({ length: Math.min(count, mostEntries) }, (_, index) => index * size)
    .filter((at) => at + 56 <= table.length)
    .map((at) => ({
      type: data.getUint32(at, true),
      offset: number64(data, at + 8),
      address: number64(data, at + 16),
      size: number64(data, at + 32),
    }));
}

/** The values of the dynamic section by tag. */
function readDynamic(bytes: Uint8Array): ReadonlyMap<number, readonly number[]> {
  const values = new Map<number, number[]>();
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const tag = number64(view(bytes), at);
    if (tag === 0) break;
    values.set(tag, [...(values.get(tag) ?? []), number64(view(bytes), at + 8)]);
  }
  return values;
}

/** Places of names: of each library, and of the versions that are needed of it, from the section of DT_VERNEED. */
function readVersions(bytes: Uint8Array): { readonly library: number; readonly versions: readonly number[] }[] {
  const data = view(bytes);
  const found: { readonly library: number; readonly versions: readonly number[] }[] = [];
  for (let at = 0; at + 16 <= bytes.length && found.length < mostEntries;) {
    const versions: number[] = [];
    let aux = at + data.getUint32(at + 8, true);
    for (let count = data.getUint16(at + 2, true); count > 0 && aux + 16 <= bytes.length; count -= 1) {
      if (versions.length < mostEntries) versions.push(data.getUint32(aux + 8, true));
      aux += data.getUint32(aux + 12, true);
    }
    found.push({ library: data.getUint32(at + 4, true), versions });
    const next = data.getUint32(at + 12, true);
    if (next === 0) break;
    at += next;
  }
  return found;
}

/** Undefined for a file that is no such executable. */
export async function readElfNeeds(readAt: ReadAt): Promise<ElfNeeds | undefined> {
  const head = await readAt(0, 64);
  const machine = readMachine(head);
  if (machine === undefined) return undefined;
  const table = await readAt(number64(view(head), 32), 64 * mostEntries);
  const segments = readSegments(head, table);
  const content = async (type: number): Promise<Uint8Array> => {
    const segment = segments.find((candidate) => candidate.type === type);
    return segment === undefined ? new Uint8Array() : await readAt(segment.offset, Math.min(segment.size, limit));
  };
  const atAddress = async (address: number | undefined, size: number): Promise<Uint8Array> => {
    const load = segments.find(
      ({ type, address: start, size: length }) =>
        type === 1 && address !== undefined && address >= start && address < start + length,
    );
    return load === undefined || address === undefined
      ? new Uint8Array()
      : await readAt(load.offset + address - load.address, Math.min(size, limit));
  };
  const interpreter = textAt(await content(3), 0);
  const named = segments.find(({ type }) => type === 3);
  const dynamic = readDynamic(await content(2));
  // Each name by itself, for the table of all names of a large program is long.
  const nameAt = async (at: number): Promise<string> =>
    textAt(await atAddress((dynamic.get(5)?.[0] ?? 0) + at, 256), 0);
  const libraries = new Map<string, string[]>();
  for (const at of (dynamic.get(1) ?? []).slice(0, mostEntries)) libraries.set(await nameAt(at), []);
  for (const { library, versions } of readVersions(await atAddress(dynamic.get(0x6ffffffe)?.[0], 64 * 1024))) {
    const names = libraries.get(await nameAt(library));
    for (const at of versions) names?.push(await nameAt(at));
  }
  const searchPath = dynamic.has(15) ? await nameAt(dynamic.get(15)?.[0] ?? 0) : undefined;
  return {
    ...{ machine, libraries, searchPath },
    interpreter: interpreter === "" ? undefined : interpreter,
    interpreterAt: named === undefined ? undefined : { offset: named.offset, size: named.size },
  };
}
