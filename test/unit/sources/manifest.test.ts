/** The text beside images of filesystems: what of it counts, and that an image which is not what it says is refused. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { drain } from "../../../src/sources/file/byte-streams.ts";
import { findFile, readContent } from "../../../src/sources/file/content.ts";
import { parseManifest } from "../../../src/sources/file/manifest.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { tarArchive } from "../../support/files/tar-writer.ts";
import { localContext } from "../../support/hosts/local-context.ts";

const raw = tarArchive({ name: "x", content: "x" });
const packed = gzipSync(raw);
const md5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");

const good = {
  container_name: "x.img.gz",
  raw_size: raw.length,
  raw_md5: md5(raw),
  container_size: packed.length,
  container_md5: md5(packed),
  container: "gzip",
  format: "ext4",
};

function render(item: object): string {
  return JSON.stringify({ os: { name: "Ubuntu", major: 16, minor: 4 }, images: [{ container_name: "other" }, item] });
}

/** Finds the image and reads all of it; what went wrong, else nothing, and what was told. */
async function read(manifest: string | undefined): Promise<{ readonly problem: string; readonly told: string }> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  await writeFile(join(folder.path, "x.img.gz"), packed);
  if (manifest !== undefined) await writeFile(join(folder.path, "x.yaml"), manifest);
  const ctx = localContext();
  const file = { allowMd5: true, manifestUrl: `file://${folder.path}/x.yaml` };
  const image = { name: "x", source: `file://${folder.path}/x.img.gz`, flags: [], file };
  const problem = await findFile(ctx, image)
    .then(async (found) => await drain(readContent(ctx, image, found, { onProgress: () => undefined })))
    .then(
      () => "",
      (error: unknown) => (error as Error).message,
    );
  const told = ctx.events.flatMap((event) => (event.event === "notice" ? [event.message] : [])).join("\n");
  return { problem, told };
}

test("an image that is what it says is read, in JSON and in YAML", async () => {
  expect(await read(render(good))).toEqual({ problem: "", told: "" });
  const yaml = `images:\n- container_name: x.img.gz\n  raw_size: ${raw.length}\n  raw_md5: ${md5(raw)}\n`;
  expect(await read(yaml)).toEqual({ problem: "", told: "" });
});

test.for([
  ["raw_md5", { raw_md5: "0".repeat(32) }, "what is in image x is not what its checksum says: md5"],
  ["raw_size", { raw_size: 1 }, `what is in image x has ${raw.length} bytes, and its metadata say 1`],
  ["container_md5", { container_md5: "0".repeat(32) }, "is not what its checksum says: md5"],
  ["container_size", { container_size: 1 }, `it has ${packed.length} bytes, and its metadata say 1`],
] as const)("a wrong %s is found out", async ([, change, problem]) => {
  expect((await read(render({ ...good, ...change }))).problem).toContain(problem);
});

test("a text that is missing, is no YAML, or does not name the image is ignored", async () => {
  const missing = await read(undefined);
  expect(missing.problem).toBe("");
  expect(missing.told).toContain("Image x is deployed without its metadata");
  for (const text of ["{", "[]", "images: 1", "images: [1]", render({ container_name: "y" }), "a: &a [*a]"])
    expect((await read(text)).problem, text).toBe("");
});

test.for([
  ["raw_md5", 12_345],
  ["raw_md5", "x"],
  ["container_md5", "0".repeat(64)],
] as const)("a %s of another form than an MD5 has is refused", async ([key, value]) => {
  expect((await read(render({ ...good, [key]: value }))).problem).toContain(`a ${key} that is no text of an MD5`);
});

test("a size of another form than it should have is ignored, and so is what is empty", async () => {
  const item = { ...good, raw_size: "1", raw_md5: null, container_size: -1, container_md5: "" };
  expect(await parseManifest(render(item), "http://host/a/x.img.gz?b=c")).toEqual({ stored: {}, unpacked: {} });
  expect(await parseManifest(render(item), "http://host/x.img.gz/y")).toBeUndefined();
});
