/** The documents of a container image as bytes that have the digest which is said of them, and as what they mean. */
import { BareonError } from "../../base/errors.ts";
import type { Descriptor } from "../../formats/oci-documents.ts";
import { BackgroundHash } from "../file/background-hash.ts";
import { readFirst } from "../file/byte-streams.ts";
import { checkedBytes, parseChecksum } from "../file/checksum.ts";

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

/** The same bytes. Throws BareonError "failure" if they have another digest. */
export async function verified(what: string, bytes: Uint8Array, digest: string): Promise<Uint8Array> {
  return await readFirst(checkedBytes(once(bytes), what, parseChecksum(digest)), bytes.length + 1);
}

export async function digestOf(bytes: Uint8Array): Promise<string> {
  await using hash = new BackgroundHash("sha256");
  await hash.update(bytes);
  return `sha256:${await hash.digest()}`;
}

/** What parses bytes throws an Error of its own words, which this makes a BareonError "failure". */
export function parsed<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BareonError || !(error instanceof Error)) throw error;
    throw new BareonError("failure", `${what} cannot be used: ${error.message}`, {
      hint: "Is it the image of a container, made for Linux?",
      cause: error,
    });
  }
}

/** Throws BareonError "failure" for a document of which more is said than is read. */
export function checkSize(what: string, { size }: Pick<Descriptor, "size">, most: number): void {
  if (size > most) throw new BareonError("failure", `${what} has ${size} bytes, and at most ${most} are read`);
}
