/** How long deploys take against the same work by hand, as ratios of one run on loop devices, with the goal and the most that is acceptable. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { renderTable } from "../../src/cli/style.ts";
import { type Scratch, scratchFolder } from "../support/scratch.ts";
import { startRsyncDaemon } from "../support/rsync-daemon.ts";

const MB = 1e6;

interface Row {
  readonly what: string;
  /** The median of the ratios, or bytes. */
  readonly found: number;
  readonly goal: number;
  readonly most: number;
  readonly render: (value: number) => string;
}

interface Once {
  readonly seconds: number;
  readonly peak: number;
}

const once = join(import.meta.dirname, "deploy-once.ts");

async function shell(script: string): Promise<string> {
  return (await execa("bash", ["-euo", "pipefail", "-c", script])).stdout;
}

async function byBareon(...args: readonly string[]): Promise<Once> {
  const { stdout } = await execa(process.execPath, [once, ...args]);
  return JSON.parse(stdout) as Once;
}

/** Seconds of a shell command. */
async function byHand(script: string): Promise<number> {
  const begin = performance.now();
  await shell(script);
  return (performance.now() - begin) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function ratio(what: string, found: readonly number[], goal: number, most: number): Row {
  return { what, found: median(found), goal, most, render: (value) => value.toFixed(2) };
}

interface Served extends AsyncDisposable {
  readonly url: (name: string) => string;
}

async function serve(folder: string, bytesPerSecond = 0): Promise<Served> {
  const child = execa(process.execPath, [join(import.meta.dirname, "serve.ts"), folder, String(bytesPerSecond)], { stdin: "pipe", buffer: false });
  const port = await new Promise<string>((resolve) => child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim())));
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await child;
    },
  };
}

interface Device extends AsyncDisposable {
  readonly path: string;
}

async function loopDevice(folder: Scratch, name: string, megabytes: number): Promise<Device> {
  const file = join(folder.path, `${name}.disk`);
  const path = await shell(`fallocate --length ${megabytes}M ${file}; losetup --find --show --direct-io=on -- ${file} 2> /dev/null || losetup --find --show -- ${file}`);
  return {
    path,
    async [Symbol.asyncDispose]() {
      await shell(`losetup --detach ${path}; rm ${file}`);
    },
  };
}

/** Filesystems with content that no device and no program can shorten. */
async function makeImage(folder: Scratch, name: string, megabytes: number): Promise<string> {
  const path = join(folder.path, name);
  await shell(`truncate --size=${megabytes}M ${path}; mkfs.ext4 -q ${path}
    dd if=<(openssl enc -aes-128-ctr -pass pass:x -nosalt -in /dev/zero 2> /dev/null) of=${path} bs=1M seek=1 count=${megabytes - 1} iflag=fullblock conv=notrunc status=none`);
  return `sha256:${(await shell(`sha256sum ${path}`)).split(" ")[0] ?? ""}`;
}

async function benchRaw(folder: Scratch, rounds: number): Promise<Row[]> {
  const megabytes = 1024;
  const checksum = await makeImage(folder, "image.raw", megabytes);
  await using server = await serve(folder.path);
  await using device = await loopDevice(folder, "raw", megabytes);
  const [hand, checked, unchecked]: [number[], number[], number[]] = [[], [], []];
  const url = server.url("image.raw");
  for (let round = 0; round <= rounds; round += 1) {
    const times = [
      await byHand(`curl --silent --fail ${url} | dd of=${device.path} bs=1M iflag=fullblock oflag=direct conv=fsync,notrunc status=none`),
      (await byBareon("raw", url, device.path, checksum)).seconds,
      (await byBareon("raw", url, device.path)).seconds,
    ] as const;
    // The first round fills the page cache with the image.
    if (round === 0) continue;
    for (const [index, list] of [hand, checked, unchecked].entries()) list.push(times[index] ?? Number.NaN);
  }
  return [
    ratio(`raw with sha256 and fsync / curl | dd (${(megabytes / median(hand)).toFixed(0)} MiB/s)`, checked.map((time, index) => time / (hand[index] ?? Number.NaN)), 1.05, 1.15),
    ratio("raw verified / not verified", checked.map((time, index) => time / (unchecked[index] ?? Number.NaN)), 1.03, 1.1),
  ];
}

async function mounted<T>(device: Device, place: string, work: () => Promise<T>): Promise<T> {
  await mkdir(place, { recursive: true });
  await shell(`mkfs.ext4 -q -F ${device.path}; mount ${device.path} ${place}`);
  try {
    return await work();
  } finally {
    await shell(`umount ${place}`);
  }
}

/** About as many files as a small system has. */
async function makeTree(path: string): Promise<void> {
  await shell(`mkdir -p ${path}; cd ${path}; for d in $(seq 100); do mkdir $d; for f in $(seq 100); do head -c $((f * 600)) /dev/urandom > $d/$f; done; done`);
}

async function benchTree(folder: Scratch, rounds: number): Promise<Row[]> {
  const tree = join(folder.path, "tree");
  await makeTree(tree);
  await shell(`tar --create --file=${folder.path}/tree.tar --directory=${tree} .`);
  await using server = await serve(folder.path);
  await using daemon = await startRsyncDaemon({ modules: { tree } });
  await using device = await loopDevice(folder, "tree", 1024);
  const place = join(folder.path, "mnt");
  const [drivers, tars, again]: [number[], number[], number[]] = [[], [], []];
  const flush = async (): Promise<number> => await byHand(`sync --file-system ${place}`);
  for (let round = 0; round < rounds; round += 1) {
    const hand = await mounted(device, place, async () => (await byHand(`rsync -a -A -X --hard-links --numeric-ids --partial --timeout=300 --info=progress2 --outbuf=Line ${daemon.localUrl("tree")} ${place}/ > /dev/null`)) + (await flush()));
    await mounted(device, place, async () => {
      const first = (await byBareon("tree", daemon.localUrl("tree"), place)).seconds + (await flush());
      drivers.push(first / hand);
      again.push(((await byBareon("tree", daemon.localUrl("tree"), place)).seconds + (await flush())) / first);
    });
    tars.push((await mounted(device, place, async () => (await byBareon("tree", server.url("tree.tar"), place)).seconds + (await flush()))) / hand);
  }
  return [
    ratio("rsync driver / rsync with the same flags (10,000 files, 300 MB)", drivers, 1.05, 1.1),
    ratio("tar stream / rsync, first deploy", tars, 0.35, 0.5),
    ratio("unchanged redeploy / first deploy", again, 0.04, 0.05),
  ];
}

async function benchTogether(folder: Scratch, rounds: number): Promise<Row[]> {
  const [count, megabytes] = [3, 128];
  const checksum = await makeImage(folder, "part.raw", megabytes);
  await using server = await serve(folder.path, 40 * MB);
  await using stack = new AsyncDisposableStack();
  const devices: Device[] = [];
  for (let index = 0; index < count; index += 1) devices.push(stack.use(await loopDevice(folder, `together-${index}`, megabytes)));
  const run = async (device: Device): Promise<number> => (await byBareon("raw", server.url("part.raw"), device.path, checksum)).seconds;
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let slowest = 0;
    for (const device of devices) slowest = Math.max(slowest, await run(device));
    found.push(Math.max(...(await Promise.all(devices.map(run)))) / slowest);
  }
  return [ratio(`${count} images at once, each served at 40 MB/s / the slowest alone`, found, 1.15, 1.3)];
}

async function benchMemory(folder: Scratch): Promise<Row[]> {
  const rows: Row[] = [];
  for (const megabytes of [256, 4096]) {
    const checksum = await makeImage(folder, "memory.raw", megabytes);
    await using server = await serve(folder.path);
    await using device = await loopDevice(folder, "memory", megabytes);
    const { peak } = await byBareon("raw", server.url("memory.raw"), device.path, checksum);
    rows.push({ what: `peak memory, an image of ${megabytes} MiB`, found: peak, goal: 120 * MB, most: 150 * MB, render: (value) => `${(value / MB).toFixed(0)} MB` });
    await rm(join(folder.path, "memory.raw"));
  }
  return rows;
}

/** Needs root, about 10 GB of disk, and a quiet machine; some minutes. */
export async function benchDeploy(rounds: number): Promise<string> {
  await using folder = await scratchFolder();
  const rows = [...(await benchRaw(folder, rounds)), ...(await benchTree(folder, rounds)), ...(await benchTogether(folder, rounds)), ...(await benchMemory(folder))];
  const verdict = ({ found, goal, most }: Row): string => (found <= goal ? "goal reached" : found <= most ? "acceptable" : "TOO MUCH");
  return renderTable([["", "found", "goal", "most", ""], ...rows.map((row) => [row.what, row.render(row.found), row.render(row.goal), row.render(row.most), verdict(row)])]).join("\n");
}
