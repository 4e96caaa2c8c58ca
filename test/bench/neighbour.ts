/**
 * Who uses a disk while a system is updated: `reader FILE` reads it past the page cache from begin to end and again, `writer FILE` adds
 * 4 KiB and flushes them. On its input, the line "begin" makes it count from now on, and "end" print what it counted, as JSON.
 */
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { execa } from "execa";

/** Of a reader no pieces have latencies. */
export interface Counted {
  readonly seconds: number;
  readonly bytes: number;
  /** Seconds that each write took with its fsync, sorted. */
  readonly latencies: readonly number[];
}

const [kind = "", file = ""] = process.argv.slice(2);
const piece = { reader: 8 * 1024 * 1024, writer: 4096 }[kind] ?? 0;
/** Pieces that a reader's file has. */
const pieces = 32;

async function createWork(): Promise<() => Promise<void>> {
  if (kind === "reader") {
    let next = 0;
    return async () => {
      const place = [`bs=${piece}`, "count=1", `skip=${next}`, "iflag=direct", "status=none"];
      await execa("dd", [`if=${file}`, "of=/dev/null", ...place]);
      next = (next + 1) % pieces;
    };
  }
  const handle = await open(file, "a");
  const bytes = Buffer.alloc(piece, "x");
  return async () => {
    await handle.write(bytes);
    await handle.sync();
  };
}

const work = await createWork();
let latencies: number[] = [];
let begun = performance.now();
let ended = false;
createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "begin") [latencies, begun] = [[], performance.now()];
  if (line !== "end") return;
  ended = true;
  const seconds = (performance.now() - begun) / 1000;
  const counted: Counted = { seconds, bytes: latencies.length * piece, latencies: latencies.toSorted((a, b) => a - b) };
  console.log(JSON.stringify(counted));
  process.stdin.destroy();
});
while (!ended) {
  const start = performance.now();
  await work();
  latencies.push((performance.now() - start) / 1000);
}
