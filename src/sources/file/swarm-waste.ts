/** Whether what comes in a swarm is the file of the torrent: aria2c asks a server that has another one for the same pieces without end. */
import { MiB } from "../../base/sizes.ts";
import type { TorrentProgress } from "../../programs/aria2.ts";

export interface WasteLimits {
  /** Bytes of the file. */
  readonly length: number;
  /** For which nothing may have come of it. */
  readonly stallSeconds: number;
}

/** What came since the file last got longer than ever. Begin with `noWaste`. */
export interface Waste {
  /** Bytes of the file that there were at most. */
  readonly most: number;
  /** Bytes, and in how many seconds. */
  readonly came: number;
  readonly seconds: number;
}

export const noWaste: Waste = { most: 0, came: 0, seconds: 0 };

/** After one more second. */
export function addToWaste({ most, came, seconds }: Waste, { bytes, rate }: TorrentProgress): Waste {
  return bytes > most ? { ...noWaste, most: bytes } : { most, came: came + rate, seconds: seconds + 1 };
}

/** A piece or some that were damaged on their way come once more, and are no more than this. */
export function isAllWaste({ came, seconds }: Waste, { length, stallSeconds }: WasteLimits): boolean {
  return seconds >= stallSeconds && came >= Math.min(2 * length, 1024 * MiB);
}
