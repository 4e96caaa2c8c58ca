/** Public keys of ssh that are well-formed, and that nobody has the private half of. */

function field(bytes: Uint8Array | string): Buffer {
  const content = Buffer.from(bytes as never);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

/** A key of these fields, as a line of authorized_keys without a newline. */
export function sshKey(type: string, fields: readonly (Uint8Array | string)[], comment = ""): string {
  const body = Buffer.concat([type, ...fields].map(field)).toString("base64");
  return `${type} ${body}${comment === "" ? "" : ` ${comment}`}`;
}

/** One Ed25519 key for each number up to 255. */
export function ed25519Key(number: number, comment = "ops@conductor"): string {
  return sshKey("ssh-ed25519", [Buffer.alloc(32, number)], comment);
}

export function rsaKey(bits: number): string {
  const modulus = Buffer.alloc(bits / 8, 0xff);
  return sshKey("ssh-rsa", [Buffer.from([1, 0, 1]), Buffer.concat([Buffer.from([0]), modulus])]);
}
