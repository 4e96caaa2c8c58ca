/** gpgv and minisign: verifying a detached signature of a file with one public key. */
import type { Command } from "../base/command.ts";

export interface SignedFile {
  /** Binary keys for gpgv; for minisign the text of the key. */
  readonly key: string;
  readonly signature: string;
  /** Read once from its start to its end, so that it may be a pipe. */
  readonly file: string;
}

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

export function verifyByGpg({ key, signature, file }: SignedFile): Command {
  return { program: "gpgv", args: ["--quiet", "--keyring", key, "--", signature, file] };
}

export function verifyByMinisign({ key, signature, file }: SignedFile): Command {
  return { program: "minisign", args: ["-V", "-q", "-P", key, "-x", signature, "-m", file] };
}
