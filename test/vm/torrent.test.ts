/** Image files by BitTorrent among many nodes, which are network namespaces: one source feeds all of them, and what is cut off goes on; real aria2c, tracker and web server. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KeptFiles } from "../../src/host/kept-files.ts";
import { findFile, readContent } from "../../src/sources/file/content.ts";
import { warnings } from "../support/hosts/local-context.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { until } from "../support/servers/port.ts";
import { startTorrentNetwork } from "../support/servers/torrent-network.ts";
import { archive, bring, checksum, findRemains, imageAt, makeTorrent } from "../support/servers/torrent-image.ts";

const MiB = 1024 ** 2;
let folder: Scratch;

beforeAll(async () => {
  folder = await scratchFolder();
  await writeFile(join(folder.path, "image.tar"), archive);
});

afterAll(async () => await folder[Symbol.asyncDispose]());

test("of one source with a slow link eight nodes have the file, and it sends less than three times the bytes of one; each gives until it has ended", async () => {
  // Sixteen seconds for one: as fast as the nodes are, they cannot all wait for the source.
  await using network = await startTorrentNetwork(folder.path, MiB / 2);
  await network.startTracker(await makeTorrent(folder.path, network, "eight.torrent", [network.trackerUrl]));
  const nodes = await Promise.all(Array.from({ length: 8 }, async () => await network.addNode()));
  const kept = nodes.map(() => new KeptFiles());
  const before = await network.sent();
  const image = imageAt(network, "eight.torrent");
  const sums = await Promise.all(
    nodes.map(async (ctx, index) => await bring(ctx, image, kept[index] ?? new KeptFiles())),
  );
  expect(sums).toEqual(nodes.map(() => checksum));
  const sent = ((await network.sent()) - before) / archive.length;
  expect(sent).toBeGreaterThan(1);
  expect(sent).toBeLessThan(3);
  // A node that comes later, when the source is gone from all but the first look, is fed by the others.
  const late = await network.addNode();
  const found = await findFile(late, image);
  const beforeLate = await network.sent();
  await execa("mv", [join(folder.path, "image.tar"), join(folder.path, "hidden.tar")]);
  await using keptLate = new KeptFiles();
  let length = 0;
  for await (const bytes of readContent(late, image, found, { kept: keptLate, onProgress: () => undefined }))
    length += bytes.length;
  await execa("mv", [join(folder.path, "hidden.tar"), join(folder.path, "image.tar")]);
  expect(length).toBe(archive.length);
  expect((await network.sent()) - beforeLate).toBeLessThan(archive.length / 10);
  await keptLate.close();
  for (const files of kept) await files.close();
  expect(await findRemains()).toEqual([]);
});

test("without a tracker nodes of one segment find each other", async () => {
  await using network = await startTorrentNetwork(folder.path);
  await makeTorrent(folder.path, network, "alone.torrent", []);
  const image = imageAt(network, "alone.torrent");
  const [first, second] = [await network.addNode(), await network.addNode()];
  await using keptFirst = new KeptFiles();
  await using keptSecond = new KeptFiles();
  expect(await bring(first, image, keptFirst)).toBe(checksum);
  const found = await findFile(second, image);
  await execa("mv", [join(folder.path, "image.tar"), join(folder.path, "hidden.tar")]);
  let length = 0;
  for await (const bytes of readContent(second, image, found, { kept: keptSecond, onProgress: () => undefined }))
    length += bytes.length;
  await execa("mv", [join(folder.path, "hidden.tar"), join(folder.path, "image.tar")]);
  expect(length).toBe(archive.length);
});

test("what is cut off goes on where it was, and progress only grows", async () => {
  await using network = await startTorrentNetwork(folder.path);
  await makeTorrent(folder.path, network, "cut.torrent", []);
  const ctx = { ...(await network.addNode()), http: { stallSeconds: 2, pauseSeconds: 1, retries: 8 } };
  const image = imageAt(network, "cut.torrent", { checksum, rate: MiB });
  const found = await findFile(ctx, image);
  const before = await network.sent();
  const progress: number[] = [];
  await using kept = new KeptFiles();
  const reading = (async () => {
    const hash = createHash("sha256");
    const onProgress = ({ bytes }: { readonly bytes: number }): void => void progress.push(bytes);
    for await (const bytes of readContent(ctx, image, found, { kept, onProgress })) hash.update(bytes);
    return `sha256:${hash.digest("hex")}`;
  })();
  await until("a part of the file", 60, () => (progress.at(-1) ?? 0) > 2 * MiB);
  await network.setSource("down");
  await until("a warning", 60, () => warnings(ctx.events).length > 0);
  await network.setSource("up");
  expect(await reading).toBe(checksum);
  expect(warnings(ctx.events)[0]).toMatch(
    new RegExp(
      `^image red: its torrent broke off after \\d+ of ${archive.length} bytes: .*; going on from there \\(1 of 8\\)$`,
      "u",
    ),
  );
  expect(progress).toEqual(progress.toSorted((one, other) => one - other));
  // Not from the start: what was lost are pieces that were not whole.
  expect(((await network.sent()) - before) / archive.length).toBeLessThan(1.6);
  await kept.close();
  expect(await findRemains()).toEqual([]);
});
