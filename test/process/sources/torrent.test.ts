/** Image files by BitTorrent: one source feeds many nodes, what is cut off goes on, hostile torrents and wrong files are refused; real aria2c, tracker and web server. */
import { createHash, randomBytes } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../../../src/host/host.ts";
import { KeptFiles } from "../../../src/host/kept-files.ts";
import { findFile, readContent } from "../../../src/sources/file/content.ts";
import type { SourcedImage } from "../../../src/sources/source.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { tarArchive } from "../../support/files/tar-writer.ts";
import { startFileServer } from "../../support/servers/file-server.ts";
import { until } from "../../support/servers/port.ts";
import { startTorrentNetwork, type TorrentNetwork } from "../../support/servers/torrent-network.ts";

const MiB = 1024 ** 2;
const archive = tarArchive({ name: "payload", content: randomBytes(6 * MiB).toString("base64") });
const checksum = `sha256:${createHash("sha256").update(archive).digest("hex")}`;

let folder: Scratch;

beforeAll(async () => {
  folder = await scratchFolder();
  await writeFile(join(folder.path, "image.tar"), archive);
});

afterAll(async () => await folder[Symbol.asyncDispose]());

/** What is left on this machine of torrents. */
async function findRemains(): Promise<readonly string[]> {
  const places = (await readdir("/run/bareon").catch(() => [])).filter((name) => name.startsWith("torrent-"));
  return [
    ...places,
    ...(await readFile("/proc/mounts", "utf8")).split("\n").filter((line) => line.includes("/torrent-")),
  ];
}

/** As the manual has it. Returns the hash by which a tracker knows the torrent. */
async function makeTorrent(network: TorrentNetwork, name: string, tracker: readonly string[]): Promise<string> {
  const path = join(folder.path, name);
  const announce = tracker.flatMap((url) => ["-a", url]);
  const web = ["-w", network.urlOf("image.tar")];
  await execa("mktorrent", ["-l", "17", ...announce, ...web, "-o", path, join(folder.path, "image.tar")]);
  const { stdout } = await execa("aria2c", ["--show-files=true", path]);
  return /^Info Hash: (?<hash>[\da-f]{40})$/mu.exec(stdout)?.groups?.["hash"] ?? "";
}

function imageAt(network: TorrentNetwork, torrent: string, file: SourcedImage["file"] = { checksum }): SourcedImage {
  return {
    name: "red",
    source: network.urlOf("image.tar"),
    flags: [],
    file: { ...file, torrentUrl: network.urlOf(torrent) },
  };
}

/** Deploys, as far as the bytes go; returns their SHA-256. */
async function bring(ctx: Context, image: SourcedImage, kept: KeptFiles): Promise<string> {
  const hash = createHash("sha256");
  const found = await findFile(ctx, image);
  for await (const bytes of readContent(ctx, image, found, { kept, onProgress: () => undefined })) hash.update(bytes);
  return `sha256:${hash.digest("hex")}`;
}

test("of one source with a slow link eight nodes have the file, and it sends less than three times the bytes of one; each gives until it has ended", async () => {
  // Sixteen seconds for one: as fast as the nodes are, they cannot all wait for the source.
  await using network = await startTorrentNetwork(folder.path, MiB / 2);
  await network.startTracker(await makeTorrent(network, "eight.torrent", [network.trackerUrl]));
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
  await makeTorrent(network, "alone.torrent", []);
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
  await makeTorrent(network, "cut.torrent", []);
  const ctx = { ...(await network.addNode()), http: { stallSeconds: 2, pauseSeconds: 1, retries: 8 } };
  const image = imageAt(network, "cut.torrent", { checksum, rate: 3 * MiB });
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
  await until("a part of the file", 60, () => (progress.at(-1) ?? 0) > 4 * MiB);
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

test("a file that is the torrent's and not what its checksum says is refused, and nothing of it is kept", async () => {
  await using network = await startTorrentNetwork(folder.path);
  await makeTorrent(network, "wrong.torrent", []);
  const ctx = await network.addNode();
  const kept = new KeptFiles();
  const wrong = imageAt(network, "wrong.torrent", { checksum: `sha256:${"0".repeat(64)}` });
  await expect(bring(ctx, wrong, kept)).rejects.toThrow("is not what its checksum says");
  await kept.close();
  expect(await findRemains()).toEqual([]);
});

type Bencoded = number | string | readonly Bencoded[] | { readonly [key: string]: Bencoded };

function bencode(value: Bencoded): string {
  if (typeof value === "number") return `i${value}e`;
  if (typeof value === "string") return `${Buffer.byteLength(value)}:${value}`;
  if (Array.isArray(value)) return `l${value.map((item: Bencoded) => bencode(item)).join("")}e`;
  const keys = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `d${keys.map(([key, item]) => bencode(key) + bencode(item)).join("")}e`;
}

const length = archive.length;
const plain = { name: "image.tar", length, "piece length": MiB, pieces: "x".repeat(20 * Math.ceil(length / MiB)) };
const path = (...names: string[]): Bencoded => [{ length, path: names }];

test.for<readonly [string, string, RegExp]>([
  ["a name that climbs", bencode({ info: { ...plain, name: "../../etc/passwd" } }), /directory traversal/u],
  ["an absolute name", bencode({ info: { ...plain, name: "/etc/passwd" } }), /directory traversal/u],
  [
    "a folder",
    bencode({ info: { ...plain, name: "d", length: 0, files: path("image.tar") } }),
    /one of a folder|is refused/u,
  ],
  [
    "several files",
    bencode({
      info: {
        name: "d",
        "piece length": MiB,
        pieces: plain.pieces,
        files: [
          { length: 1, path: ["a"] },
          { length: length - 1, path: ["b"] },
        ],
      },
    }),
    /one of a folder/u,
  ],
  [
    "another length",
    bencode({ info: { ...plain, length: length - 1 } }),
    /its file has \d+ bytes, and the image has \d+/u,
  ],
  ["more than there are pieces for", bencode({ info: { ...plain, length: 1e15 } }), /piece hash/u],
  ["pieces of no length", bencode({ info: { ...plain, "piece length": 0 } }), /aria2c was ended by|is refused/u],
  ["pieces of a length beyond all", bencode({ info: { ...plain, "piece length": 2 ** 40 } }), /its pieces do not fit/u],
  [
    "a remark that speaks as aria2c does",
    bencode({
      comment: `x\nMode: single\nTotal Length: 1B (${length})`,
      info: { name: "d", "piece length": MiB, pieces: plain.pieces, files: path("a") },
    }),
    /is refused/u,
  ],
  ["endless lists", `d4:info${"l".repeat(100_000)}${"e".repeat(100_000)}e`, /is refused/u],
  ["a page", "<!doctype html><title>Login</title>", /it is no torrent/u],
  ["nothing", "", /it is no torrent|is refused/u],
])("refused before anything is written: %s", async ([, torrent, reason]) => {
  await using server = await startFileServer(folder.path);
  await writeFile(join(folder.path, "evil.torrent"), torrent);
  const file = { checksum, torrentUrl: server.localUrl("evil.torrent") };
  const image = { name: "red", source: server.localUrl("image.tar"), flags: [], file };
  await expect(findFile(localContext(), image)).rejects.toThrow(reason);
  expect(await findRemains()).toEqual([]);
});
