/** An image file that comes by BitTorrent in a test network, as the sources bring it, and what is left of it on this machine. */
import { createHash, randomBytes } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Context } from "../../../src/host/host.ts";
import type { KeptFiles } from "../../../src/host/kept-files.ts";
import { findFile, readContent } from "../../../src/sources/file/content.ts";
import type { SourcedImage } from "../../../src/sources/source.ts";
import { tarArchive } from "../files/tar-writer.ts";
import type { TorrentNetwork } from "./torrent-network.ts";

const MiB = 1024 ** 2;
/** What the image file holds. */
export const archive = tarArchive({ name: "payload", content: randomBytes(6 * MiB).toString("base64") });
export const checksum = `sha256:${createHash("sha256").update(archive).digest("hex")}`;

/** Folders and mounts of torrents on this machine. */
async function findTraces(): Promise<readonly string[]> {
  const places = (await readdir("/run/bareon").catch(() => [])).filter((name) => name.startsWith("torrent-"));
  const mounts = (await readFile("/proc/self/mounts", "utf8")).split("\n");
  return [...places, ...mounts.filter((line) => line.includes("/run/bareon/torrent-"))];
}

/** What a run that was killed has left is not of these tests. */
const before = new Set(await findTraces());

export async function findRemains(): Promise<readonly string[]> {
  return (await findTraces()).filter((trace) => !before.has(trace));
}

/** In the folder, which has image.tar, as the manual has it. Returns the hash by which a tracker knows the torrent. */
export async function makeTorrent(
  folder: string,
  network: TorrentNetwork,
  name: string,
  tracker: readonly string[],
): Promise<string> {
  const path = join(folder, name);
  const announce = tracker.flatMap((url) => ["-a", url]);
  const web = ["-w", network.urlOf("image.tar")];
  await execa("mktorrent", ["-l", "17", ...announce, ...web, "-o", path, join(folder, "image.tar")]);
  const { stdout } = await execa("aria2c", ["--show-files=true", path]);
  return /^Info Hash: (?<hash>[\da-f]{40})$/mu.exec(stdout)?.groups?.["hash"] ?? "";
}

export function imageAt(
  network: TorrentNetwork,
  torrent: string,
  file: SourcedImage["file"] = { checksum },
): SourcedImage {
  return {
    name: "red",
    source: network.urlOf("image.tar"),
    flags: [],
    file: { ...file, torrentUrl: network.urlOf(torrent) },
  };
}

/** Deploys, as far as the bytes go; returns their SHA-256. */
export async function bring(ctx: Context, image: SourcedImage, kept: KeptFiles): Promise<string> {
  const hash = createHash("sha256");
  const found = await findFile(ctx, image);
  for await (const bytes of readContent(ctx, image, found, { kept, onProgress: () => undefined })) hash.update(bytes);
  return `sha256:${hash.digest("hex")}`;
}
