/** Whether an update is needed: by the names that boot-info has, and the checksum of the node's record. */
import { describe, expect, test } from "vitest";
import { infoPath } from "../../../src/boot/menu/menu.ts";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import { type CurrentVersion, findCurrentVersion } from "../../../src/recipes/update-needed.ts";
import { list } from "../../../src/recipes/boot-show.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { ImageLayout } from "../../support/files/image-writer.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { bootRecord, createBootNode, onPartition } from "../../support/hosts/boot-node.ts";
import { createTestContext } from "../../support/hosts/recording-host.ts";

const options = { uuid: null, entry: null };
const named = (entry: string): { readonly uuid: null; readonly entry: string } => ({ ...options, entry });

test("a system that has the version needs no update, also the one that runs", async () => {
  const ctx = createTestContext(createBootNode());
  const version = { image: "b", imageName: "b-image", imageUuid: "" };
  expect(await findCurrentVersion(ctx, named("b"), { imageName: "b-image" })).toEqual(version);
  expect(await findCurrentVersion(ctx, named("b"), { imageName: "b-image-2" })).toBeUndefined();
  expect(await findCurrentVersion(ctx, named("b"), { imageName: "b-image", imageUuid: "7" })).toBeUndefined();
  expect(await findCurrentVersion(ctx, named("@current"), { imageName: "a-image" })).toMatchObject({ image: "a" });
  expect(await findCurrentVersion(ctx, named("a"), { imageName: "b-image" })).toBeUndefined();
});

test("without a word whichever system has it", async () => {
  const ctx = createTestContext(createBootNode());
  expect(await findCurrentVersion(ctx, options, { imageName: "a-image" })).toMatchObject({ image: "a" });
  expect(await findCurrentVersion(ctx, options, { imageName: "b-image" })).toMatchObject({ image: "b" });
  expect(await findCurrentVersion(ctx, options, { imageName: "c-image" })).toBeUndefined();
});

test("a checksum is that of the record", async () => {
  const checksum = `sha256:${"a".repeat(64)}`;
  const images = bootRecord.images.map((image) =>
    image.name === "b"
      ? { ...image, driver: "file" as const, source: "http://h/b.tar", file: { format: "tar" as const, checksum } }
      : image,
  );
  const partition = { [recordPath]: JSON.stringify({ ...bootRecord, images }) };
  const ctx = createTestContext(createBootNode({ partition }));
  expect(await findCurrentVersion(ctx, named("b"), { checksum })).toMatchObject({ image: "b" });
  expect(await findCurrentVersion(ctx, named("a"), { checksum })).toBeUndefined();
  const bare = createTestContext(createBootNode({ partition: { [recordPath]: undefined } }));
  expect(await findCurrentVersion(bare, named("b"), { checksum })).toBeUndefined();
});

test("a system whose update was begun needs it", async () => {
  const whole = createBootNode();
  await list(createTestContext(whole), options);
  const info = JSON.parse(onPartition(whole, infoPath) ?? "") as BootInfo;
  const updating = { since: "2026-01-02T03:04:05Z", what: "mirror", written: "partly" as const };
  const elements = info.elements.map((element) => (element.os_id === "b" ? { ...element, updating } : element));
  const ctx = createTestContext(createBootNode({ partition: { [infoPath]: JSON.stringify({ ...info, elements }) } }));
  expect(await findCurrentVersion(ctx, named("b"), { imageName: "b-image" })).toBeUndefined();
});

test("what cannot be compared is refused, and so is a word for no entry", async () => {
  const ctx = createTestContext(createBootNode());
  await expect(findCurrentVersion(ctx, options, {})).rejects.toMatchObject({ exit: "usage" });
  await expect(findCurrentVersion(ctx, named("c"), { imageName: "b-image" })).rejects.toMatchObject({ exit: "entry" });
});

describe("a container image", () => {
  const layout = new ImageLayout();
  const manifest = layout.addImage({ layers: [[{ name: "x" }]] });
  layout.name(manifest, "v");
  const { digest } = manifest;

  /** A node whose image b was made of the manifest, on a machine that has the layout. */
  async function made(recorded: string, source: (path: string) => string): Promise<CurrentVersion | undefined> {
    await using folder = await scratchFolder();
    await layout.write(folder.path);
    const images = bootRecord.images.map((image) =>
      image.name === "b"
        ? { ...image, driver: "oci" as const, source: `oci:${folder.path}:v`, flags: [], oci: { manifest: recorded } }
        : image,
    );
    const node = createBootNode({ partition: { [recordPath]: JSON.stringify({ ...bootRecord, images }) } });
    const local = localContext().host;
    const host: typeof node = {
      ...node,
      run: async (command, more) =>
        await (command.program === "uname" || command.program === "stat"
          ? local.run(command, more)
          : node.run(command, more)),
      stream: (command, input) => local.stream(command, input),
      facts: async (path) => await (path.startsWith(folder.path) ? local.facts(path) : node.facts(path)),
    };
    const wanted = source(folder.path);
    return await findCurrentVersion(createTestContext(host), named("b"), wanted === "" ? {} : { source: wanted });
  }

  test("is compared by its manifest, also if nothing is named", async () => {
    expect(await made(digest, () => "")).toMatchObject({ image: "b" });
    expect(await made(digest, (path) => `oci:${path}:v`)).toMatchObject({ image: "b" });
    expect(await made(`sha256:${"0".repeat(64)}`, () => "")).toBeUndefined();
  });

  test("that is of another kind than before is another version", async () => {
    const ctx = createTestContext(createBootNode());
    await expect(findCurrentVersion(ctx, named("b"), { source: "host::images/x/" })).rejects.toMatchObject({
      exit: "usage",
    });
  });
});
