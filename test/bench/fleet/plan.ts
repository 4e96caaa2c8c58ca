/** Which runs a measurement consists of, and at which scale each of them, so that this machine's processors are not what is measured. */
import type { RunRequest, WayName } from "./run.ts";
import { unitSeconds } from "./run.ts";

const MiB = 1024 * 1024;

export interface FleetOptions {
  readonly ways: readonly WayName[];
  /** Numbers of nodes. */
  readonly nodes: readonly number[];
  readonly toolRoot: string;
}

type Scale = Pick<RunRequest, "imageBytes" | "linkBits">;

/**
 * Where every byte comes from the source, its link is the limit, so that one of 1 Gbit/s may be a fifth of that; an image is the smaller the
 * more nodes there are, so that a run takes minutes.
 */
function directScale(nodes: number): Scale {
  const mebibytes = nodes > 100 ? 4 : nodes > 10 ? 8 : 16;
  return { imageBytes: mebibytes * MiB, linkBits: 200e6 };
}

/**
 * Where nodes send as well, all links together are the limit, and clients have times of their own (choices of whom to send to are made
 * every 10 s): the image takes half a minute on a link, as 4 GiB on 1 Gbit/s, and with a thousand nodes, for which this machine's processors
 * would not do, two minutes.
 */
function sharedScale(nodes: number): Scale {
  return nodes > 100 ? { imageBytes: 4 * MiB, linkBits: 0.25e6 } : { imageBytes: 8 * MiB, linkBits: 2e6 };
}

/** Times of one image alone that the nodes may take at most. */
function limit(nodes: number, scale: Scale): number {
  return Math.ceil(120 + unitSeconds(scale) * (nodes * 3 + 30));
}

export function planRun(way: WayName, nodes: number, toolRoot: string): RunRequest {
  const scale = way === "torrent" ? sharedScale(nodes) : directScale(nodes);
  return { way, nodes, toolRoot, ...scale, limitSeconds: Math.min(limit(nodes, scale), 3600) };
}

/** A tenth of the nodes at a time; the next ones as soon as the source has had the time to send the image to each of these. */
function staggered(request: RunRequest): RunRequest {
  const batch = Math.ceil(request.nodes / 10);
  return { ...request, batch, pauseSeconds: Math.ceil(unitSeconds(request) * batch * 10) / 10 };
}

/** By torrent a batch takes as long as a few nodes, so that it is not staggered. */
export function planRuns({ ways, nodes, toolRoot }: FleetOptions): readonly RunRequest[] {
  return nodes.flatMap((count) =>
    ways.flatMap((way) => {
      const request = planRun(way, count, toolRoot);
      return count < 100 || way === "torrent" ? [request] : [request, staggered(request)];
    }),
  );
}
