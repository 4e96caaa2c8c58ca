/** Checksums in lists as programs write them, and over what streams by. */
import { expect, test } from "vitest";
import {
  type Checksum,
  checkedBytes,
  findChecksum,
  type ListedFile,
  parseChecksum,
} from "../../../src/sources/file/checksum.ts";
import { drain } from "../../../src/sources/file/byte-streams.ts";

const [md5, sha256, sha512] = ["a".repeat(32), "b".repeat(64), "c".repeat(128)];
const url = "https://host/dir/red%20image.raw?sig=1";

function find(list: string, file: Partial<ListedFile> = {}): Checksum | undefined {
  return findChecksum(list, { address: url, listAddress: "https://host/dir/SHA256SUMS", allowMd5: false, ...file });
}

test.for([
  ["of sha256sum", `${"0".repeat(64)}  other.raw\n${sha256}  red image.raw\n`, "sha256"],
  ["of this folder, of a binary file, in capitals", `${sha256.toUpperCase()} *./red image.raw\n`, "sha256"],
  ["with a file of that name in another folder", `${sha256}  old/red image.raw\n`, undefined],
  ["of BSD", `SHA512 (red image.raw) = ${sha512}\n`, "sha512"],
  ["of OpenSSL", `SHA2-256(red image.raw)= ${sha256}\r\n`, "sha256"],
  [
    "with sums of other algorithms that are as long",
    `BLAKE2b (red image.raw) = ${"d".repeat(128)}\nSHA3-256 (red image.raw) = ${"e".repeat(64)}\nSHA256 (red image.raw) = ${sha256}\nSM3 (red image.raw) = ${"d".repeat(64)}\n`,
    "sha256",
  ],
  ["of another algorithm that is as long", `BLAKE2b (red image.raw) = ${sha512}\n`, undefined],
  ["bare, for one file", `${sha256}\n`, "sha256"],
  [
    "several of one file: the strongest counts",
    `${sha256}  red image.raw\n${sha512}  red image.raw\n${md5}  red image.raw\n`,
    "sha512",
  ],
  ["of other files", `${sha256}  red image.raw.zst\n`, undefined],
  ["of md5sum", `${md5}  red image.raw\n`, undefined],
  ["with a page in its place", "<html>404</html>\n", undefined],
] as const)("a list %s", ([, list, algorithm]) => {
  expect(find(list)?.algorithm).toBe(algorithm);
});

test("a name counts from the folder of the list, and elsewhere the whole of it has to fit", () => {
  const deep = { address: "https://host/dir/x/red.raw" };
  expect(find(`${sha256}  x/red.raw\n`, deep)?.hex).toBe(sha256);
  expect(find(`${sha256}  red.raw\n`, deep)).toBeUndefined();
  const mirror = { address: "http://mirror/pub/dir/x/red.raw" };
  expect(find(`${sha256}  ./x/red.raw\n`, mirror)?.hex).toBe(sha256);
  expect(find(`${sha256}  red.raw\n`, mirror)?.hex).toBe(sha256);
  expect(find(`${sha256}  y/red.raw\n`, mirror)).toBeUndefined();
});

test("two checksums of one file in a list are an error, unless they are the same", () => {
  const line = `${sha256}  red image.raw\n`;
  expect(find(line + line)?.hex).toBe(sha256);
  expect(() => find(`${line}${"d".repeat(64)}  red image.raw\n`)).toThrow("has several of sha256 for this file");
  expect(() => find(`${line}${"d".repeat(64)}  ./red image.raw\n`)).toThrow("has several");
});

test("an address with a % that encodes nothing is no bug of the program", () => {
  for (const name of ["100%.raw", "%zz.raw", "%ff.raw"])
    expect(find(`${sha256}  ${name}\n`, { address: `https://host/dir/${name}` })?.hex).toBe(sha256);
});

test("an MD5 counts where that is allowed", () => {
  expect(find(`${md5}  red image.raw\n`, { allowMd5: true })).toEqual({ algorithm: "md5", hex: md5 });
});

test("a checksum has the length of its algorithm", () => {
  expect(parseChecksum(`sha256:${sha256.toUpperCase()}`)).toEqual({ algorithm: "sha256", hex: sha256 });
  for (const text of [`sha256:${md5}`, `md5:${sha512}`, `sha1:${"a".repeat(40)}`, sha256])
    expect(() => parseChecksum(text)).toThrow("is no checksum");
});

test("a stream with another checksum fails at its end, with both", async () => {
  async function* bytes(): AsyncGenerator<Uint8Array, void> {
    yield Buffer.from("hel");
    yield Buffer.from("lo");
  }
  await drain(checkedBytes(bytes(), "x", { algorithm: "md5", hex: "5d41402abc4b2a76b9719d911017c592" }));
  await expect(drain(checkedBytes(bytes(), "x", { algorithm: "md5", hex: md5 }))).rejects.toThrow(
    `md5 5d41402abc4b2a76b9719d911017c592 instead of ${md5}`,
  );
});
