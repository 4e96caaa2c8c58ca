/** The parts of the simulated fleet that decide: who starts when, at which scale, what is counted, and what is shown of it. */
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { hardwareAddress, measureApi, usualRate } from "../../bench/fleet/heartbeats.ts";
import { nodeAddress, readSent } from "../../bench/fleet/network.ts";
import { planRun, planRuns } from "../../bench/fleet/plan.ts";
import { type RunRequest, type RunResult, startOf, summarize, unitSeconds } from "../../bench/fleet/run.ts";
import { renderRequests, renderResults } from "../../bench/fleet/table.ts";
import { makeTorrent } from "../../bench/fleet/torrent-file.ts";
import { parseCpu, parsePss } from "../../bench/fleet/usage.ts";

const usage = { cpuSeconds: 0.5, peakBytes: 3 * 1024 * 1024, processes: 4 };
const request: RunRequest = { way: "http", nodes: 4, imageBytes: 1_000_000, linkBits: 8e6, limitSeconds: 60 };

test("nodes start together, or a batch after the other", () => {
  expect([0, 9].map((node) => startOf(node, {}))).toEqual([0, 0]);
  expect([0, 3, 4, 9].map((node) => startOf(node, { batch: 4, pauseSeconds: 2.5 }))).toEqual([0, 0, 2.5, 5]);
});

test("a node that failed counts neither for the median nor for the last one", () => {
  const ends = [
    { began: 0, ended: 2 },
    { began: 1, ended: 5 },
    { began: 1, ended: 9 },
    { began: 1, ended: 60, failure: "refused" },
    { began: 1, ended: 61, failure: "refused" },
  ];
  expect(summarize(request, ends, { sentBytes: 7, usage })).toEqual({
    request,
    sentBytes: 7,
    usage,
    lastSeconds: 9,
    medianSeconds: 4,
    failures: 2,
    reasons: ["refused"],
  });
});

test("each node has an address of its own", () => {
  const addresses = Array.from({ length: 1000 }, (_, node) => nodeAddress(node));
  expect(new Set(addresses).size).toBe(1000);
  expect(
    addresses.filter((address) => !/^10\.64\.[0-3]\.(?:[1-9]|[1-9]\d|1\d\d|2[0-4]\d|250)$/u.test(address)),
  ).toEqual([]);
  expect(new Set(Array.from({ length: 1000 }, (_, node) => hardwareAddress(node))).size).toBe(1000);
});

test("what the source sent, and what its processes take, is read from the kernel's texts", () => {
  const table = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0
source: 1093720     899    0    0    0     0          0         0    61234     800    0    0    0     0       0          0
`;
  expect(readSent(table)).toBe(1_093_720);
  expect(() => readSent("")).toThrow("no source");
  expect(parseCpu("7 (a (b) c) S 1 7 7 0 -1 4194560 100 200 0 0 12 30 5 3 20 0 1 0 1 2 3")).toBe(0.5);
  expect(parsePss("00400000-7fff [rollup]\nRss:  900 kB\nPss:                 120 kB\nPss_Dirty: 7 kB\n")).toBe(
    120 * 1024,
  );
  expect(parsePss("")).toBe(0);
});

test("a torrent names its pieces, the tracker and the server", () => {
  const content = Buffer.alloc(40_000, 1);
  const options = { name: "image", pieceBytes: 32_768, tracker: "http://t/announce", server: "http://s/image" };
  const made = makeTorrent(content, options);
  const text = made.text.toString("latin1");
  const sums = [content.subarray(0, 32_768), content.subarray(32_768)].map((piece) =>
    createHash("sha1").update(piece).digest().toString("latin1"),
  );
  expect(text).toBe(
    `d8:announce17:http://t/announce4:infod6:lengthi40000e4:name5:image12:piece lengthi32768e6:pieces40:${sums.join("")}e8:url-listl14:http://s/imageee`,
  );
  const info = text.slice(text.indexOf("4:info") + 6, text.indexOf("8:url-list"));
  expect(made.hash).toBe(createHash("sha1").update(info, "latin1").digest("hex"));
});

test("runs of a hundred nodes and more from one server are made in batches as well, which it has the time for", () => {
  const runs = planRuns({ ways: ["http", "torrent"], nodes: [10, 100], toolRoot: "/tools" });
  expect(runs.map(({ way, nodes, batch }) => [way, nodes, batch])).toEqual([
    ["http", 10, undefined],
    ["torrent", 10, undefined],
    ["http", 100, undefined],
    ["http", 100, 10],
    ["torrent", 100, undefined],
  ]);
  const [staggered] = runs.filter(({ batch }) => batch !== undefined);
  if (staggered === undefined) throw new Error("there is none");
  expect(staggered.pauseSeconds).toBeGreaterThanOrEqual(10 * unitSeconds(staggered));
  expect(staggered.pauseSeconds).toBeLessThan(10 * unitSeconds(staggered) + 0.2);
});

test("the links of a thousand nodes together are no more than this machine can carry", () => {
  const { nodes, linkBits } = planRun("torrent", 1000, "/tools");
  expect((nodes * linkBits) / 8).toBeLessThanOrEqual(130e6);
});

test("the table shows what was found in images and in times of one image", () => {
  const result: RunResult = {
    request: { ...request, nodes: 100 },
    sentBytes: 103_000_000,
    lastSeconds: 101.2,
    medianSeconds: 99,
    failures: 1,
    reasons: ["refused"],
    usage,
  };
  const staggered: RunResult = { ...result, request: { ...result.request, batch: 10, pauseSeconds: 11 } };
  const lines = renderResults([staggered, result]).split("\n");
  expect(lines.slice(1, 3).map((line) => line.split(/\s{2,}/u))).toEqual(
    ["all at once", "10 every 11"].map((started) => [...["http", "100", started, "103", "101", "99", "1", "4.9", "3"]]),
  );
  expect(lines).toContain("http: 1 MiB, links of 8 Mbit/s (100)");
  // 103 is two decades and a little more; a staggered run has no bar.
  expect(lines.filter((line) => line.includes("#"))).toEqual([
    `http     100 ${"#".repeat(32)} 103`,
    `http     100 ${"#".repeat(32)} 101`,
  ]);
});

/** Knows what was enrolled, and is busy at every fifth heartbeat. */
async function startApi(): Promise<AsyncDisposable & { readonly url: string; readonly heard: Map<string, number> }> {
  const ports = new Map<string, string>();
  const heard = new Map<string, number>();
  let beats = 0;
  const answer = (path: string, body: Readonly<Record<string, string>>): readonly [number, unknown] => {
    const [, what = "", uuid = ""] = /^\/v1\/(\w+)\/?(.*)$/u.exec(path) ?? [];
    if (what === "nodes") return [201, { uuid: `uuid-of-${body["name"] ?? ""}` }];
    if (what === "ports") return [201, ports.set(body["address"] ?? "", body["node_uuid"] ?? "") && {}];
    const address = new URL(path, "http://x").searchParams.get("addresses") ?? "";
    if (what === "lookup") return [200, { node: { uuid: ports.get(address) }, config: { agent_token: address } }];
    beats += 1;
    if (beats % 5 === 0) return [409, { error_message: "locked" }];
    if (ports.get(body["agent_token"] ?? "") !== uuid) return [403, {}];
    heard.set(uuid, (heard.get(uuid) ?? 0) + 1);
    return [202, undefined];
  };
  const server = createServer((asked, response) => {
    let text = "";
    asked.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    asked.on("end", () => {
      const [status, body] = answer(asked.url ?? "", JSON.parse(text === "" ? "{}" : text) as Record<string, string>);
      response.writeHead(status).end(body === undefined ? "" : JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test("light nodes are enrolled, look themselves up, and send each heartbeat until it is taken", async () => {
  await using api = await startApi();
  const results = await measureApi({ url: api.url, nodes: 8, together: 4, rounds: 3 });
  expect([...api.heard]).toHaveLength(8);
  expect([...api.heard.values()].filter((count) => count !== 3)).toEqual([]);
  expect(results.map(({ what, nodes }) => [what, nodes])).toEqual([
    ["lookup", 8],
    ["heartbeat", 8],
  ]);
  expect(results[0]?.triedAgain).toBe(0);
  expect(results[1]?.triedAgain).toBeGreaterThan(0);
  expect(usualRate(1000)).toBeCloseTo(7.4, 1);
  const lines = renderRequests(results).split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual(["request", "lookup", "heartbeat", "", "8", ""]);
});
