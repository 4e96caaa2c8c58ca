/** The records of a pax extension of a tar archive: what they say of the next member, as far as it matters where its content ends and what it is called. */

export interface Extensions {
  /** Names and targets that a reader may take for the member's, in any order. */
  names: string[];
  targets: string[];
  size: number | undefined;
  /** Names of extended attributes. */
  attributes: string[];
  /** The version of a sparse file's map; undefined for other files. */
  sparse: { major: string; minor: string } | undefined;
  /** Whether there was a pax extension: tar forgets the first of two. */
  hasPax: boolean;
}

/** Names are bytes: what they mean is not asked here. */
const latin1 = new TextDecoder("latin1");

const block = 512;

export function inBlocks(size: number): number {
  return Math.ceil(size / block) * block;
}

export function noExtensions(): Extensions {
  return { names: [], targets: [], size: undefined, attributes: [], sparse: undefined, hasPax: false };
}

/** A number of a record; tar takes no other form. */
function decimal(key: string, value: string): number {
  if (!/^\d{1,16}$/u.test(value)) throw new Error(`the "${key}" of a pax extension is no number`);
  return Number(value);
}

/** Version 1.0 alone, which tar writes since 2006: where the content of older ones ends depends on the reader. */
function readSparse(key: string, value: string, into: Extensions): void {
  const sparse = (into.sparse ??= { major: "", minor: "" });
  if (key === "GNU.sparse.major") sparse.major = value;
  else if (key === "GNU.sparse.minor") sparse.minor = value;
  else if (key === "GNU.sparse.name") into.names.push(value);
  else if (key === "GNU.sparse.realsize") decimal(key, value);
  else throw new Error(`a sparse file is of an old form, with a "${key}"`);
}

const attribute = "SCHILY.xattr.";
/** Bytes of an attribute's value at most (XATTR_SIZE_MAX of Linux). */
const longestValue = 65_536;
/** No filesystem's files have so many: ext4 keeps all of a file in one block. */
const mostAttributes = 200;

function addAttribute(name: string, value: string, { attributes }: Extensions): void {
  if (value.length > longestValue)
    throw new Error(`an extended attribute has ${value.length} bytes, and Linux takes ${longestValue}`);
  attributes.push(name);
  if (attributes.length > mostAttributes)
    throw new Error(`a member has more than ${mostAttributes} extended attributes`);
}

function readRecord(key: string, value: string, into: Extensions, isGlobal: boolean): void {
  const isSparse = key.startsWith("GNU.sparse.");
  if (isGlobal && (isSparse || key === "path" || key === "linkpath" || key === "size"))
    throw new Error(`a pax extension for all members has a "${key}"`);
  if (isSparse) readSparse(key, value, into);
  else if (key === "path") into.names.push(value);
  else if (key === "linkpath") into.targets.push(value);
  else if (key === "size") into.size = decimal(key, value);
  else if (key.startsWith(attribute) && !isGlobal) addAttribute(key.slice(attribute.length), value, into);
}

/** Reads records of the form `LENGTH KEY=VALUE\\n`. Throws an Error for anything else, and for what one reader takes otherwise than another. */
export function readPax(content: Uint8Array, into: Extensions, isGlobal: boolean): void {
  if (!isGlobal && into.hasPax) throw new Error("a member has two pax extensions");
  if (!isGlobal) into.hasPax = true;
  for (let at = 0; at < content.length;) {
    const digits = /^(?<digits>\d{1,10}) /u.exec(latin1.decode(content.subarray(at, at + 12)))?.groups?.["digits"];
    const end = at + Number(digits ?? 0);
    const start = at + (digits ?? "").length + 1;
    const split = content.indexOf(0x3d, start);
    if (digits === undefined || end > content.length || split <= start || split >= end || content[end - 1] !== 0x0a)
      throw new Error("a pax extension is broken");
    const value = latin1.decode(content.subarray(split + 1, end - 1));
    readRecord(latin1.decode(content.subarray(start, split)), value, into, isGlobal);
    at = end;
  }
}
