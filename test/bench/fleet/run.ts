/** What one run of the simulated fleet is asked for and what it found, as data; whose namespaces it runs in is enter.ts's. */

/** How nodes get the image: a file over HTTP, a tree from an rsync daemon, or a file by BitTorrent. */
export const ways = ["http", "rsync", "torrent"] as const;
export type WayName = (typeof ways)[number];

export interface RunRequest {
  readonly way: WayName;
  readonly nodes: number;
  /** Bytes of the image. */
  readonly imageBytes: number;
  /** Bits a second of the source's link and of the link of each node, in each direction. */
  readonly linkBits: number;
  /** So many nodes start at a time; all if absent. */
  readonly batch?: number;
  /** Seconds from the start of a batch to that of the next one. */
  readonly pauseSeconds?: number;
  /** Seconds after which a node that does not have the image counts as failed. */
  readonly limitSeconds: number;
  /** The root with nginx, aria2c and a tracker; rsync does without. */
  readonly toolRoot?: string;
}

/** What became of one node; seconds since the first one started. */
export interface NodeEnd {
  readonly began: number;
  readonly ended: number;
  /** Why it does not have the image; undefined if it has. */
  readonly failure?: string | undefined;
}

/** What the processes of the source took. */
export interface SourceUsage {
  /** Seconds of processor time, user and system. */
  readonly cpuSeconds: number;
  /** Bytes that were theirs alone, and their shares of what several have, at the most. */
  readonly peakBytes: number;
  /** How many there were, at the most. */
  readonly processes: number;
}

export interface RunResult {
  readonly request: RunRequest;
  /** Bytes of all packets that the source sent. */
  readonly sentBytes: number;
  /** Until the last node had the image. */
  readonly lastSeconds: number;
  /** Of the nodes that have the image: from a node's own start until it had the image. */
  readonly medianSeconds: number;
  readonly failures: number;
  /** Some of their reasons, each once. */
  readonly reasons: readonly string[];
  readonly usage: SourceUsage;
}

const mostReasons = 5;

/** Seconds that the source's link needs for one image: the unit in which results are compared. */
export function unitSeconds({ imageBytes, linkBits }: Pick<RunRequest, "imageBytes" | "linkBits">): number {
  return (imageBytes * 8) / linkBits;
}

/** When a node starts, in seconds since the first one. */
export function startOf(node: number, { batch, pauseSeconds = 0 }: Pick<RunRequest, "batch" | "pauseSeconds">): number {
  return batch === undefined ? 0 : Math.floor(node / batch) * pauseSeconds;
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function summarize(
  request: RunRequest,
  ends: readonly NodeEnd[],
  found: Pick<RunResult, "sentBytes" | "usage">,
): RunResult {
  const good = ends.filter(({ failure }) => failure === undefined);
  const reasons = new Set(ends.flatMap(({ failure }) => failure ?? []));
  return {
    request,
    ...found,
    lastSeconds: Math.max(...good.map(({ ended }) => ended)),
    medianSeconds: middle(good.map(({ began, ended }) => ended - began)),
    failures: ends.length - good.length,
    reasons: [...reasons].slice(0, mostReasons),
  };
}
