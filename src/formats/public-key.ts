/** The texts in which people hand public keys for signatures on: minisign's and ASCII armour. */

/** The line of a minisign public key; undefined for any other text. */
export function parseMinisignKey(text: string): string | undefined {
  return text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => /^RW[\w+/]{54}$/u.test(line));
}

/** The bytes of an ASCII-armoured public key (RFC 4880, 6.2); undefined for any other text. */
export function parseArmour(text: string): Uint8Array | undefined {
  const { body } =
    /-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n(?:[^\n]*:[^\n]*\n)*\s*\n(?<body>[\w+/=\s]+?)(?:\n=[\w+/]{4})?\s*-----END PGP PUBLIC KEY BLOCK-----/u.exec(
      text,
    )?.groups ?? {};
  return body === undefined ? undefined : new Uint8Array(Buffer.from(body.replaceAll(/\s/gu, ""), "base64"));
}
