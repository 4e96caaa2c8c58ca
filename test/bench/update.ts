/**
 * How long updates of a system that does not run take against the same work by hand, and what they take from others who use the disk, as
 * ratios of one run on a loop device, with the goal and the most that is acceptable.
 */
import { join } from "node:path";
import { execa } from "execa";
import { buildExecutable } from "../../src/build/executable.ts";
import { defaultRsyncFlags, fixedRsyncFlags } from "../../src/sources/rsync/spec/flags.ts";
import { renderTable } from "../../src/view/style.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { startRsyncDaemon } from "../support/servers/rsync-daemon.ts";
import { debianImage } from "../support/systems/images.ts";
import { bundle, loopDevice, mounted, shell } from "./lab.ts";
import { median, ratio, renderRow, type Row } from "./rows.ts";
import { benchNeighbours } from "./update-neighbours.ts";
import {
  deploy,
  type Lab,
  makeSmallTree,
  type Node,
  openNode,
  secondsOf,
  transfer,
  transferSeconds,
  update,
} from "./update-node.ts";

const MB = 1e6;
const [diskMegabytes, lowerMegabytes] = [3000, 4800];

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
