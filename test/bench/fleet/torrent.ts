/**
 * The way "torrent": the source has nginx with the image, and the router a tracker; nodes run aria2c with the arguments of the program, take pieces from
 * the server and from each other, and share what they have until all have the image.
 */
import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fetchTorrent, parseProgress } from "../../../src/programs/aria2.ts";
import { until } from "../../support/servers/port.ts";
import { imageName, imageUrl, serveImage } from "./http.ts";
import { ended, folderInRoot, type Lab, listens, ofTools, startServer } from "./lab.ts";
import { nodeName, routerAddress, within } from "./network.ts";
import { makeTorrent } from "./torrent-file.ts";
import type { Way } from "./way.ts";

const [torrent, trackerPort] = ["image.torrent", 6969];
/**
 * As many pieces as an image of 4 GiB with pieces of 8 MiB. The more there are, the sooner a node has one that it can give: with 64 pieces a
 * hundred nodes took 5.9 images from the source, with 256 3.0, and with 512 2.2. No client takes smaller pieces than the least.
 */
const [pieces, leastPiece] = [512, 16 * 1024];

/** A power of two, so that an image has about as many pieces as a real one. */
function pieceBytes(imageBytes: number): number {
  return Math.max(leastPiece, 2 ** Math.round(Math.log2(imageBytes / pieces)));
}

async function serve(lab: Lab): Promise<void> {
  const { folder, request } = lab;
  await mkdir(join(folder, "nodes"));
  await serveImage(lab);
  const tracker = `http://${routerAddress}:${trackerPort}/announce`;
  const options = { name: imageName, pieceBytes: pieceBytes(request.imageBytes), tracker, server: imageUrl };
  const { text, hash } = makeTorrent(await readFile(join(folder, "content", imageName)), options);
  await writeFile(join(folder, torrent), text);
  await writeFile(join(folder, "known"), `${hash}\n`);
  // Debian's knows only the torrents of a list.
  const trackerArgs = ["opentracker", "-i", routerAddress, "-p", `${trackerPort}`, "-w", `${folderInRoot}/known`];
  startServer(lab, ofTools(lab, trackerArgs));
  await until("the tracker", 30, async () => await listens(routerAddress, trackerPort));
}

/** Resolves once a line says that the image is whole; goes on reading, so that the program can go on writing. */
async function saysWhole(output: NodeJS.ReadableStream): Promise<void> {
  await new Promise<void>((done) => {
    let rest = "";
    output.on("data", (piece: Buffer) => {
      const lines = (rest + piece.toString()).split(/[\r\n]/u);
      rest = lines.pop() ?? "";
      if ([...lines, rest].some((line) => parseProgress(line) === "whole")) done();
    });
  });
}

async function fetch(lab: Lab, node: number, signal: AbortSignal): Promise<void> {
  const folder = `${folderInRoot}/nodes/${nodeName(node)}`;
  await mkdir(join(lab.folder, "nodes", nodeName(node)));
  const { program, args } = fetchTorrent({
    torrent: `${folderInRoot}/${torrent}`,
    folder,
    name: "image",
    caFile: undefined,
    stallSeconds: 60,
    rate: undefined,
  });
  // Into a pipe it would write some lines together, half a minute late.
  const inLines = ["stdbuf", "--output=L", program, ...args];
  const [first, ...rest] = within(nodeName(node), ofTools(lab, inLines));
  const child = spawn(first, rest, { stdio: ["ignore", "pipe", "pipe"], signal });
  // It goes on sharing what it has, so that it ends only if something is wrong.
  const failed = ended(child, "aria2c").then(() => {
    throw new Error("aria2c ended by itself");
  });
  failed.catch(() => undefined);
  await Promise.race([failed, saysWhole(child.stdout)]);
}

export const torrentWay: Way = { serve, fetch };
