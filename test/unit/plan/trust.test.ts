/** Of which images nothing proves that they are the right ones. */
import { expect, test } from "vitest";
import { findDoubts, type JudgedImage } from "../../../src/plan/trust.ts";
import { judgeTrust } from "../../../src/recipes/trust.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const sum = `sha256:${"a".repeat(64)}`;

function file(source: string, more: JudgedImage["file"] = {}): JudgedImage {
  return { name: "red", driver: "file", source, file: more };
}

function tree(source: string): JudgedImage {
  return { name: "blue", driver: "rsync", source };
}

function container(source: string): JudgedImage {
  return { name: "green", driver: "oci", source };
}

test.each<readonly [string, JudgedImage]>([
  ["http without anything", file("http://host/x")],
  ["http with an MD5", file("http://host/x", { checksum: `md5:${"a".repeat(32)}`, allowMd5: true })],
  ["a list by http without a signature", file("http://host/x", { checksumUrl: "HTTP://host/SUMS" })],
  ["a list by https that may have an MD5", file("http://host/x", { checksumUrl: "https://host/SUMS", allowMd5: true })],
  ["a tag of a registry", container("oci://host/os:12")],
  ["an rsync daemon", tree("host::module/")],
  ["an rsync daemon with a password", tree("rsync://user:secret@host/module/")],
])("in doubt: %s", (_, image) => {
  expect(findDoubts([image])).toHaveLength(1);
  expect(JSON.stringify(findDoubts([image]))).not.toContain("secret");
});

test.each<readonly [string, JudgedImage]>([
  ["https", file("https://host/x")],
  ["a file of this machine", file("file:///x")],
  ["a checksum", file("http://host/x", { checksum: sum })],
  ["a signature", file("http://host/x", { signatureUrl: "http://host/x.sig", signatureKey: "k" })],
  ["a signed list", file("http://host/x", { checksumUrl: "http://host/S", signatureUrl: "http://host/S.sig" })],
  ["a list by https", file("http://host/x", { checksumUrl: "https://host/S" })],
  ["a digest, by whatever way", { ...container(`oci://host/os:12@${sum}`), oci: { plainHttp: true } }],
  ["an image layout of this machine", container("oci:/srv/layout:12")],
  ["ssh", tree("root@host:/x/")],
  ["a tree of this machine", tree("/srv/x/")],
])("proven: %s", (_, image) => {
  expect(findDoubts([image])).toEqual([]);
});

test("all of them are one warning, or a refusal before anything is written if that is asked for", () => {
  const ctx = createTestContext(createRecordingHost());
  const images = [file("http://host/x"), tree("host::module/"), file("https://host/x")];
  judgeTrust(ctx, images, false);
  expect(ctx.events).toEqual([
    {
      event: "warning",
      message:
        "Nothing proves that these images are the right ones: red (by http:// without a checksum or a signature), blue (from an rsync daemon, which proves nothing).",
    },
  ]);
  expect(() => judgeTrust(ctx, images, true)).toThrow(expect.objectContaining({ exit: "invalid" }) as Error);
  expect(judgeTrust(ctx, images.slice(2), true)).toBeUndefined();
});
