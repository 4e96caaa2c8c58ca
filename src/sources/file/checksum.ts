/** Checksums of image files: parsed from a config and from a list beside the file, and computed of bytes that stream by. */
import { basename } from "node:path";
import { BareonError } from "../../base/errors.ts";
import { decodeAddress } from "./spec/address.ts";
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

/** Parses a line as sha256sum prints it (`HEX  NAME`, `HEX *NAME`), or `SHA256 (NAME) = HEX`, or bare digits; undefined for another line. */
function parseLine(line: string): { readonly name: string | undefined; readonly hex: string } | undefined {
  const { hex, name, tagName, tagHex } =
    /^(?:(?<hex>[\da-f]+)(?: [ *](?<name>.+))?|[A-Z\d]+ \((?<tagName>.+)\) = (?<tagHex>[\da-f]+))$/iu.exec(line.trim())
      ?.groups ?? {};
  const digits = hex ?? tagHex;
  return digits === undefined ? undefined : { hex: digits.toLowerCase(), name: name ?? tagName };
}

/** The strongest checksum that a list has for the file of an address; undefined if it has none that is allowed. */
export function findChecksum(list: string, address: string, allowMd5: boolean): Checksum | undefined {
  const wanted = basename(decodeAddress(address.split(/[?#]/u)[0] ?? ""));
  const found = list.split("\n").flatMap((line): Checksum[] => {
    const parsed = parseLine(line);
    const algorithm = algorithms[parsed?.hex.length ?? 0];
    if (parsed === undefined || algorithm === undefined || (algorithm === "md5" && !allowMd5)) return [];
    return parsed.name === undefined || basename(parsed.name) === wanted ? [{ algorithm, hex: parsed.hex }] : [];
  });
  return found.toSorted((one, other) => other.hex.length - one.hex.length)[0];
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
