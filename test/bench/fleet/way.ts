/** One way by which nodes get an image from the source: what it is made of, what serves it, and what a node runs. */
import type { Lab } from "./lab.ts";

export interface Way {
  /** Makes the image in the run's folder, starts what serves it in the source's namespace, and waits until it answers. */
  readonly serve: (lab: Lab) => Promise<void>;
  /** Runs what a node runs; resolves when that node has the whole image, and rejects if it cannot have it. */
  readonly fetch: (lab: Lab, node: number, signal: AbortSignal) => Promise<void>;
}
