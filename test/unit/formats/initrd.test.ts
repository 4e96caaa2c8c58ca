/** Which files a kernel unpacks as its initrd, and what others look like. */
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { renderCpio } from "../../../src/formats/cpio.ts";
import { describeHead, isInitrd } from "../../../src/formats/initrd.ts";
import { kernelBytes } from "../../support/systems/kernel-bytes.ts";

const letters = (text: string): Uint8Array => Buffer.from(text, "latin1");
const archive = letters(renderCpio([{ path: "init", mode: 0o100755, text: "#!/bin/sh\n" }]));

test.for([
  ["a cpio archive", archive],
  ["a cpio archive", letters("070702")],
  ["gzip data", gzipSync(archive)],
  ["zstd data", zstdCompressSync(archive)],
  ["bzip2 data", letters("BZh9")],
  ["lzma data", letters("]\0\0\x80\0")],
  ["xz data", letters("\xfd7zXZ\0\0")],
  ["lzo data", letters("\x89LZO\0\r\n")],
  ["lz4 data", letters("\x02!L\x18")],
] as const)("%s is unpacked", ([name, head]) => {
  expect([isInitrd(head), describeHead(head)]).toEqual([true, name]);
});

test.for([
  ["an empty file", new Uint8Array(0)],
  ["nothing but zeros", new Uint8Array(4096)],
  ["a kernel", kernelBytes()],
  ["a text", letters("not an initrd\n")],
  ["a text", Buffer.from("kein Kern für GRUB\n")],
  ["a script", letters("#!/bin/sh\n")],
  ["an ELF file", letters("\x7fELF\x02\x01".padEnd(18, "\0") + "\x3e\0")],
  ["a program for UEFI", letters("MZ\0\0")],
  ["a squashfs", letters("hsqs")],
  ["a cpio archive of another form than newc", letters("070707")],
  ["lz4 data without the option -l, which the kernel does not unpack", letters('\x04"M\x18')],
  ["other data", letters("\x01\x02\x03")],
  ["a text", letters("07070")],
] as const)("%s is no initrd", ([name, head]) => {
  expect([isInitrd(head), describeHead(head)]).toEqual([false, name]);
});

test("zeros before an archive are skipped, as the kernel does it", () => {
  expect(isInitrd(Buffer.concat([new Uint8Array(512), archive]))).toBe(true);
});
