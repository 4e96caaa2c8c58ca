/** What others who use the disk have of it while an update is brought. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { type Limiter, limitDisk, noLimit, shell } from "./lab.ts";
import type { Counted } from "./neighbour.ts";
import { median, milliseconds, percentile, ratio, type Row } from "./rows.ts";
import { type Node, type Speed, transfer, update } from "./update-node.ts";

const MB = 1e6;

interface Neighbour {
  readonly begin: () => void;
  readonly end: () => Promise<Counted>;
}

function startNeighbour(kind: "reader" | "writer", file: string, limiter: Limiter): Neighbour {
  const script = join(import.meta.dirname, "neighbour.ts");
  const child = execa("env", [...limiter.argv, process.execPath, script, kind, file]);
  child.catch(() => undefined);
  return {
    begin: () => void child.stdin.write("begin\n"),
    end: async () => {
      child.stdin.write("end\n");
      return JSON.parse((await child).stdout) as Counted;
    },
  };
}

/** Seconds in which a neighbour has the disk for itself. */
const alone = 5;

async function countAlone(start: () => Neighbour): Promise<Counted> {
  const neighbour = start();
  await sleep(1000);
  neighbour.begin();
  await sleep(alone * 1000);
  return await neighbour.end();
}

/** What it counts while the image is brought. */
async function countBeside(node: Node, start: () => Neighbour, speed: Speed): Promise<Counted> {
  const neighbour = start();
  let counted: Promise<Counted> | undefined;
  await update(node, speed, (event) => {
    if (event.event === "step-start" && event.id === transfer) neighbour.begin();
    if (event.event === "step-finish" && event.id === transfer) counted = neighbour.end();
  });
  return await (counted ?? neighbour.end());
}

function rate({ bytes, seconds }: Counted): number {
  return bytes / seconds;
}

/** Rows of one kind of neighbour; of a writer also how long its flushes take. */
async function benchNeighbour(
  node: Node,
  kind: "reader" | "writer",
  { limiter, disk, rounds }: { readonly limiter: Limiter; readonly disk: string; readonly rounds: number },
): Promise<Row[]> {
  const place = join(node.folder.path, "data");
  const start = (): Neighbour => startNeighbour(kind, join(place, kind), limiter);
  const counted = { alone: [] as Counted[], steps: [] as Counted[], full: [] as Counted[] };
  for (let round = 0; round < rounds; round += 1) {
    counted.alone.push(await countAlone(start));
    counted.steps.push(await countBeside(node, start, { method: "fresh", fullSpeed: false, limiter }));
    counted.full.push(await countBeside(node, start, { method: "fresh", fullSpeed: true, limiter }));
  }
  const rates = (list: readonly Counted[]): number[] => list.map(rate);
  const own = kind === "reader" ? `${(median(rates(counted.alone)) / MB).toFixed(0)} MB/s` : "4 KiB and fsync";
  const kept = ratio(
    `a ${kind} (${own})${disk}: rate beside an update / alone`,
    rates(counted.steps),
    rates(counted.alone),
    [0.7, 0.5],
  );
  const full = ratio("  beside one with --full-speed / alone", rates(counted.full), rates(counted.alone));
  if (kind === "reader") return [kept, full];
  const latencies = (list: readonly Counted[], share: number): number =>
    median(list.map(({ latencies: all }) => percentile(all, share)));
  const times = Object.entries({
    alone: counted.alone,
    "beside an update": counted.steps,
    "with --full-speed": counted.full,
  });
  return [
    kept,
    full,
    ...times.flatMap(([who, list]) => [
      milliseconds(`  its fsync ${who}: median`, latencies(list, 0.5)),
      milliseconds(`  its fsync ${who}: 99th percentile`, latencies(list, 0.99)),
    ]),
  ];
}

export async function benchNeighbours(node: Node, rounds: number, bytesPerSecond?: number): Promise<Row[]> {
  await using limiter = bytesPerSecond === undefined ? noLimit : await limitDisk(node.lower, bytesPerSecond);
  const place = join(node.folder.path, "data");
  await shell(`mkdir -p ${place}; mount ${node.data} ${place}`);
  try {
    await shell(
      `test -e ${place}/reader || dd if=/dev/urandom of=${place}/reader bs=8M count=32 oflag=direct status=none`,
    );
    const disk = bytesPerSecond === undefined ? "" : `, disk of ${bytesPerSecond / MB} MB/s`;
    return [
      ...(await benchNeighbour(node, "reader", { limiter, disk, rounds })),
      ...(await benchNeighbour(node, "writer", { limiter, disk, rounds })),
    ];
  } finally {
    await shell(`umount ${place}`);
  }
}
