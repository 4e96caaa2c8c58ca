/** Checksums in lists as programs write them, and over what streams by. */
import { expect, test } from "vitest";
import { checkedBytes, findChecksum, parseChecksum } from "../../../src/sources/file/checksum.ts";
import { drain } from "../../../src/sources/file/byte-streams.ts";

const [md5, sha256, sha512] = ["a".repeat(32), "b".repeat(64), "c".repeat(128)];
const url = "https://host/dir/red%20image.raw?sig=1";

test.for([
  ["of sha256sum", `${"0".repeat(64)}  other.raw\n${sha256}  red image.raw\n`, "sha256"],
  ["with a folder, of a binary file, in capitals", `${sha256.toUpperCase()} *./x/red image.raw\n`, "sha256"],
  ["of BSD", `SHA512 (red image.raw) = ${sha512}\n`, "sha512"],
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
  expect(findChecksum(list, url, false)?.algorithm).toBe(algorithm);
});

test("an MD5 counts where that is allowed", () => {
  expect(findChecksum(`${md5}  red image.raw\n`, url, true)).toEqual({ algorithm: "md5", hex: md5 });
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
