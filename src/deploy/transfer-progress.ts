/** Adds up how far the deploy of all images has come, and estimates how long the rest takes. */
import type { Report } from "../base/events.ts";
import type { ImageSize } from "../sources/source.ts";

/** Milliseconds between two events, and the span over which the rate is measured. */
const interval = 500;
const window = 10_000;

interface Sample {
  readonly time: number;
  readonly bytes: number;
}

/** A step that deploys an image. */
export interface Transfer {
  readonly id: string;
  readonly image: string;
}

/** One for a whole deploy. The sizes are those that the sources measured, by step. */
export class TransferProgress {
  readonly #report: Report;
  readonly #sizes: ReadonlyMap<string, ImageSize>;
  readonly #done = new Map<string, ImageSize>();
  /** The steps that deploy now, with their images. */
  readonly #running = new Map<string, string>();
  #samples: Sample[] = [];
  #last = Number.NEGATIVE_INFINITY;

  constructor(report: Report, sizes: ReadonlyMap<string, ImageSize>) {
    this.#report = report;
    this.#sizes = sizes;
  }

  /** Notes how far a step is; reports at most every half second. */
  update({ id, image }: Transfer, done: ImageSize): void {
    this.#running.set(id, image);
    this.#done.set(id, done);
    if (performance.now() - this.#last >= interval) this.#send(image);
  }

  /** Notes that the image is deployed completely: its measured size counts, and one event says so. */
  finish({ id, image }: Transfer): void {
    const size = this.#sizes.get(id);
    if (size !== undefined) this.#done.set(id, size);
    this.#running.set(id, image);
    this.#send(image);
    this.#running.delete(id);
  }

  #send(image: string): void {
    const now = performance.now();
    this.#last = now;
    const done = sum(this.#done.values());
    const total = sum(this.#sizes.values());
    this.#samples = [
      ...this.#samples.filter((sample) => now - sample.time <= window),
      { time: now, bytes: done.bytes },
    ];
    const [oldest] = this.#samples;
    const seconds = oldest === undefined ? 0 : (now - oldest.time) / 1000;
    const rate = seconds > 0 ? Math.max((done.bytes - (oldest?.bytes ?? 0)) / seconds, 0) : 0;
    this.#report({
      event: "transfer",
      image,
      bytes: done.bytes,
      totalBytes: Math.max(total.bytes, done.bytes),
      files: done.files,
      totalFiles: Math.max(total.files, done.files),
      bytesPerSecond: Math.round(rate),
      secondsLeft: rate > 0 ? Math.round(Math.max(total.bytes - done.bytes, 0) / rate) : null,
      images: Array.from(this.#running, ([id, name]) => ({
        image: name,
        bytes: this.#done.get(id)?.bytes ?? 0,
        totalBytes: this.#sizes.get(id)?.bytes ?? 0,
      })),
    });
  }
}

function sum(sizes: Iterable<ImageSize>): ImageSize {
  let [bytes, files] = [0, 0];
  for (const size of sizes) {
    bytes += size.bytes;
    files += size.files;
  }
  return { bytes, files };
}
