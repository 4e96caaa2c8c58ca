/** The way "torrent": the source has a tracker and the first aria2c with the image; nodes run aria2c, and share what they have until all have it. */
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { access, chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { until } from "../../support/servers/port.ts";
import { makeImage } from "./http.ts";
import { ended, folderInRoot, type Lab, listens, ofTools, startServer } from "./lab.ts";
import { nodeName, sourceAddress, sourceName, within } from "./network.ts";
import { renderTorrent } from "./torrent-file.ts";
import type { Way } from "./way.ts";

const [image, torrent, trackerPort, peerPort] = ["image.raw", "image.torrent", 6969, 6881];
/** As many pieces as an image of 1 GiB has with pieces of 4 MiB; no client takes smaller ones than the least. */
const [pieces, leastPiece] = [256, 16 * 1024];

/** A power of two, so that an image has about as many pieces as a real one. */
function pieceBytes(imageBytes: number): number {
  return Math.max(leastPiece, 2 ** Math.round(Math.log2(imageBytes / pieces)));
}

/** aria2c's argv for a client that finds others by the tracker alone. */
function client(folder: string, more: readonly string[]): readonly string[] {
  return [
    ...["aria2c", "--no-conf=true", "--quiet=true", "--enable-dht=false", "--enable-peer-exchange=true"],
    ...["--bt-enable-lpd=false", "--bt-tracker-interval=10", `--listen-port=${peerPort}`, "--file-allocation=none"],
    ...["--check-integrity=true", "--seed-ratio=0.0", "--bt-request-peer-speed-limit=1G", `--dir=${folder}`, ...more],
    `${folderInRoot}/${torrent}`,
  ];
}

/** It is told the folder's file; what it makes says that this node has the image. */
const doneScript = `#!/bin/sh
folder=\${3%/*}
: > "${folderInRoot}/done/\${folder##*/}"
`;

async function serve(lab: Lab): Promise<void> {
  const { folder, request } = lab;
  for (const name of ["seed", "nodes", "done"]) await mkdir(join(folder, name));
  await makeImage(join(folder, "seed", image), request.imageBytes);
  const tracker = `http://${sourceAddress}:${trackerPort}/announce`;
  const content = await readFile(join(folder, "seed", image));
  const options = { name: image, pieceBytes: pieceBytes(request.imageBytes), tracker };
  await writeFile(join(folder, torrent), renderTorrent(content, options));
  await writeFile(join(folder, "done.sh"), doneScript);
  await chmod(join(folder, "done.sh"), 0o755);
  const trackerArgs = ["opentracker", "-i", sourceAddress, "-p", `${trackerPort}`, "-u", "nobody"];
  startServer(within(sourceName, ofTools(lab, trackerArgs)));
  await until("the tracker", 30, async () => await listens(sourceAddress, trackerPort));
  startServer(within(sourceName, ofTools(lab, client(`${folderInRoot}/seed`, ["--bt-seed-unverified=false"]))));
  await until("the first aria2c", 60, async () => await listens(sourceAddress, peerPort));
}

/** Resolves when the file is there. */
async function appears(folder: string, name: string, signal: AbortSignal): Promise<void> {
  await new Promise<void>((done, fail) => {
    const watcher = watch(folder, { signal }, (_, found) => {
      if (found === name) finish();
    });
    const finish = (): void => {
      watcher.close();
      done();
    };
    watcher.once("error", fail);
    void access(join(folder, name)).then(finish, () => undefined);
  });
}

async function fetch(lab: Lab, node: number, signal: AbortSignal): Promise<void> {
  const name = nodeName(node);
  await mkdir(join(lab.folder, "nodes", name));
  const options = [`--on-bt-download-complete=${folderInRoot}/done.sh`];
  const argv = ofTools(lab, client(`${folderInRoot}/nodes/${name}`, options));
  const [first, ...rest] = within(name, argv);
  const child = spawn(first, rest, { stdio: ["ignore", "ignore", "pipe"], signal });
  // It goes on sharing what it has, so that it ends only if something is wrong.
  const failed = ended(child, "aria2c").then(() => {
    throw new Error("aria2c ended by itself");
  });
  await Promise.race([failed, appears(join(lab.folder, "done"), name, signal)]);
  failed.catch(() => undefined);
}

export const torrentWay: Way = { serve, fetch };
