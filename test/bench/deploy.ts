/** How long deploys take against the same work by hand, as ratios of one run on loop devices, with the goal and the most that is acceptable. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { renderTable } from "../../src/view/style.ts";
import { startFileServer } from "../support/servers/file-server.ts";
import { startRsyncDaemon } from "../support/servers/rsync-daemon.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import {
  type ByBareon,
  bundleOnce,
  byHand,
  type Device,
  limitWrites,
  loopDevice,
  makeImage,
  makeTree,
  mounted,
  noLimit,
  shell,
} from "./lab.ts";
import { median, ratio, renderRow, type Row } from "./rows.ts";

const MB = 1e6;

interface Lab {
  readonly folder: Scratch;
  readonly byBareon: ByBareon;
  readonly rounds: number;
}

/** Devices take what comes, or so many bytes a second as an SSD behind SATA. */
async function benchRaw({ folder, byBareon, rounds }: Lab, bytesPerSecond?: number): Promise<Row[]> {
  const megabytes = 1024;
  const checksum = await makeImage(folder, "image.raw", megabytes);
  await using server = await startFileServer(folder.path);
  await using device = await loopDevice(folder, "raw", megabytes);
  await using limiter = bytesPerSecond === undefined ? noLimit : await limitWrites([device], bytesPerSecond);
  const url = server.localUrl("image.raw");
  const times: { readonly hand: number[]; readonly checked: number[]; readonly unchecked: number[] } = {
    hand: [],
    checked: [],
    unchecked: [],
  };
  for (let round = 0; round <= rounds; round += 1) {
    const hand = await byHand(
      `curl --silent --fail ${url} | dd of=${device.path} bs=1M iflag=fullblock oflag=direct conv=fsync,notrunc status=none`,
      limiter.argv,
    );
    const checked = await byBareon(["raw", url, device.path, checksum], limiter.argv);
    const unchecked = await byBareon(["raw", url, device.path], limiter.argv);
    // The first round fills the page cache with the image.
    if (round === 0) continue;
    times.hand.push(hand);
    times.checked.push(checked.seconds);
    times.unchecked.push(unchecked.seconds);
  }
  const disk = bytesPerSecond === undefined ? "" : `, onto a disk of ${bytesPerSecond / MB} MB/s`;
  const speed = `${((megabytes * 1.048576) / median(times.hand)).toFixed(0)} MB/s`;
  return [
    ratio(`raw with sha256 and fsync / curl | dd (${speed})${disk}`, times.checked, times.hand, [1.05, 1.15]),
    ratio(`raw verified / not verified${disk}`, times.checked, times.unchecked, [1.03, 1.1]),
  ];
}

async function benchTree({ folder, byBareon, rounds }: Lab): Promise<Row[]> {
  const tree = join(folder.path, "tree");
  await makeTree(tree);
  await shell(`tar --create --file=${folder.path}/tree.tar --directory=${tree} .`);
  await using server = await startFileServer(folder.path);
  await using daemon = await startRsyncDaemon({ modules: { tree } });
  await using device = await loopDevice(folder, "tree", 1024);
  const place = join(folder.path, "mnt");
  const flushed = async (work: Promise<number>): Promise<number> =>
    (await work) + (await byHand(`sync --file-system ${place}`));
  const driver = async (source: string): Promise<number> =>
    await flushed(byBareon(["tree", source, place]).then(({ seconds }) => seconds));
  const rsync = `rsync -a -A -X --hard-links --numeric-ids --partial --timeout=300 --info=progress2 --outbuf=Line ${daemon.localUrl("tree")} ${place}/ > /dev/null`;
  const times = {
    rsync: [] as number[],
    rsyncAgain: [] as number[],
    driver: [] as number[],
    driverAgain: [] as number[],
    tar: [] as number[],
    tarByHand: [] as number[],
  };
  for (let round = 0; round < rounds; round += 1) {
    await mounted(device, place, async () => {
      times.rsync.push(await flushed(byHand(rsync)));
      times.rsyncAgain.push(await flushed(byHand(rsync)));
    });
    await mounted(device, place, async () => {
      times.driver.push(await driver(daemon.localUrl("tree")));
      times.driverAgain.push(await driver(daemon.localUrl("tree")));
    });
    await mounted(device, place, async () => times.tar.push(await driver(server.localUrl("tree.tar"))));
    await mounted(device, place, async () =>
      times.tarByHand.push(
        await flushed(
          byHand(`curl --silent --fail ${server.localUrl("tree.tar")} | tar --extract --directory=${place}`),
        ),
      ),
    );
  }
  return [
    ratio("rsync driver / rsync with the same flags (10,000 files, 303 MB)", times.driver, times.rsync, [1.05, 1.1]),
    ratio("tar stream / rsync, first deploy", times.tar, times.rsync, [0.35, 0.5]),
    ratio("  curl | tar by hand / rsync", times.tarByHand, times.rsync),
    ratio("unchanged redeploy / first deploy", times.driverAgain, times.driver, [0.04, 0.05]),
    ratio("  rsync by hand, the second time / the first", times.rsyncAgain, times.rsync),
  ];
}

/** Disks as slow as disks are, so that neither the source nor the processors are the limit. */
async function benchTogether({ folder, byBareon, rounds }: Lab): Promise<Row> {
  const [count, megabytes, bytesPerSecond] = [3, 256, 150 * MB];
  const checksum = await makeImage(folder, "part.raw", megabytes);
  await using server = await startFileServer(folder.path);
  await using stack = new AsyncDisposableStack();
  const devices: Device[] = [];
  for (let index = 0; index < count; index += 1)
    devices.push(stack.use(await loopDevice(folder, `together-${index}`, megabytes)));
  await using limiter = await limitWrites(devices, bytesPerSecond);
  const run = async (device: Device): Promise<number> =>
    (await byBareon(["raw", server.localUrl("part.raw"), device.path, checksum], limiter.argv)).seconds;
  const [together, alone]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    let slowest = 0;
    for (const device of devices) slowest = Math.max(slowest, await run(device));
    alone.push(slowest);
    together.push(Math.max(...(await Promise.all(devices.map(run)))));
  }
  return ratio(
    `${count} images at once, each onto a disk of ${bytesPerSecond / MB} MB/s / the slowest alone`,
    together,
    alone,
    [1.15, 1.3],
  );
}

async function benchMemory({ folder, byBareon }: Lab): Promise<Row[]> {
  const rows: Row[] = [];
  for (const megabytes of [256, 4096]) {
    const checksum = await makeImage(folder, "memory.raw", megabytes);
    await using server = await startFileServer(folder.path);
    await using device = await loopDevice(folder, "memory", megabytes);
    const { peak } = await byBareon(["raw", server.localUrl("memory.raw"), device.path, checksum]);
    rows.push({
      what: `peak memory, an image of ${megabytes} MiB`,
      found: peak,
      limits: [120 * MB, 150 * MB],
      render: (value) => `${(value / MB).toFixed(0)} MB`,
    });
    await rm(join(folder.path, "memory.raw"));
  }
  return rows;
}

/** Needs root, about 10 GB of disk, and a quiet machine; some minutes. */
export async function benchDeploy(rounds: number): Promise<string> {
  await using folder = await scratchFolder();
  const lab: Lab = { folder, rounds, byBareon: await bundleOnce(folder) };
  const rows = [
    ...(await benchRaw(lab)),
    ...(await benchRaw(lab, 500 * MB)),
    ...(await benchTree(lab)),
    await benchTogether(lab),
    ...(await benchMemory(lab)),
  ];
  return renderTable([["", "found", "goal", "limit", ""], ...rows.map(renderRow)]).join("\n");
}
