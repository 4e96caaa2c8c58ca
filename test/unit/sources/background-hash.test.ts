/** The hash of a thread is that of node:crypto, whatever the pieces, and never fails to come. */
import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { BackgroundHash } from "../../../src/sources/file/background-hash.ts";

const KiB = 1024;

async function hashInPieces(algorithm: string, content: Uint8Array, piece: number): Promise<string> {
  await using hash = new BackgroundHash(algorithm);
  for (let place = 0; place < content.length; place += piece) await hash.update(content.subarray(place, place + piece));
  return await hash.digest();
}

test.for([
  ["sha256", 0, 1],
  ["sha512", 1, 1],
  ["md5", 1024 * KiB, 64 * KiB],
  ["sha256", 9000 * KiB + 7, 100 * KiB + 3],
  ["sha256", 9000 * KiB, 9000 * KiB],
] as const)("%s of %d bytes in pieces of %d", async ([algorithm, length, piece]) => {
  const content = randomBytes(length);
  expect(await hashInPieces(algorithm, content, piece)).toBe(createHash(algorithm).update(content).digest("hex"));
});

test("it comes also where the last block and the hash come back together", async () => {
  const content = new Uint8Array(1536 * KiB);
  const expected = createHash("sha256").update(content).digest("hex");
  const found = await Promise.all(
    Array.from({ length: 40 }, async () => await hashInPieces("sha256", content, 512 * KiB)),
  );
  expect(new Set(found)).toEqual(new Set([expected]));
});
