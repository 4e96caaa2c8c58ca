/**
 * How long updates of a system that does not run take against the same work by hand, and what they take from others who use the disk, as
 * ratios of one run on a loop device, with the goal and the most that is acceptable.
 */
import { spawn } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import type { ProgressEvent } from "../../src/base/events.ts";
import { buildExecutable } from "../../src/build/executable.ts";
import { defaultRsyncFlags, fixedRsyncFlags } from "../../src/sources/rsync/spec/flags.ts";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { renderTable } from "../../src/view/style.ts";
import { systemTree } from "../support/disks/provisioned-disk.ts";
import { provisionProgram } from "../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { type RsyncDaemon, startRsyncDaemon } from "../support/servers/rsync-daemon.ts";
import { debianImage } from "../support/systems/images.ts";
import { bundle, type Device, type Limiter, limitDisk, loopDevice, mounted, noLimit, shell } from "./lab.ts";
import type { Counted } from "./neighbour.ts";
import { median, milliseconds, percentile, ratio, renderRow, type Row } from "./rows.ts";

const MB = 1e6;
const [diskMegabytes, lowerMegabytes] = [3000, 4800];
/** What an update puts before itself, see priorityOf in src/cli/provision/main.ts. */
const idle = ["nice", "-n", "19", "ionice", "-c", "3"];

type Events = readonly ProgressEvent[];

interface Lab {
  readonly folder: Scratch;
  readonly daemon: RsyncDaemon;
  readonly disk: Device;
  /** What the disk's file lies on: a disk that is slow because this one is has a queue, as real ones have. */
  readonly lower: Device;
  /** Of files on that. */
  readonly place: string;
  /** The script of one update. */
  readonly once: string;
  /** The executable that images receive. */
  readonly tool: string;
}

/** A node whose parts are partitions of the lab's disk. */
interface Node extends Lab {
  readonly multiboot: string;
  /** The root of the system that is updated, and a filesystem of the other one. */
  readonly blue: string;
  readonly data: string;
}

/** Runs a program that prints progress on a descriptor; `onEvent` hears each event as it comes. */
async function follow(
  argv: readonly string[],
  descriptor: 1 | 3,
  onEvent: (event: ProgressEvent) => void = () => undefined,
): Promise<Events> {
  const [program = "", ...args] = argv;
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const events: ProgressEvent[] = [];
  const said: Buffer[] = [];
  child.stderr?.on("data", (data: Buffer) => said.push(data));
  const output = child.stdio[descriptor] as NodeJS.ReadableStream;
  if (descriptor === 3) child.stdout?.resume();
  createInterface({ input: output }).on("line", (line) => {
    const event = JSON.parse(line) as ProgressEvent;
    events.push(event);
    onEvent(event);
  });
  const code = await new Promise<number | null>((done) => child.once("close", done));
  if (code !== 0) throw new Error(`${argv.join(" ")}: exit code ${code}\n${Buffer.concat(said).toString()}`);
  return events;
}

function secondsOf(events: Events, steps: readonly string[]): number {
  return events.reduce(
    (sum, event) => sum + (event.event === "step-finish" && steps.includes(event.id) ? event.seconds : 0),
    0,
  );
}

/** Of the program that brings the files, without what a step does around it. */
function transferSeconds(events: Events): number {
  return events.reduce(
    (sum, event) => sum + (event.event === "command" && event.command.includes(" rsync ") ? event.seconds : 0),
    0,
  );
}

async function makeSmallTree(path: string): Promise<void> {
  for (const [file, content] of Object.entries(systemTree("Red Linux", "6.1.0-1-amd64"))) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, file), content);
    else await symlink(content.link, join(path, file));
  }
}

/** Returns what the deploy told of its steps. */
async function deploy({ folder, daemon, disk }: Lab): Promise<Events> {
  const volume = (image: string, mount: string, size: string): object => ({
    ...{ type: "partition", mount, size, file_system: "ext4", images: [image] },
  });
  const config = {
    partitions_policy: "clean",
    images: ["red", "blue"].map((name) => ({ name, image_pull_url: daemon.localUrl(name), target: "/" })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: disk.path }, size: "2900 MiB" },
        volumes: [volume("blue", "/", "1200 MiB"), volume("red", "/", "400 MiB"), volume("red", "/srv", "800 MiB")],
      },
    ],
  };
  const files = ["--boot-info", join(folder.path, "boot-info.json"), "--log-file", join(folder.path, "log")];
  const words = ["deploy", "--input-data", JSON.stringify(config), ...files, "--progress-fd", "3"];
  return await follow([provisionProgram, ...words], 3);
}

async function openNode(lab: Lab): Promise<Node> {
  const { multiboot_partition: multiboot, elements } = JSON.parse(
    await shell(`cat ${lab.folder.path}/boot-info.json`),
  ) as BootInfo;
  const find = async (name: string, mount: string): Promise<string> => {
    const uuid = elements.find(({ os_id: id }) => id === name)?.mounts?.find((one) => one.mount === mount)?.uuid;
    return await shell(`blkid --uuid ${uuid ?? ""}`);
  };
  return { ...lab, multiboot: multiboot ?? "", blue: await find("blue", "/"), data: await find("red", "/srv") };
}

interface Speed {
  readonly method: "mirror" | "fresh";
  readonly fullSpeed: boolean;
  readonly limiter?: Limiter;
}

/** One update of blue, with the priority that it has. Its mounts are seen by nobody else. */
async function update(
  { once, tool, multiboot }: Node,
  { method, fullSpeed, limiter = noLimit }: Speed,
  onEvent?: (event: ProgressEvent) => void,
): Promise<Events> {
  const words = [multiboot, "blue", method, fullSpeed ? "full" : "steps", tool];
  const argv = [...limiter.argv, "unshare", "--mount", ...(fullSpeed ? [] : idle), process.execPath, once, ...words];
  return await follow(argv, 1, onEvent);
}

/** The step that brings the image. */
const transfer = "image blue";

async function benchUnchanged(node: Node, rounds: number): Promise<Row[]> {
  const { folder, daemon, place: lower } = node;
  const place = join(folder.path, "mnt");
  await using copy = await loopDevice({ path: lower }, "copy", 1200);
  const more = "--checksum --delete --timeout=300 --info=progress2 --outbuf=Line";
  const flags = [...defaultRsyncFlags, ...fixedRsyncFlags, more];
  const byHand = `mount ${copy.path} ${place}; rsync ${flags.join(" ")} ${daemon.localUrl("blue")} ${place}/ > /dev/null; umount ${place}`;
  await mounted(copy, place, async () => undefined);
  const rsync = async (): Promise<number> => {
    const begin = performance.now();
    await execa("unshare", ["--mount", "bash", "-euc", byHand]);
    return (performance.now() - begin) / 1000;
  };
  await rsync();
  await update(node, { method: "mirror", fullSpeed: true });
  const times = { hand: [] as number[], full: [] as number[], own: [] as number[], steps: [] as number[] };
  const whole: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.hand.push(await rsync());
    const begin = performance.now();
    const events = await update(node, { method: "mirror", fullSpeed: true });
    whole.push((performance.now() - begin) / 1000);
    times.full.push(secondsOf(events, [transfer]));
    times.own.push(transferSeconds(events));
    times.steps.push(secondsOf(await update(node, { method: "mirror", fullSpeed: false }), [transfer]));
  }
  const what = `/ rsync by hand (${median(times.hand).toFixed(1)} s)`;
  return [
    ratio(`mirror, unchanged, with --full-speed ${what}`, times.full, times.hand, [1.1, 1.3]),
    ratio("  its transfer alone", times.own, times.hand),
    ratio("  in steps, as it is without that", times.steps, times.hand),
    ratio("  the whole command with --full-speed", whole, times.hand),
  ];
}

async function benchFresh(lab: Lab, rounds: number): Promise<Row[]> {
  const times = { deploy: [] as number[], fresh: [] as number[], steps: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const deployed = await deploy(lab);
    const node = await openNode(lab);
    const steps = [transfer, `mkfs ${node.blue}`];
    times.deploy.push(secondsOf(deployed, steps));
    times.fresh.push(secondsOf(await update(node, { method: "fresh", fullSpeed: true }), steps));
    times.steps.push(secondsOf(await update(node, { method: "fresh", fullSpeed: false }), steps));
  }
  const what = `/ deploy of the same image (${median(times.deploy).toFixed(1)} s)`;
  return [
    ratio(`fresh with --full-speed ${what}`, times.fresh, times.deploy, [1.05, 1.15]),
    ratio("  fresh in steps, as it is without that", times.steps, times.deploy),
  ];
}

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

async function benchNeighbours(node: Node, rounds: number, bytesPerSecond?: number): Promise<Row[]> {
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

/** Needs root, about 6 GB of disk, and a quiet machine; a quarter of an hour. */
export async function benchUpdate(rounds: number): Promise<string> {
  const { path: tool } = await buildExecutable();
  await using folder = await scratchFolder();
  const red = join(folder.path, "red");
  await makeSmallTree(red);
  const blue = await debianImage("trixie", console.error);
  await using daemon = await startRsyncDaemon({ modules: { red, blue } });
  await using lower = await loopDevice(folder, "lower", lowerMegabytes);
  const place = join(folder.path, "lower");
  await using mounts = new AsyncDisposableStack();
  await shell(`mkdir ${place}; mkfs.ext4 -q -F ${lower.path}; mount ${lower.path} ${place}`);
  mounts.defer(async () => void (await shell(`umount ${place}`)));
  await using disk = await loopDevice({ path: place }, "disk", diskMegabytes);
  await using partitions = new AsyncDisposableStack();
  partitions.defer(async () => void (await shell(`partx --delete -- ${disk.path} || true`)));
  const lab: Lab = { folder, daemon, disk, lower, place, tool, once: await bundle(folder, "update-once") };
  const rows: Row[] = [];
  const add = (more: readonly Row[]): void => {
    for (const { what, found, render } of more) console.error(`${what}: ${render(found)}`);
    rows.push(...more);
  };
  add(await benchFresh(lab, rounds));
  const node = await openNode(lab);
  add(await benchUnchanged(node, rounds));
  add(await benchNeighbours(node, rounds));
  add(await benchNeighbours(node, rounds, 150 * MB));
  return renderTable([["", "found", "goal", "limit", ""], ...rows.map(renderRow)]).join("\n");
}
