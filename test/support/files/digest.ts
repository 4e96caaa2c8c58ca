/** The SHA-256 of a file that may be large: read in pieces, since each program that a large process starts costs a copy of its page tables. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

export async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
