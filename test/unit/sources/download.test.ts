/** A download from servers that fail: what is taken up again, what is refused, and that no two versions are ever mixed; curl runs for real. */
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { HttpLimits } from "../../../src/host/host.ts";
import type { Download } from "../../../src/sources/file/connection.ts";
import { readStart } from "../../../src/sources/file/download.ts";
import { type Fault, startFaultServer } from "../../support/servers/fault-server.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { readDownload } from "../../support/servers/read-download.ts";

const KiB = 1024;
const content = randomBytes(1024 * KiB);
const limits: HttpLimits = { retries: 3, pauseSeconds: 0.01, stallSeconds: 2 };

interface Outcome {
  readonly bytes: Uint8Array;
  readonly ranges: (string | undefined)[];
  readonly warnings: string[];
  readonly error: unknown;
}

async function fetchWith(
  fault: Fault | undefined,
  more: Partial<Download> & { readonly name?: string } = {},
): Promise<Outcome> {
  await using server = await startFaultServer(content, fault);
  const ctx = localContext();
  const { name = "", ...rest } = more;
  const download: Download = { what: "image x", url: server.url + name, caFile: undefined, limits, ...rest };
  const { bytes, error } = await readDownload(ctx, download);
  return { bytes, ranges: server.ranges, warnings: warnings(ctx.events), error };
}

async function expectWhole(fault: Fault | undefined, more: Parameters<typeof fetchWith>[1] = {}): Promise<Outcome> {
  const outcome = await fetchWith(fault, more);
  expect(outcome.error).toBeUndefined();
  expect(Buffer.compare(outcome.bytes, content)).toBe(0);
  return outcome;
}

async function expectError(fault: Fault, message: string | RegExp): Promise<Outcome> {
  const outcome = await fetchWith(fault);
  expect(outcome.error).toMatchObject({ name: "BareonError", message: expect.stringMatching(message) as string });
  return outcome;
}

test("a good server is asked twice: for the start, and for the whole", async () => {
  expect((await expectWhole(undefined)).ranges).toEqual([`bytes=0-${4 * KiB - 1}`, undefined]);
});

test.for([
  ["another part than its start", { from: 1024, most: 1024 * KiB }],
  ["less of it than was asked for", { from: 0, most: 1024 }],
] as const)("a server whose first answer has %s is asked for the whole file", async ([, look]) => {
  await using server = await startFaultServer(content, { kind: "odd look", ...look });
  const { bytes, version } = await readStart(
    localContext(),
    { what: "image x", url: server.url, caFile: undefined, limits },
    8 * KiB,
  );
  expect(Buffer.compare(bytes, content.subarray(0, 8 * KiB))).toBe(0);
  expect([version.length, server.ranges]).toEqual([content.length, [`bytes=0-${8 * KiB - 1}`, undefined]]);
});

test("a broken connection is taken up again where it broke, as often as allowed, and each time is told", async () => {
  const after = Array.from({ length: 3 }, () => 1 + Math.floor(Math.random() * 200 * KiB));
  for (const offset of after) {
    const { ranges, warnings: told } = await expectWhole({ kind: "cut", after: offset, times: 3 });
    expect(ranges.slice(1), `cut after ${offset}`).toEqual([
      undefined,
      `bytes=${offset}-`,
      `bytes=${2 * offset}-`,
      `bytes=${3 * offset}-`,
    ]);
    expect(told).toHaveLength(3);
    expect(told[0]).toContain(`after ${offset} of ${content.length} bytes; going on from there (1 of 3)`);
  }
});

test("it is given up in the end", async () => {
  const { error } = await expectError({ kind: "cut", after: 1000, times: 99 }, "given up after 3 more tries");
  expect(error).toMatchObject({ exit: "failure" });
});

test("the limits of the context hold if the download has none of its own", async () => {
  await using server = await startFaultServer(content, { kind: "cut", after: 1000, times: 99 });
  const ctx = { ...localContext(), http: { retries: 1, pauseSeconds: 0.01 } };
  const { error } = await readDownload(ctx, { what: "image x", url: server.url, caFile: undefined });
  expect(error).toMatchObject({ message: expect.stringContaining("given up after 1 more tries") as string });
});

test("a server that ignores ranges sends the whole again, and what was there is passed over", async () => {
  const { ranges } = await expectWhole({ kind: "no ranges", after: 100 * KiB });
  expect(ranges.slice(1)).toEqual([undefined, `bytes=${100 * KiB}-`]);
});

test("a part that was not asked for is not used; the file is read from its start", async () => {
  const { ranges, warnings: told } = await expectWhole({ kind: "wrong range", after: 100 * KiB });
  expect(ranges.slice(1)).toEqual([undefined, `bytes=${100 * KiB}-`, undefined]);
  expect(told[1]).toMatch(/the server sent "bytes 101376-\d+\/\d+", which is not the part .* going on from the start/u);
});

test.for([true, false])(
  "another version of the file is refused, whether the server sends parts of it (%s)",
  async (ranges) => {
    await expectError({ kind: "changed", after: 100 * KiB, ranges }, "was changed on the server while it was read");
  },
);

test("mirrors with an ETag each are one file if it is verified at its end, and none if it is not", async () => {
  const mirrors: Fault = { kind: "mirrors", after: 100 * KiB };
  const { ranges } = await expectWhole(mirrors, { isVerified: true });
  expect(ranges.slice(1)).toEqual([undefined, `bytes=${100 * KiB}-`]);
  await expectError(mirrors, "was changed on the server while it was read");
});

test("a part of a file is taken although the server does not say with it how long the whole is", async () => {
  const fault = { kind: "headers", after: 100 * KiB, headers: { etag: '"1"' }, unknownLength: true } as const;
  expect((await expectWhole(fault)).ranges.slice(1)).toEqual([undefined, `bytes=${100 * KiB}-`]);
});

test("a server without ETags can be asked again if the file is verified at its end", async () => {
  await expectWhole({ kind: "headers", after: 100 * KiB, headers: {} }, { isVerified: true });
});

test("a file that is stored packed is taken as it is, if the server calls that its encoding", async () => {
  for (const encoding of ["gzip", "x-gzip"])
    await expectWhole(
      { kind: "headers", after: 2000 * KiB, headers: { "content-encoding": encoding, etag: '"1"' } },
      { name: ".tar.gz" },
    );
});

test("a server that goes on byte by byte has stalled; the rest is asked for again", async () => {
  // curl looks at some seconds together: the more came before, the later it finds out.
  const { ranges, warnings: told } = await expectWhole({ kind: "slow", after: KiB });
  expect(ranges).toHaveLength(3);
  expect(told[0]).toMatch(/too slow/u);
});

test("a page with status 200 is no image", async () => {
  await expectError({ kind: "page" }, "answered with a page");
});

test.for(["file:///etc/passwd", "ftp://127.0.0.1/image", "https://127.0.0.1/image"])(
  "a redirect to another scheme is refused: %s",
  async (to) => {
    await expectError({ kind: "redirect", to }, /not supported or disabled/u);
  },
);

test("an address that is not there is no network error, one that is overloaded is", async () => {
  const missing = await expectError({ kind: "status", status: 404, times: 1 }, "HTTP status 404");
  expect(missing.warnings).toEqual([]);
  const { warnings: told } = await expectWhole({ kind: "status", status: 503, times: 2 });
  expect(
    told.map((text) => /503.*; (?<what>trying again|going on from the start)/u.exec(text)?.groups?.["what"]),
  ).toEqual(["trying again", "going on from the start", "going on from the start"]);
});

test("what promises less than the same bytes is no reason to go on in the middle; a date is", async () => {
  const [weak, date] = [{ etag: 'W/"1"' }, { "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT" }];
  const { ranges } = await expectError(
    { kind: "headers", after: 100 * KiB, headers: weak },
    "the server does not say whether the file has changed, so that it cannot be taken up again",
  );
  expect(ranges).toHaveLength(2);
  expect((await expectWhole({ kind: "headers", after: 100 * KiB, headers: { ...weak, ...date } })).ranges).toHaveLength(
    3,
  );
});

test("a file that was packed for the transfer, and an answer without content, are refused", async () => {
  await expectError(
    { kind: "headers", after: 1000 * KiB, headers: { "content-encoding": "gzip" } },
    "packed the file for the transfer",
  );
  for (const status of [204, 300])
    await expectError({ kind: "status", status, times: 9 }, `HTTP status ${status}, which has no content`);
});

test("a server that says nothing of the file gives it once, and cannot be asked again", async () => {
  await expectWhole({ kind: "bare" });
});
