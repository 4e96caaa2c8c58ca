/** The way "http": nginx serves a file, and nodes run curl with the arguments of the program, which reads and hashes what comes. */
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fetchFile, parseHead } from "../../../src/programs/curl.ts";
import { until } from "../../support/servers/port.ts";
import { ended, folderInRoot, type Lab, listens, ofTools, startServer } from "./lab.ts";
import { nodeName, sourceAddress, sourceName, within } from "./network.ts";
import type { Way } from "./way.ts";

export const imageName = "image.raw";
export const imageUrl = `http://${sourceAddress}/${imageName}`;

/** Debian's setting of worker_connections, 768, is too low for a fleet. */
const nginxConfig = `daemon off;
pid ${folderInRoot}/nginx.pid;
error_log stderr warn;
user root;
worker_processes 2;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  server { listen ${sourceAddress}:80 backlog=4096; root ${folderInRoot}/content; }
}
`;

/** Random bytes, which nothing on the way can shorten; returns their SHA-256. */
async function makeImage(path: string, bytes: number): Promise<string> {
  const content = randomBytes(bytes);
  await writeFile(path, content);
  return createHash("sha256").update(content).digest("hex");
}

/** Serves the folder "content" of the run, in which the image is then; returns its SHA-256. */
export async function serveImage(lab: Lab): Promise<string> {
  const content = join(lab.folder, "content");
  await mkdir(content);
  const sum = await makeImage(join(content, imageName), lab.request.imageBytes);
  await writeFile(join(lab.folder, "nginx.conf"), nginxConfig);
  const config = join(folderInRoot, "nginx.conf");
  startServer(lab, within(sourceName, ofTools(lab, ["nginx", "-c", config])));
  await until("nginx", 30, async () => await listens(sourceAddress, 80));
  return sum;
}

async function serve(lab: Lab): Promise<void> {
  await writeFile(join(lab.folder, "sum"), await serveImage(lab));
}

/** The SHA-256 of what follows the head of an answer. */
async function hashContent(stream: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash("sha256");
  let start: Buffer | undefined = Buffer.alloc(0);
  for await (const piece of stream) {
    if (start === undefined) {
      hash.update(piece);
      continue;
    }
    start = Buffer.concat([start, piece]);
    const head = parseHead(start);
    if (head === undefined) continue;
    hash.update(start.subarray(head.length));
    start = undefined;
  }
  return hash.digest("hex");
}

async function fetch(lab: Lab, node: number, signal: AbortSignal): Promise<void> {
  const { program, args } = fetchFile({ url: imageUrl, caFile: undefined, offset: 0, stallSeconds: 60 });
  const [first, ...rest] = within(nodeName(node), [program, ...args]);
  const child = spawn(first, rest, { stdio: ["ignore", "pipe", "pipe"], signal });
  const [found] = await Promise.all([hashContent(child.stdout), ended(child, "curl")]);
  if (found !== (await readFile(join(lab.folder, "sum"), "utf8"))) throw new Error("the image is another one");
}

export const httpWay: Way = { serve, fetch };
