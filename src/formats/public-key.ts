/** The texts in which people hand public keys for signatures on: minisign's and ASCII armour. */

/** The line of a minisign public key; undefined for any other text. */
export function parseMinisignKey(text: string): string | undefined {
  return text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => /^RW[\w+/]{54}$/u.test(line));
}

const begin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const end = "-----END PGP PUBLIC KEY BLOCK-----";

/** The bytes of an ASCII-armoured public key (RFC 4880, 6.2): headers, an empty line, base64, a checksum; undefined for any other text. */
export function parseArmour(text: string): Uint8Array | undefined {
  const lines = text.split("\n").map((line) => line.trim());
  const first = lines.indexOf(begin) + 1;
  const last = lines.indexOf(end, first);
  if (first === 0 || last < 0) return undefined;
  const blank = lines.indexOf("", first);
  if (blank < 0 || blank > last || !lines.slice(first, blank).every((line) => line.includes(":"))) return undefined;
  const body = lines.slice(blank, last).filter((line) => line !== "");
  if (/^=[\w+/]{4}$/u.test(body.at(-1) ?? "")) body.pop();
  if (body.length === 0 || !body.every((line) => /^[\w+/=]+$/u.test(line))) return undefined;
  return new Uint8Array(Buffer.from(body.join(""), "base64"));
}
