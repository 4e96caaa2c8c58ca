/** What aria2c of Debian 12 (1.36) prints of torrents and of a transfer. */
import { expect, test } from "vitest";
import { fetchTorrent, parseProgress, parseReason, parseTorrent } from "../../../src/programs/aria2.ts";

const good = `>>> Printing the contents of file 'image.torrent'...
*** BitTorrent File Information ***
Creation Date: Mon, 30 Nov 2026 02:13:00 GMT
Created By: mktorrent 1.1
Mode: single
Announce:
 http://10.77.0.1:6969/announce
Info Hash: 402e30834dcdcc3fc50c07e6baaa44e01a84388e
Piece Length: 256KiB
The Number of Pieces: 160
Total Length: 40MiB (41,943,040)
URL List:
 http://10.77.0.1:8080/image.bin
Name: image.bin
Files:
idx|path/length
===+===========================================================================
  1|./image.bin
   |40MiB (41,943,040)
---+---------------------------------------------------------------------------
`;

test("the length of the one file, and of a piece", () => {
  expect(parseTorrent(good)).toEqual({ length: 41_943_040, pieceLength: 262_144 });
  const larger = good.replace("256KiB", "1.0MiB").replace("Pieces: 160", "Pieces: 40");
  expect(parseTorrent(larger)).toEqual({ length: 41_943_040, pieceLength: 1_048_576 });
});

test.for<readonly [string, (text: string) => string, RegExp]>([
  ["of a folder", (text) => text.replace("Mode: single", "Mode: multi"), /of a folder/u],
  [
    "refused by aria2c",
    () => "Exception: [x.cc:9] errorCode=26 Detected directory traversal directive in ../a",
    /traversal directive in \.\.\/a$/u,
  ],
  ["with a second length in a remark", (text) => text.replace("Mode:", "Total Length: 1B (1)\nMode:"), /no torrent/u],
  [
    "with a second mode in a remark",
    (text) => text.replace("Mode: single", "Mode: single\nMode: multi"),
    /no torrent/u,
  ],
  ["with fewer pieces", (text) => text.replace("Pieces: 160", "Pieces: 159"), /pieces do not fit/u],
  ["with pieces of no length", (text) => text.replace("256KiB", "0B").replace("160", "0"), /pieces do not fit/u],
  ["with tiny pieces", (text) => text.replace("256KiB", "1KiB").replace("160", "40960"), /16 KiB to 64 MiB/u],
  ["with huge pieces", (text) => text.replace("256KiB", "128MiB").replace("160", "1"), /16 KiB to 64 MiB/u],
  ["without a length", (text) => text.replace(/Total.*/u, ""), /no torrent/u],
  ["that is none", () => "This file is neither Torrent nor Metalink file. Skipping.", /no torrent/u],
])("refused: one %s", ([, spoil, problem]) => {
  expect(parseTorrent(spoil(good))).toMatch(problem);
});

test("how far it is, when it is there, and why not", () => {
  expect(parseProgress("[#de5a28 2621440B/41943040B(6%) CN:1 SD:0 DL:1973975B ETA:19s]")).toEqual({
    bytes: 2_621_440,
    rate: 1_973_975,
  });
  expect(parseProgress("[#de5a28 0B/41943040B(0%) CN:0 SD:0]")).toEqual({ bytes: 0, rate: 0 });
  expect(parseProgress("[#de5a28 SEED(0.0) CN:0 SD:0]")).toBe("whole");
  expect(parseProgress("FILE: [#de5a28 SEED(0.0)]")).toBeUndefined();
  expect(
    parseReason("Exception: [A.cc:856] errorCode=1 Failed to establish connection, cause: Connection refused"),
  ).toBe("Failed to establish connection, cause: Connection refused");
  expect(parseReason("[#de5a28 0B/1B(0%)]")).toBeUndefined();
});

test("nothing of the torrent decides where anything is written, and nobody in the world is asked", () => {
  const request = { torrent: "/torrent", folder: "/file", name: "image", stallSeconds: 60 };
  const { program, args } = fetchTorrent({ ...request, caFile: "/ca", rate: 4096 });
  expect([program, args]).toEqual([
    "stdbuf",
    expect.arrayContaining(["--no-conf=true", "--index-out=1=image", "--dir=/file"]),
  ]);
  expect(args).toEqual(
    expect.arrayContaining([
      ...[
        "--enable-rpc=false",
        "--enable-dht=false",
        "--enable-dht6=false",
        "--follow-torrent=false",
        "--follow-metalink=false",
      ],
      ...["--stream-piece-selector=random", "--seed-ratio=0.0", "--bt-stop-timeout=60", "--ca-certificate=/ca"],
      ...["--max-download-limit=4096", "--max-upload-limit=4096"],
    ]),
  );
  const free = fetchTorrent({ ...request, caFile: undefined, rate: undefined }).args.join(" ");
  expect(free).not.toMatch(/-limit=|--ca-certificate/u);
});
