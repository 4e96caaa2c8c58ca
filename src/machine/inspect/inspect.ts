/** Reads the machine into an Inventory: disks, what is on them, what sits on them and who uses all that. Writes nothing. */
import { sectorSize } from "../../base/sizes.ts";
import type { Context, Host } from "../../host/host.ts";
import { findRunning, type RunningFacts } from "../running.ts";
import type { Disk, Inventory, Partition } from "../../schema/inventory.ts";
import { parseSignature, probe, type Signature } from "../../programs/blkid.ts";
import { showArchitecture } from "../../programs/coreutils.ts";
import {
  type BlockDevice,
  flattenDevices,
  isTooOld,
  listDevices,
  listDevicesOfOld,
  parseDevices,
} from "../../programs/lsblk.ts";
import { parseMountinfo } from "../../formats/mountinfo.ts";
import { type PartitionTable, parseTable, readTable, type TablePartition } from "../../programs/sfdisk.ts";
import { addHidden, holdersOf } from "./holders.ts";
import { settleDevices } from "./settle.ts";
import { isSecureBootOn, isStartedByUefi } from "./firmware.ts";
import { makeSizer, type Sizer } from "./filesystem-sizes.ts";
import { type InspectedLayer, inspectLayers } from "./layers.ts";
import { placeLoops, readLoopFiles } from "./loops.ts";
import { awaitMaps, describeMap, type FoundMap, isLost, liftMaps, linkedNode } from "./multipath.ts";

const linkFolders = ["by-id", "by-path"];

export interface Look {
  /** Whether it is read of filesystems how large they are. */
  readonly sizes?: boolean;
  /** True while somebody else may want a device for itself: none is opened in that way, so that holders that nothing shows are not seen. */
  readonly isBusy?: boolean;
}

/** Every disk of the machine as it is now, with all that sits on it; `layers` are the storage layers that exist. */
export async function inspect(
  ctx: Context,
  layers: readonly InspectedLayer[],
  { sizes = false, isBusy = false }: Look = {},
): Promise<Inventory> {
  const { host } = ctx;
  await settleDevices(ctx);
  const { tree: shown, maps } = await liftMaps(host, await awaitMaps(ctx, async () => await readDevices(host)));
  const loopFiles = await readLoopFiles(host, shown);
  const tree = await placeLoops(host, shown, loopFiles);
  const links = await readLinks(host);
  const withSize = makeSizer(host, sizes ? layers.flatMap(({ measure }) => measure ?? []) : undefined);
  const disks = await Promise.all(
    tree
      .filter((device) => isDisk(device) || maps.has(device.path))
      .map(async (device) => await inspectDisk({ host, withSize, links, map: maps.get(device.path) }, device)),
  );
  const isUefi = await isStartedByUefi(host);
  const found = await inspectLayers(ctx, layers, { tree, disks, withSize });
  const facts = await readRunning(host, tree, [...loopFiles.values()]);
  const sorted = disks.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const shownMachine = { disks: sorted, ...found };
  const machine = isBusy ? shownMachine : await addHidden(host, shownMachine, layers);
  return {
    version: 2,
    architecture: (await host.run(showArchitecture())).stdout.trim(),
    firmware: isUefi ? "uefi" : "bios",
    ...(isUefi && (await isSecureBootOn(host)) ? { secureBoot: true } : {}),
    bootInterface: /(?:^|\s)BOOTIF=(?<mac>[0-9a-fA-F:-]+)/u.exec(facts.commandLine)?.groups?.["mac"] ?? null,
    ...machine,
    running: findRunning(facts, machine, layers),
  };
}

async function readDevices(host: Host): Promise<BlockDevice[]> {
  const output = await host.run({ ...listDevices(), okCodes: [0, 1] });
  if (output.exitCode === 0) return parseDevices(output.stdout);
  return parseDevices((await host.run(isTooOld(output) ? listDevicesOfOld() : listDevices())).stdout);
}

/** What can be partitioned: disks, and loop devices that have a file behind them and may be written to. */
function isDisk({ type, size, readOnly }: BlockDevice): boolean {
  return size > 0 && (type === "disk" || (type === "loop" && !readOnly));
}

/** Device node, such as /dev/vda, to the names that udev made for it. A folder of names of partitions, which udev has since systemd 257, is passed over. */
async function readLinks(host: Host): Promise<Map<string, string[]>> {
  const links = new Map<string, string[]>();
  for (const folder of linkFolders) {
    for (const name of await host.list(`/dev/disk/${folder}`)) {
      const link = `/dev/disk/${folder}/${name}`;
      if ((await host.facts(link))?.kind !== "symlink") continue;
      const target = `/dev/${(await host.readLink(link)).split("/").at(-1) ?? ""}`;
      links.set(target, [...(links.get(target) ?? []), link]);
    }
  }
  return links;
}

async function readRunning(
  host: Host,
  tree: readonly BlockDevice[],
  loopFiles: readonly string[],
): Promise<RunningFacts> {
  return {
    commandLine: (await host.readText("/proc/cmdline")) ?? "",
    mounted: parseMountinfo((await host.readText("/proc/self/mountinfo")) ?? ""),
    loopFiles,
    devices: new Map(flattenDevices(tree).map(({ device, path }) => [device, path])),
  };
}

/**
 * Partitions that the kernel knows and sfdisk does not show: the table was overwritten, is of a kind that sfdisk cannot read, or has
 * another in one of its partitions, as BSD and Solaris make it. Of a GPT only those that are used count: it has no others, and
 * the kernel is told of it anew.
 */
async function strayPartitions(
  host: Host,
  { children }: BlockDevice,
  table: PartitionTable | null,
): Promise<TablePartition[]> {
  const known = new Set(table?.partitions.map(({ path }) => path));
  const strays = children.filter(
    (child) =>
      child.type === "part" && !known.has(child.path) && (table?.type !== "gpt" || holdersOf(child).length > 0),
  );
  return await Promise.all(
    strays.map(async ({ path, size }) => {
      const start = Number((await host.readText(`/sys/class/block/${path.slice("/dev/".length)}/start`)) ?? 0);
      const number = Number(/\d+$/u.exec(path)?.[0] ?? 0);
      return { path, number, start: start * sectorSize, size, type: "", partuuid: null, name: null };
    }),
  );
}

interface Reading {
  readonly host: Host;
  readonly withSize: Sizer;
  readonly links: ReadonlyMap<string, readonly string[]>;
  /** Undefined for what is no map. */
  readonly map: FoundMap | undefined;
}

/** The table of a disk; sfdisk calls the partitions of a map by a rule that need not be the one by which they were made. */
async function inspectTable({ host, map }: Reading, { path }: BlockDevice): Promise<PartitionTable | null> {
  if (isLost(map)) return null;
  const table = parseTable((await host.run(readTable(path))).stdout);
  if (table === null || map === undefined) return table;
  const named = (one: TablePartition): TablePartition => ({
    ...one,
    path: map.partitions.get(one.number) ?? one.path,
  });
  return { ...table, partitions: table.partitions.map(named) };
}

async function inspectContent({ host, map }: Reading, path: string): Promise<Signature | null> {
  return isLost(map) ? null : parseSignature((await host.run(probe(path))).stdout);
}

async function inspectDisk(reading: Reading, device: BlockDevice): Promise<Disk> {
  const { host, links, map } = reading;
  const { path, size, model, serial, wwn, scsi, transport, readOnly, removable } = device;
  const table = await inspectTable(reading, device);
  const content = await inspectContent(reading, path);
  const known = new Map(device.children.map((child) => [child.path, child]));
  return {
    path,
    device: device.device,
    size,
    sectorSize: device.sectorSize,
    model,
    serial,
    wwn,
    scsi,
    links: (links.get(linkedNode(device)) ?? []).toSorted(),
    transport,
    readOnly,
    removable,
    table: table === null ? null : { type: table.type, id: table.id },
    content: content === null ? null : { ...content },
    uses: holdersOf({ ...device, children: device.children.filter(({ type }) => type !== "part") }),
    ...(map === undefined ? {} : { multipath: describeMap(map, (one) => links.get(one) ?? []) }),
    partitions: await Promise.all(
      [...(table?.partitions ?? []), ...(await strayPartitions(host, device, table))].map(
        async (partition) => await inspectPartition(reading, partition, known.get(partition.path)),
      ),
    ),
  };
}

/** A partition that only the table knows, not the kernel, has no content and no use. */
async function inspectPartition(
  reading: Reading,
  partition: TablePartition,
  device: BlockDevice | undefined,
): Promise<Partition> {
  const content = device === undefined ? null : await inspectContent(reading, device.path);
  return {
    ...partition,
    content: await reading.withSize(content === null ? null : { ...content }, { device: partition.path, offset: 0 }),
    uses: device === undefined ? [] : holdersOf(device),
  };
}
