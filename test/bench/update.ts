/**
 * How long updates of a system that does not run take against the same work by hand, and what they take from others who use the disk, as
 * ratios of one run on a loop device, with the goal and the most that is acceptable.
 */
import { join } from "node:path";
import { execa } from "execa";
import { buildExecutable } from "../../src/build/executable.ts";
import { defaultRsyncFlags, fixedRsyncFlags } from "../../src/sources/rsync/spec/flags.ts";
import { renderTable } from "../../src/view/style.ts";
import { systemTree, writeTree } from "../support/disks/provisioned-disk.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { startRsyncDaemon } from "../support/servers/rsync-daemon.ts";
import { debianImage } from "../support/systems/images.ts";
import { bundle, loopDevice, mounted, shell } from "./lab.ts";
import { median, ratio, renderRow, type Row } from "./rows.ts";
import { benchNeighbours } from "./update-neighbours.ts";
import { deploy, type Lab, type Node, openNode, secondsOf, transfer, transferSeconds, update } from "./update-node.ts";

const MB = 1e6;
const [diskMegabytes, lowerMegabytes] = [3800, 6000];

/** A system as large as those of servers: the small one, with further ones in it as containers. */
async function makeLargeTree(path: string, small: string): Promise<void> {
  await shell(`cp --archive ${small} ${path}; mkdir -p ${path}/var/lib/machines`);
  for (const name of ["a", "b", "c", "d", "e"]) await shell(`cp --archive ${small} ${path}/var/lib/machines/${name}`);
}

interface UnchangedOptions {
  /** The module of the daemon, and the folder that it serves. */
  readonly module: string;
  readonly tree: string;
  readonly rounds: number;
  readonly goal?: readonly [number, number];
}

/** What a step has around its transfer is the same for a large system, which the goal is for, and weighs most for a small one. */
async function benchUnchanged(node: Node, { module, tree, rounds, goal }: UnchangedOptions): Promise<Row[]> {
  const { folder, daemon, place: lower } = node;
  const place = join(folder.path, "mnt");
  await using copy = await loopDevice({ path: lower }, "copy", 1900);
  const more = "--checksum --delete --timeout=300 --info=progress2 --outbuf=Line";
  const flags = [...defaultRsyncFlags, ...fixedRsyncFlags, more];
  const byHand = `mount ${copy.path} ${place}; rsync ${flags.join(" ")} ${daemon.localUrl(module)} ${place}/ > /dev/null; umount ${place}`;
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
  const size = Number.parseInt(await shell(`du --summarize --block-size=1M ${tree}`), 10);
  const what = `${size} MiB unchanged, with --full-speed / rsync by hand (${median(times.hand).toFixed(1)} s)`;
  return [
    ratio(`mirror, ${what}`, times.full, times.hand, goal),
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

/** Needs root, about 8 GB of disk, and a quiet machine; twenty minutes. */
export async function benchUpdate(rounds: number): Promise<string> {
  const { path: tool } = await buildExecutable();
  await using folder = await scratchFolder();
  const red = join(folder.path, "red");
  await writeTree(red, systemTree("Red Linux", "6.1.0-1-amd64"));
  const blue = await debianImage("trixie", console.error);
  const large = join(folder.path, "large");
  await makeLargeTree(large, blue);
  await using daemon = await startRsyncDaemon({ modules: { red, blue, large } });
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
  add(await benchUnchanged(node, { module: "blue", tree: blue, rounds }));
  add(await benchNeighbours(node, rounds));
  add(await benchNeighbours(node, rounds, 150 * MB));
  await deploy(lab, "large");
  add(await benchUnchanged(await openNode(lab), { module: "large", tree: large, rounds, goal: [1.1, 1.3] }));
  return renderTable([["", "found", "goal", "limit", ""], ...rows.map(renderRow)]).join("\n");
}
