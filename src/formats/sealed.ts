/** Bytes that only a key opens which is a text: scrypt (RFC 7914) makes the key of it, and AES-256-GCM hides the bytes and proves them. */

/** What the bytes begin with; another way to seal them has another line. */
const mark = new TextEncoder().encode("bareon-sealed-1\n");
const sizes = { salt: 16, nonce: 12, tag: 16 } as const;
const start = { salt: mark.length, nonce: mark.length + 16, tag: mark.length + 28, content: mark.length + 44 } as const;

/** 64 MiB of memory for each key that is tried, as the containers of encrypted volumes take. */
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 80 * 1024 * 1024 } as const;

/** Loads its code when it is first used: most runs of the programs seal nothing. */
function crypt(): typeof import("node:crypto") {
  return process.getBuiltinModule("node:crypto");
}

/** `random` fills bytes that nobody can foretell. */
export function seal(
  key: string,
  bytes: Uint8Array,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (fresh) => crypto.getRandomValues(fresh),
): Uint8Array {
  const [salt, nonce] = [random(new Uint8Array(sizes.salt)), random(new Uint8Array(sizes.nonce))];
  const cipher = crypt().createCipheriv("aes-256-gcm", crypt().scryptSync(key, salt, 32, cost), nonce);
  cipher.setAAD(mark);
  const content = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([mark, salt, nonce, cipher.getAuthTag(), content]);
}

/** Undefined if the key is another one, or if they are not all as they were sealed. */
export function unseal(key: string, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < start.content || Buffer.compare(sealed.subarray(0, mark.length), mark) !== 0) return undefined;
  const part = (place: "salt" | "nonce" | "tag"): Uint8Array =>
    sealed.subarray(start[place], start[place] + sizes[place]);
  const derived = crypt().scryptSync(key, part("salt"), 32, cost);
  const decipher = crypt().createDecipheriv("aes-256-gcm", derived, part("nonce"), { authTagLength: sizes.tag });
  decipher.setAAD(mark);
  decipher.setAuthTag(part("tag"));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(start.content)), decipher.final()]);
  } catch (error) {
    // "Unsupported state or unable to authenticate data" is all that it says, without a code.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
