/** Checksums of image files: parsed from a config and from a list beside the file, and computed of bytes that stream by. */
import { BareonError } from "../../base/errors.ts";
import { pathNames } from "../../base/paths.ts";
import { addressPath, addressServer } from "./spec/file-path.ts";
import { BackgroundHash } from "./background-hash.ts";

export interface Checksum {
  readonly algorithm: "sha256" | "sha512" | "md5";
  /** Hexadecimal digits in small letters. */
  readonly hex: string;
}

const algorithms: Readonly<Record<number, Checksum["algorithm"]>> = { 32: "md5", 64: "sha256", 128: "sha512" };

/** Parses the `ALGORITHM:HEX` of a plan that has passed its schema. */
export function parseChecksum(text: string): Checksum {
  const [algorithm = "", hex = ""] = text.toLowerCase().split(":");
  const known = algorithms[hex.length];
  if (known === undefined || known !== algorithm) throw new Error(`"${text}" is no checksum`);
  return { algorithm: known, hex };
}

interface ListLine {
  readonly name: string | undefined;
  readonly hex: string;
  /** What the line says that it is, in small letters and without a dash, such as sha256 or blake2b; undefined if it does not. */
  readonly tag: string | undefined;
}

/**
 * Parses a line as sha256sum prints it (`HEX  NAME`, `HEX *NAME`), or `SHA256 (NAME) = HEX`, or `SHA2-256(NAME)= HEX` as OpenSSL
 * does, or bare digits; undefined for another line.
 */
function parseLine(line: string): ListLine | undefined {
  const { hex, name, tag, tagName, tagHex } =
    /^(?:(?<hex>[\da-f]+)(?: [ *](?<name>.+))?|(?<tag>[A-Z\d/-]+) ?\((?<tagName>.+)\) ?= (?<tagHex>[\da-f]+))$/iu.exec(
      line.trim(),
    )?.groups ?? {};
  const digits = hex ?? tagHex;
  return digits === undefined
    ? undefined
    : { hex: digits.toLowerCase(), name: name ?? tagName, tag: tag?.toLowerCase().replace(/^sha2?-/u, "sha") };
}

export interface ListedFile {
  /** That of the file. */
  readonly address: string;
  /** That of the list. */
  readonly listAddress: string;
  readonly allowMd5: boolean;
}

/**
 * Whether a name in the list is that of the file. It counts from the folder of the list; if the file lies elsewhere, such as on a
 * mirror, its path has to end like the name. The last part alone is not enough: a list may have old/x.img and x.img.
 */
function isName(name: string, { address, listAddress }: ListedFile): boolean {
  const listed = pathNames(name).join("/");
  const path = pathNames(addressPath(address)).join("/");
  const folder = pathNames(addressPath(listAddress)).slice(0, -1).join("/");
  const isBeside =
    addressServer(address) === addressServer(listAddress) && (folder === "" || path.startsWith(`${folder}/`));
  if (isBeside) return path === (folder === "" ? listed : `${folder}/${listed}`);
  return path === listed || path.endsWith(`/${listed}`);
}

/**
 * The strongest checksum that a list has for a file; undefined if it has none that is allowed. Throws BareonError "failure" if it has
 * several.
 */
export function findChecksum(list: string, file: ListedFile): Checksum | undefined {
  const found = list.split("\n").flatMap((line): Checksum[] => {
    const parsed = parseLine(line);
    const algorithm = algorithms[parsed?.hex.length ?? 0];
    if (parsed === undefined || algorithm === undefined || (algorithm === "md5" && !file.allowMd5)) return [];
    // Others have as many digits: BLAKE2b, SHA3-256, SM3.
    if (parsed.tag !== undefined && parsed.tag !== algorithm) return [];
    return parsed.name === undefined || isName(parsed.name, file) ? [{ algorithm, hex: parsed.hex }] : [];
  });
  const [best] = found.toSorted((one, other) => other.hex.length - one.hex.length);
  if (best !== undefined && found.some(({ algorithm, hex }) => algorithm === best.algorithm && hex !== best.hex))
    throw new BareonError("failure", `the list of checksums has several of ${best.algorithm} for this file`, {
      hint: "Make a list in which each name stands once.",
    });
  return best;
}

/** Passes the bytes on. Throws BareonError "failure" at their end if they have another checksum. */
export async function* checkedBytes(
  bytes: AsyncIterable<Uint8Array>,
  what: string,
  { algorithm, hex }: Checksum,
): AsyncGenerator<Uint8Array, void> {
  await using hash = new BackgroundHash(algorithm);
  for await (const chunk of bytes) {
    await hash.update(chunk);
    yield chunk;
  }
  const found = await hash.digest();
  if (found === hex) return;
  throw new BareonError("failure", `${what} is not what its checksum says: ${algorithm} ${found} instead of ${hex}`, {
    hint: "The file was damaged or replaced, or the checksum is that of another version.",
  });
}
