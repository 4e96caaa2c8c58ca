/** A web server that sends all its files together at no more than so many bytes a second, as the link of one machine does: node slow-server.ts ADDRESS PORT FOLDER RATE. */
import { readFile } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const [address = "", port = "", folder = "", rate = ""] = process.argv.slice(2);
const chunk = 16 * 1024;
const perChunk = (chunk / Number(rate)) * 1000;

/** When the link is free again, in milliseconds. */
let free = 0;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const content = await readFile(join(folder, basename(request.url ?? ""))).catch(() => undefined);
  if (content === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { first, last } = /^bytes=(?<first>\d+)-(?<last>\d*)$/u.exec(request.headers.range ?? "")?.groups ?? {};
  const begin = Number(first ?? 0);
  const end = Math.min(last === undefined || last === "" ? content.length : Number(last) + 1, content.length);
  response.writeHead(first === undefined ? 200 : 206, {
    "content-length": end - begin,
    ...(first === undefined ? {} : { "content-range": `bytes ${begin}-${end - 1}/${content.length}` }),
  });
  for (let at = begin; at < end && !response.destroyed && request.method !== "HEAD"; at += chunk) {
    free = Math.max(free, performance.now()) + perChunk;
    await sleep(free - performance.now());
    response.write(content.subarray(at, Math.min(at + chunk, end)));
  }
  response.end();
}

createServer((request, response) => void answer(request, response)).listen(Number(port), address);
