/** Layers in a folder of this machine: what lies in their way is no danger to other files, and what is said of them is true. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Descriptor } from "../../../src/formats/oci-documents.ts";
import { drain } from "../../../src/sources/file/byte-streams.ts";
import type { FoundImage } from "../../../src/sources/oci/find-image.ts";
import { keepInFolder } from "../../../src/sources/oci/layer-folder.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";

const mediaType = "application/vnd.oci.image.layer.v1.tar";

function layerOf(text: string): Descriptor {
  const digest = createHash("sha256").update(text).digest("hex");
  return { mediaType, digest: `sha256:${digest}`, size: text.length };
}

/** An image of a registry that has these layers, and counts what is fetched of them. */
function imageOf(texts: readonly string[]): { readonly found: FoundImage; readonly fetched: string[] } {
  const fetched: string[] = [];
  const refuse = (): never => {
    throw new Error("it is not read here");
  };
  const found: FoundImage = {
    store: {
      ...{ readTop: refuse, readDocument: refuse, isLocal: false },
      readLayer: async function* (_ctx, _what, { digest }) {
        const text = texts.find((one) => layerOf(one).digest === digest) ?? "";
        fetched.push(text);
        yield await Promise.resolve(Buffer.from(text));
      },
    },
    manifest: { kind: "manifest", digest: "", config: layerOf("{}"), layers: texts.map(layerOf) },
    config: { platform: { os: "linux", architecture: "amd64", variant: "" }, diffIds: [] },
  };
  return { found, fetched };
}

/** Reads all layers as a deploy does; returns what was told. */
async function readAll(texts: readonly string[], folder: string): Promise<{ told: string[]; fetched: string[] }> {
  const ctx = localContext();
  const { found, fetched } = imageOf(texts);
  const kept = await keepInFolder(ctx, found, folder, "red");
  if (kept === undefined) throw new Error("nothing was kept");
  for (const layer of found.manifest.layers) await drain(kept.store.readLayer(ctx, "the layer", layer));
  const notices = ctx.events.flatMap((event) => (event.event === "notice" ? [event.message] : []));
  return { told: [...notices, ...warnings(ctx.events)], fetched };
}

function placeIn(folder: string, text: string): string {
  return join(folder, layerOf(text).digest.replace(":", "/"));
}

test("layers are fetched once, into a folder with a blank in its name, and one that an image has twice is counted as that", async () => {
  await using scratch = await scratchFolder();
  const folder = join(scratch.path, "my layers");
  const first = await readAll(["one", "two", "one"], folder);
  expect(first.told).toEqual([`Of image red 0 of 3 layers are in ${folder}; 6 B are fetched.`]);
  expect(first.fetched).toEqual(["one", "two"]);
  expect(await readFile(placeIn(folder, "one"), "utf8")).toBe("one");
  const again = await readAll(["one", "two", "one", "new"], folder);
  expect(again.told).toEqual([`Of image red 3 of 4 layers are in ${folder}; 3 B are fetched.`]);
  expect(again.fetched).toEqual(["new"]);
});

test("a rest of a run that was killed is replaced, and a link in its place leads to no other file", async () => {
  await using scratch = await scratchFolder();
  const [folder, other] = [join(scratch.path, "layers"), join(scratch.path, "other")];
  await mkdir(join(folder, "sha256"), { recursive: true });
  await writeFile(other, "of somebody else");
  await symlink(other, `${placeIn(folder, "one")}.partial`);
  await writeFile(`${placeIn(folder, "two")}.partial`, "t and much more");
  const { told } = await readAll(["one", "two"], folder);
  expect(told).toHaveLength(1);
  expect(await readFile(other, "utf8")).toBe("of somebody else");
  expect((await readdir(join(folder, "sha256"))).toSorted()).toEqual(
    ["one", "two"].map((text) => layerOf(text).digest.slice("sha256:".length)).toSorted(),
  );
});

test("a damaged layer is fetched again, and what is no file in its place is left alone", async () => {
  await using scratch = await scratchFolder();
  const folder = join(scratch.path, "layers");
  await mkdir(join(folder, "sha256"), { recursive: true });
  await writeFile(placeIn(folder, "one"), "two");
  const { told, fetched } = await readAll(["one"], folder);
  expect(told[1]).toContain("is damaged and is fetched again");
  expect(fetched).toEqual(["one"]);
  await symlink(placeIn(folder, "one"), placeIn(folder, "two"));
  await expect(readAll(["two"], folder)).rejects.toThrow("is no file, and a layer was to be kept there");
});
