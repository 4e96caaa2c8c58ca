/** A program for enter.ts, in namespaces of its own: makes the network, serves the image, starts the nodes, and prints what it found as JSON. */
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { httpWay } from "./http.ts";
import { folderInRoot, type Lab } from "./lab.ts";
import { makeNetwork, sentBytes } from "./network.ts";
import { rsyncWay } from "./rsync.ts";
import { type NodeEnd, type RunRequest, type RunResult, startOf, summarize, type WayName } from "./run.ts";
import { torrentWay } from "./torrent.ts";
import { watchSource } from "./usage.ts";
import type { Way } from "./way.ts";

const table: Readonly<Record<WayName, Way>> = { http: httpWay, rsync: rsyncWay, torrent: torrentWay };

/** A folder in memory, which the root of tools has, too. */
async function openLab(request: RunRequest, folder: string, end: AbortSignal): Promise<Lab> {
  await execa("mount", ["--types", "tmpfs", "--options", "size=80%", "tmpfs", folder]);
  if (request.toolRoot !== undefined) await execa("mount", ["--bind", folder, `${request.toolRoot}${folderInRoot}`]);
  return { request, folder, end };
}

function since(begin: number): number {
  return (performance.now() - begin) / 1000;
}

async function runNode(lab: Lab, way: Way, node: number, begin: number): Promise<NodeEnd> {
  const { limitSeconds } = lab.request;
  await sleep(startOf(node, lab.request) * 1000);
  const began = since(begin);
  const limit = AbortSignal.timeout(limitSeconds * 1000);
  try {
    await way.fetch(lab, node, AbortSignal.any([limit, lab.end]));
    return { began, ended: since(begin) };
  } catch (error) {
    const why = limit.aborted ? `not there after ${limitSeconds} s` : (error as Error).message;
    return { began, ended: since(begin), failure: why };
  }
}

async function run(request: RunRequest, folder: string): Promise<RunResult> {
  const end = new AbortController();
  const lab = await openLab(request, folder, end.signal);
  await makeNetwork(request.nodes, request.linkBits);
  const way = table[request.way];
  await way.serve(lab);
  const usage = await watchSource();
  const before = await sentBytes();
  const begin = performance.now();
  const nodes = Array.from({ length: request.nodes }, async (_, node) => await runNode(lab, way, node, begin));
  const ends = await Promise.all(nodes);
  const found = { sentBytes: (await sentBytes()) - before, usage: await usage.end() };
  end.abort();
  return summarize(request, ends, found);
}

const [request = "", folder = ""] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await run(JSON.parse(request) as RunRequest, folder))}\n`);
