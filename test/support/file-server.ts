/** An HTTP server on 127.0.0.1 that serves the files of a folder as a good server does; guests reach it at 10.0.2.2. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { Transform } from "node:stream";

interface Served {
  readonly folder: string;
  readonly bytesPerSecond: number;
}

export interface FileServer extends AsyncDisposable {
  readonly port: number;
}

/** Passes the bytes on at that rate. */
function throttle(bytesPerSecond: number): Transform {
  const begin = performance.now();
  let sent = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      sent += chunk.length;
      const wait = (sent / bytesPerSecond) * 1000 - (performance.now() - begin);
      setTimeout(() => done(null, chunk), Math.max(wait, 0));
    },
  });
}

async function serve({ folder, bytesPerSecond }: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = join(folder, basename(request.url ?? ""));
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isFile() !== true) return void response.writeHead(404).end();
  const tag = `"${facts.ino}-${facts.mtimeMs}-${facts.size}"`;
  const { first, last } = /^bytes=(?<first>\d+)-(?<last>\d*)$/u.exec(request.headers.range ?? "")?.groups ?? {};
  const isPart = first !== undefined && (request.headers["if-range"] ?? tag) === tag;
  const start = isPart ? Number(first) : 0;
  const end = isPart && last !== undefined && last !== "" ? Math.min(Number(last), facts.size - 1) : facts.size - 1;
  const range = isPart ? { "content-range": `bytes ${start}-${end}/${facts.size}` } : {};
  response.writeHead(isPart ? 206 : 200, { "content-length": end - start + 1, etag: tag, "content-type": "application/octet-stream", ...range });
  const content = createReadStream(path, { start, end, highWaterMark: 1024 * 1024 });
  response.on("close", () => content.destroy());
  if (bytesPerSecond > 0) content.pipe(throttle(bytesPerSecond)).pipe(response);
  else content.pipe(response);
}

/** With a rate, each answer comes at that rate. */
export async function startFileServer(folder: string, bytesPerSecond = 0): Promise<FileServer> {
  const server = createServer((request, response) => void serve({ folder, bytesPerSecond }, request, response));
  await new Promise<void>((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
