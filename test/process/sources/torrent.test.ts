/** Image files by BitTorrent: hostile torrents and wrong files are refused; real aria2c. What many nodes do is in test/vm/torrent.test.ts. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KeptFiles } from "../../../src/host/kept-files.ts";
import { findFile } from "../../../src/sources/file/content.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { startFileServer } from "../../support/servers/file-server.ts";
import { startTorrentNetwork } from "../../support/servers/torrent-network.ts";
import { archive, bring, checksum, findRemains, imageAt, makeTorrent } from "../../support/servers/torrent-image.ts";

const MiB = 1024 ** 2;
let folder: Scratch;

beforeAll(async () => {
  folder = await scratchFolder();
  await writeFile(join(folder.path, "image.tar"), archive);
});

afterAll(async () => await folder[Symbol.asyncDispose]());

test("a file that is the torrent's and not what its checksum says is refused, and nothing of it is kept", async () => {
  await using network = await startTorrentNetwork(folder.path);
  await makeTorrent(folder.path, network, "wrong.torrent", []);
  const ctx = await network.addNode();
  const kept = new KeptFiles();
  const wrong = imageAt(network, "wrong.torrent", { checksum: `sha256:${"0".repeat(64)}` });
  await expect(bring(ctx, wrong, kept)).rejects.toThrow("is not what its checksum says");
  await kept.close();
  expect(await findRemains()).toEqual([]);
});

test("servers that have another file of the same length are not asked without end", async () => {
  await using served = await scratchFolder();
  await using network = await startTorrentNetwork(served.path);
  await writeFile(join(served.path, "image.tar"), archive);
  await makeTorrent(served.path, network, "former.torrent", []);
  const other = Buffer.from(archive.map((byte, index) => (index < 1024 ? byte : byte ^ 1)));
  await writeFile(join(served.path, "image.tar"), other);
  const ctx = { ...(await network.addNode()), http: { stallSeconds: 2 } };
  await using kept = new KeptFiles();
  await expect(bring(ctx, imageAt(network, "former.torrent"), kept)).rejects.toMatchObject({
    exit: "failure",
    message: expect.stringMatching(/^image red: of \d+ MiB that came, nothing was what the torrent describes$/u),
    hint: expect.stringContaining("the very file"),
  });
  await kept.close();
  expect(await findRemains()).toEqual([]);
}, 60_000);

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
  ["pieces of a length beyond all", bencode({ info: { ...plain, "piece length": 2 ** 40 } }), /is refused/u],
  [
    "a remark that speaks as aria2c does",
    bencode({
      comment: `x\nMode: single\nTotal Length: 1B (${length})`,
      info: { name: "d", "piece length": MiB, pieces: plain.pieces, files: path("a") },
    }),
    /is refused/u,
  ],
  ["endless lists", `d4:info${"l".repeat(100_000)}${"e".repeat(100_000)}e`, /is refused/u],
  ["small lists beyond count", `d4:info${bencode(plain)}1:zl${"le".repeat(4_000_000)}ee`, /aria2c was ended by/u],
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
